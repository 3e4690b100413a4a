import { SourceError } from './source-error.ts';
import type { Timer } from './timer.ts';

/** Failures in a row after which a source rests. */
const FAILURES = 5;
/** The first rest, in ms; each that follows without a success between is twice as long, up to the longest. */
const FIRST_REST = 60_000;
const LONGEST_REST = 3_600_000;

/** Lets a failing source rest, so that neither it nor those who wait for it are bothered in vain. */
export interface CircuitBreaker {
  /** @throws SourceError `resting`, with the time left, while the source rests. */
  check(): void;
  succeeded(): void;
  failed(): void;
  /** Rests for so long, in ms, because the source asked for it. */
  rest(ms: number): void;
}

/**
 * Makes a circuit breaker, closed at first. After a rest one failure is enough for the next one.
 *
 * @param source named in errors
 * @see Nygard, Release It!, 2nd edition, chapter 5
 */
export function createCircuitBreaker(source: string, timer: Timer): CircuitBreaker {
  let failures = 0;
  let nextRest = FIRST_REST;
  let restsUntil = Number.NEGATIVE_INFINITY;

  return {
    check() {
      const left = restsUntil - timer.now();
      if (left <= 0) return;
      throw new SourceError('resting', `${source} failed too often lately and is left alone for a while`, {
        retryAfterMs: left,
      });
    },

    succeeded() {
      failures = 0;
      nextRest = FIRST_REST;
    },

    failed() {
      failures += 1;
      if (failures < FAILURES) return;
      restsUntil = Math.max(restsUntil, timer.now() + nextRest);
      nextRest = Math.min(nextRest * 2, LONGEST_REST);
    },

    rest(ms) {
      restsUntil = Math.max(restsUntil, timer.now() + Math.min(ms, LONGEST_REST));
    },
  };
}
