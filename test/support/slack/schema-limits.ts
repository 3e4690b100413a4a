/** The parts of JSON Schema that the generator reads and writes. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  anyOf?: Schema[];
  allOf?: Schema[];
  oneOf?: Schema[];
  not?: Schema;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  discriminator?: { propertyName: string };
  description?: string;
  definitions?: Record<string, Schema>;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
}

/** What a doc comment of @slack/types states about a property. Lengths count characters of a string or of a text object's text. */
export interface Limits {
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  /** The length of the text in each item of a list. */
  itemLength?: number;
}

const PATTERNS: readonly (readonly [keyof Limits, RegExp])[] = [
  ['itemLength', /maximum length for the text in each item is ([\d,]+)/i],
  ['maxLength', /max(?:imum)? length(?: for (?!the text in each)[^.]{0,60}?)?(?: is| of) ([\d,]+)/i],
  ['maxLength', /limit(?:ed to)? ([\d,]+) characters/i],
  ['minLength', /minimum length(?: for [^.]{0,60}?)? is ([\d,]+)/i],
  [
    'maxItems',
    /maximum (?:number of [a-z ]{1,20} is |of )?([\d,]+) (?:elements|options|items|rows|blocks|cards)/i,
  ],
  ['maxItems', /maximum number of (?:items|options|option groups) is ([\d,]+)/i],
  ['minItems', /minimum ([\d,]+), maximum [\d,]+ cards/i],
];

/** Reads the limits that a doc comment states, as `maximum length for this field is 75 characters`. */
export function readLimits(comment: string): Limits {
  const words = comment.replace(/\s+/g, ' ');
  const limits: Limits = {};
  for (const [name, pattern] of PATTERNS) {
    const stated = pattern.exec(words)?.[1];
    if (stated !== undefined && limits[name] === undefined) limits[name] = Number(stated.replace(',', ''));
  }
  return limits;
}

/** A property's schema with the limits of its comment: on the string itself, or on the text of the text object it holds. */
export function withLimits(schema: Schema, limits: Limits): Schema {
  if (schema.type === 'array') {
    const { minItems, maxItems, itemLength } = limits;
    const items =
      itemLength && schema.items ? withLimits(schema.items, { maxLength: itemLength }) : schema.items;
    return {
      ...schema,
      ...(items && { items }),
      ...(minItems !== undefined && { minItems }),
      ...(maxItems !== undefined && { maxItems }),
    };
  }
  const { minLength, maxLength } = limits;
  const length = {
    ...(minLength !== undefined && { minLength }),
    ...(maxLength !== undefined && { maxLength }),
  };
  if (Object.keys(length).length === 0) return schema;
  if (schema.type === 'string') return { ...schema, ...length };
  if (schema.$ref || schema.anyOf || schema.oneOf)
    return { allOf: [schema, { properties: { text: length } }] };
  return schema;
}
