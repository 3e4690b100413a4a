import { setTimeout as wait } from 'node:timers/promises';
import { isTransient } from './refusals.ts';

/** How often and how soon a failed call is made again; the options of `p-retry`, which Slack's client takes too. */
export interface Patience {
  retries: number;
  /** Milliseconds before the first retry. */
  minTimeout: number;
  /** Milliseconds before any. */
  maxTimeout: number;
  /** By what each wait is longer than the one before. */
  factor: number;
}

/** About 20 seconds in all. The client's own default is half an hour, after which nobody reads an answer. */
export const usualPatience: Patience = { retries: 5, minTimeout: 300, maxTimeout: 10_000, factor: 2.5 };

/** Milliseconds to wait after so many failures, from 1. */
export function waitAfter(failures: number, { minTimeout, maxTimeout, factor }: Patience): number {
  return Math.min(maxTimeout, minTimeout * factor ** (failures - 1));
}

/**
 * Does the work, again where Slack failed in passing. Bolt has acknowledged an event before we see it, so Slack will
 * not send it again: what fails here must be made good here.
 */
export async function withPatience<Result>(patience: Patience, work: () => Promise<Result>): Promise<Result> {
  for (let failures = 1; ; failures += 1) {
    try {
      return await work();
    } catch (error) {
      if (failures > patience.retries || !isTransient(error)) throw error;
    }
    await wait(waitAfter(failures, patience));
  }
}
