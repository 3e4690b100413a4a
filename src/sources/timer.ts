import { setTimeout as delay } from 'node:timers/promises';

/** Elapsed time, which no change of the wall clock moves; passed in so that tests need not wait. */
export interface Timer {
  /** Milliseconds since some moment; only differences mean something. */
  now(): number;
  /** Ends early, by rejecting, when the signal aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** A signal that aborts after so many milliseconds. */
  deadline(ms: number): AbortSignal;
}

/** The machine's own timer. */
export const systemTimer: Timer = {
  now: () => performance.now(),
  sleep: (ms, signal) => delay(ms, undefined, signal ? { signal } : {}),
  deadline: (ms) => AbortSignal.timeout(ms),
};
