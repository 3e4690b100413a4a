import { z } from 'zod';
import type { Command } from './command.ts';
import { known } from './known.ts';

/** One option of a command as adapters, help and the line grammar need it: read off its zod schema. */
export interface OptionInfo {
  name: string;
  type: 'string' | 'integer' | 'number' | 'boolean';
  required: boolean;
  description: string;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  /** The only values it takes. */
  choices?: readonly string[];
  default?: string | number | boolean;
}

/** The part of JSON Schema that zod prints for an option (https://zod.dev/json-schema). */
const property = z.object({
  type: z.enum(['string', 'integer', 'number', 'boolean']),
  description: z.string(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  minLength: z.number().optional(),
  maxLength: z.number().optional(),
  enum: z.array(z.string()).optional(),
  default: z.union([z.string(), z.number(), z.boolean()]).optional(),
});

const read = new WeakMap<Command, readonly OptionInfo[]>();

/**
 * The options of a command in the order they were declared.
 *
 * @throws ZodError where a schema is of a kind that no platform could offer, or lacks a description: a mistake in
 * the command itself, found by the tests.
 */
export function optionsOf(command: Command): readonly OptionInfo[] {
  const cached = read.get(command);
  if (cached) return cached;
  const schema = z.toJSONSchema(command.options, { io: 'input' });
  const required = new Set(schema.required ?? []);
  const options = Object.entries(schema.properties ?? {}).map(([name, value]): OptionInfo => {
    const { enum: choices, ...rest } = property.parse(value);
    return { name, required: required.has(name), ...known({ ...rest, choices }) };
  });
  read.set(command, options);
  return options;
}
