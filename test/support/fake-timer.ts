import type { Timer } from '../../src/sources/timer.ts';

export interface FakeTimer extends Timer {
  /** Every sleep so far, in ms. */
  slept: number[];
  advance(ms: number): void;
  /** Lets every deadline that was set so far pass. */
  expire(): void;
}

/** A timer on which a sleep takes no time, and time passes by it. */
export function createFakeTimer(): FakeTimer {
  let now = 0;
  let deadlines: AbortController[] = [];
  const slept: number[] = [];
  return {
    slept,
    now: () => now,
    advance(ms) {
      now += ms;
    },
    async sleep(ms) {
      slept.push(ms);
      now += ms;
    },
    deadline() {
      const controller = new AbortController();
      deadlines.push(controller);
      return controller.signal;
    },
    expire() {
      for (const controller of deadlines) controller.abort();
      deadlines = [];
    },
  };
}
