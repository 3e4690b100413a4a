import { readLimits, type Schema, withLimits } from './schema-limits.ts';

type Definitions = Readonly<Record<string, Schema>>;

const REF = '#/definitions/';
const nameOf = (ref: string): string => decodeURIComponent(ref.slice(REF.length));

/** Keeps what a validator needs: limits out of comments instead of the comments, unions told apart by `type`, blocks left to the caller. */
export function tidy(schema: Schema, definitions: Definitions): Schema {
  const { description, definitions: _nested, ...rest } = schema;
  if (rest.anyOf) return tidyUnion(rest.anyOf, definitions);
  if (!rest.properties) return rest.items ? { ...rest, items: tidy(rest.items, definitions) } : rest;
  const properties = Object.fromEntries(
    Object.entries(rest.properties).map(([name, property]) => [
      name,
      tidyProperty(name, property, definitions),
    ]),
  );
  return { ...rest, properties };
}

function tidyProperty(name: string, property: Schema, definitions: Definitions): Schema {
  if (name === 'blocks') return { type: 'array' };
  return withLimits(tidy(property, definitions), readLimits(property.description ?? ''));
}

/** One schema for a union: by `type` where each member has its own, as one object where all share it, else any of them. */
function tidyUnion(members: readonly Schema[], definitions: Definitions): Schema {
  const flat = members.flatMap((member) => flatten(member, definitions));
  const types = flat.map((member) => typeOf(member, definitions));
  if (types.every((type) => type !== undefined)) {
    if (new Set(types).size === flat.length) {
      return { type: 'object', required: ['type'], discriminator: { propertyName: 'type' }, oneOf: flat };
    }
    if (new Set(types).size === 1) return oneObject(flat, definitions);
  }
  return { anyOf: flat.map((member) => tidy(member, definitions)) };
}

/** The members of a union with the unions among them opened up. */
function flatten(member: Schema, definitions: Definitions): Schema[] {
  const target = member.$ref ? definitions[nameOf(member.$ref)] : member;
  const types = new Set(target?.anyOf?.map((inner) => typeOf(inner, definitions)));
  const isOpen = target?.anyOf !== undefined && types.size > 1;
  return isOpen && target.anyOf ? target.anyOf.flatMap((inner) => flatten(inner, definitions)) : [member];
}

function typeOf(member: Schema, definitions: Definitions): unknown {
  const target = member.$ref ? definitions[nameOf(member.$ref)] : member;
  const own = target?.properties?.type?.const;
  return own ?? (target?.anyOf?.[0] ? typeOf(target.anyOf[0], definitions) : undefined);
}

/** An object written as a union of alternatives (an image by `image_url` or by `slack_file`), as one with exactly one alternative's keys. */
function oneObject(members: readonly Schema[], definitions: Definitions): Schema {
  const required = members.map((member) => new Set(member.required));
  const shared = [...(required[0] ?? [])].filter((key) => required.every((keys) => keys.has(key)));
  const alternatives = required.map((keys) => ({
    required: [...keys].filter((key) => !shared.includes(key)),
  }));
  const merged = Object.assign({}, ...members.map((member) => member.properties ?? {}));
  return {
    ...tidy(
      { type: 'object', properties: merged, required: shared, additionalProperties: false },
      definitions,
    ),
    oneOf: alternatives,
  };
}

/** The definitions that the roots reach, sorted by name so that a new generation differs only where Slack's types do. */
export function reachable(roots: readonly string[], definitions: Definitions): Record<string, Schema> {
  const found = new Set<string>();
  const visit = (name: string): void => {
    if (found.has(name) || !definitions[name]) return;
    found.add(name);
    for (const [, next] of JSON.stringify(definitions[name]).matchAll(/"#\/definitions\/([^"]+)"/g)) {
      if (next) visit(decodeURIComponent(next));
    }
  };
  roots.forEach(visit);
  return Object.fromEntries(
    [...found].sort().flatMap((name) => (definitions[name] ? [[name, definitions[name]]] : [])),
  );
}

/** A method's arguments as one flat object: each with its JSON type, and the names that every form of the call needs. */
export function toArguments(root: Schema, definitions: Definitions): Schema {
  const forms = formsOf(root, definitions).filter((form) => form.properties);
  const names = [...new Set(forms.flatMap((form) => Object.keys(form.properties ?? {})))].sort();
  const properties = Object.fromEntries(
    names.map((name) => [
      name,
      shallow(
        forms.flatMap((form) => form.properties?.[name] ?? []),
        definitions,
      ),
    ]),
  );
  const required = names.filter((name) => forms.every((form) => form.required?.includes(name)));
  return { type: 'object', properties, required, additionalProperties: false };
}

function formsOf(schema: Schema, definitions: Definitions): Schema[] {
  const target = schema.$ref ? definitions[nameOf(schema.$ref)] : schema;
  return target?.anyOf ? target.anyOf.flatMap((form) => formsOf(form, definitions)) : target ? [target] : [];
}

function shallow(variants: readonly Schema[], definitions: Definitions): Schema {
  const opened = variants
    .flatMap((variant) => formsOf(variant, definitions))
    .filter((variant) => !variant.not);
  const constants = opened.flatMap(
    (variant) => variant.enum ?? (variant.const === undefined ? [] : [variant.const]),
  );
  const types = [...new Set(opened.flatMap((variant) => variant.type ?? 'object'))];
  const isClosed = types.length === 1 && types[0] === 'string' && opened.every((v) => v.enum ?? v.const);
  return {
    type: types[0] && types.length === 1 ? types[0] : types,
    ...(isClosed && { enum: [...new Set(constants)] }),
  };
}
