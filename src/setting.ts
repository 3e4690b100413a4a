import { z } from 'zod';

/** The kinds of settings. One left empty counts as not set, so that `.env` files may name all of them. */
const unset = (value: unknown) => (value === '' ? undefined : value);

/** A setting of any shape that may be empty. */
export const setting = <Schema extends z.ZodType>(schema: Schema) => z.preprocess(unset, schema);

export const text = setting(z.string().optional());

/** An http(s) address. */
export const address = (byDefault: string) =>
  setting(z.url({ protocol: /^https?$/, error: 'is not an http(s) address' }).default(byDefault));

/** A switch: 0 or 1. */
export const flag = setting(z.enum(['0', '1'], { error: 'is 0 or 1' }).default('0'));

/** Words with spaces or commas between them. */
export const list = setting(
  z
    .string()
    .default('')
    .transform((words) => words.split(/[\s,]+/).filter((word) => word !== '')),
);

/** A whole number in bounds. */
export const whole = (least: number, most: number, byDefault: number) =>
  setting(
    z.coerce
      .number({ error: 'is not a number' })
      .int()
      .min(least, { error: `is at least ${least}` })
      .max(most, { error: `is at most ${most}` })
      .default(byDefault),
  );
