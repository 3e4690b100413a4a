import { Ajv, type ValidateFunction } from 'ajv';
import generated from './generated/arguments.json' with { type: 'json' };
import { type Fields, fieldsOf, parseJson } from './json.ts';
import { Refusal } from './refusal.ts';
import { toComplaints } from './schema-errors.ts';

const ajv = new Ajv({ allErrors: true, strict: false });
const schemas: Fields = generated;
const validators = new Map<string, ValidateFunction>(
  Object.entries(generated).map(([method, schema]) => [
    method,
    ajv.compile({ ...schema, additionalProperties: true }),
  ]),
);

/** Bolt and the clients add these to every call; Slack takes them everywhere. */
const EVERYWHERE = new Set(['token', 'team_id']);

const FROM_FORM: Readonly<Record<string, (value: string) => unknown>> = {
  number: (value) => (/^-?\d+$/.test(value) ? Number(value) : value),
  boolean: (value) => ({ true: true, '1': true, false: false, '0': false })[value] ?? value,
  array: (value) => parseJson(value),
  object: (value) => parseJson(value),
};

/** Refusals of Slack's own for arguments that are not even JSON. */
const NOT_JSON: Readonly<Record<string, string>> = {
  blocks: 'invalid_blocks_format',
  attachments: 'invalid_attachments',
  metadata: 'invalid_metadata_format',
  unfurls: 'invalid_unfurls_format',
};

/** A call's arguments with their types, since a form carries only text. Throws a Refusal where they are not what the method takes. */
export function readArguments(method: string, sent: Fields): { args: Fields; unknown: string[] } {
  const properties = fieldsOf(fieldsOf(schemas[method]).properties);
  const args = Object.fromEntries(
    Object.entries(sent).map(([name, value]) => {
      const type = fieldsOf(properties[name]).type;
      const read = typeof type === 'string' && typeof value === 'string' ? FROM_FORM[type] : undefined;
      const decoded = read ? read(String(value)) : value;
      if (decoded === undefined && NOT_JSON[name]) throw new Refusal(NOT_JSON[name]);
      return [name, decoded];
    }),
  );
  const validate = validators.get(method);
  if (validate && !validate(args)) throw new Refusal('invalid_arguments', toComplaints(validate.errors, ''));
  const unknown = Object.keys(args).filter((name) => !(name in properties) && !EVERYWHERE.has(name));
  return { args, unknown };
}
