import { asRequest } from '../observe/request-id.ts';

/** Work that was begun and must be finished before the program ends. */
export interface InFlight {
  /**
   * Counts the work, a request of its own, until it settles; a failure is the caller's to handle. Refuses once `drain` was
   * called.
   */
  run(work: () => Promise<void>): void;
  /** Resolves when nothing is in flight, or after this many milliseconds at the latest. */
  drain(mostMs: number): Promise<void>;
}

export function createInFlight(onError: (error: unknown) => void): InFlight {
  const running = new Set<Promise<void>>();
  let draining = false;
  return {
    run(work) {
      if (draining) return;
      const promise = asRequest(() => work().catch(onError)).finally(() => running.delete(promise));
      running.add(promise);
    },
    async drain(mostMs) {
      draining = true;
      const { promise: deadline, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, mostMs);
      await Promise.race([Promise.all(running), deadline]);
      clearTimeout(timer);
    },
  };
}
