import type { Log, Random } from '../ports.ts';

export interface RepeatWorld {
  random: Random;
  log: Log;
  /** Ends early, by rejecting, when the signal aborts. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

/**
 * Does a piece of work now and then again and again, one at a time, until the signal aborts. Its failures are logged
 * and end nothing. The pauses vary by a tenth, so that many bots started together do not ask together for long.
 *
 * @param every ms between the end of one and the beginning of the next
 */
export async function repeat(
  work: () => Promise<unknown>,
  every: number,
  signal: AbortSignal,
  { random, log, sleep }: RepeatWorld,
): Promise<void> {
  while (!signal.aborted) {
    try {
      await work();
    } catch (error) {
      log.error({ err: error }, 'background work failed');
    }
    await sleep(every * (0.9 + 0.2 * random()), signal).catch(() => {});
  }
}
