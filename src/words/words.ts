/** Placeholder type until en.ts defines it. */
export type Words = Record<string, never>;
