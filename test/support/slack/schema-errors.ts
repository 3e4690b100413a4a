import type { ErrorObject } from 'ajv';
import { textOf } from './json.ts';

/** A complaint in Slack's form: `must be less than 76 characters [json-pointer:/blocks/0/text/text]`. */
export const complaint = (words: string, pointer: string): string => `${words} [json-pointer:${pointer}]`;

const WORDS: Readonly<Record<string, (error: ErrorObject) => string>> = {
  maxLength: (error) => `must be less than ${Number(error.params.limit) + 1} characters`,
  minLength: (error) => `must be more than ${Number(error.params.limit) - 1} characters`,
  maxItems: (error) => `no more than ${error.params.limit} items allowed`,
  minItems: (error) => `no fewer than ${error.params.limit} items allowed`,
  required: (error) => `missing required field: ${error.params.missingProperty}`,
  additionalProperties: (error) => `invalid additional property: ${error.params.additionalProperty}`,
  discriminator: (error) => `unsupported type: ${error.params.tagValue}`,
  type: (error) => `must provide ${article(textOf(error.params.type) ?? 'value')}`,
  enum: () => 'must be a valid enum value',
  const: () => 'must be a valid enum value',
};

const article = (type: string): string => `${/^[aeiou]/.test(type) ? 'an' : 'a'} ${type}`;

/** What ajv found, in the words Slack uses. Each place is told once, most exact first. */
export function toComplaints(errors: readonly ErrorObject[] | null | undefined, root: string): string[] {
  const known = (errors ?? []).filter((error) => WORDS[error.keyword]);
  const told = known.length > 0 ? known : (errors ?? []);
  const words = told.map((error) =>
    complaint(
      WORDS[error.keyword]?.(error) ?? 'failed to match all allowed schemas',
      root + pointerOf(error),
    ),
  );
  return [...new Set(words)];
}

const pointerOf = (error: ErrorObject): string =>
  error.keyword === 'discriminator' ? `${error.instancePath}/type` : error.instancePath;
