import type { Leases } from './leases.ts';

/** How long a lease is taken for, in ms, and how often it is taken again while its holder lives. */
export const LEASE = 180_000;
export const RENEW_EVERY = 60_000;

/** A right that one process at a time has. */
export interface Held {
  /** Whether this process has it now, or got it by asking. */
  isMine(): Promise<boolean>;
  /** Takes it again until the signal aborts, then gives it back, so that another goes on at once. */
  keep(signal: AbortSignal): Promise<void>;
}

/**
 * Holds a lease for as long as the process lives: the others see that somebody has it, and one of them takes over where
 * that one dies.
 *
 * @param holder names this process, and is never used by another
 * @param sleep ends early, by rejecting, when the signal aborts
 * @param times how long the lease is taken for, and how often it is taken again, in ms
 */
export function holdLease(
  leases: Leases,
  name: string,
  holder: string,
  sleep: (ms: number, signal: AbortSignal) => Promise<void>,
  times = { lease: LEASE, renewEvery: RENEW_EVERY },
): Held {
  let mine = false;

  async function isMine(): Promise<boolean> {
    mine = await leases.take(name, holder, times.lease);
    return mine;
  }

  return {
    isMine,
    async keep(signal) {
      while (!signal.aborted) {
        await sleep(times.renewEvery, signal).catch(() => {});
        // A database that is down now is asked again in time, for a lease outlives two renewals.
        if (mine && !signal.aborted) await isMine().catch(() => {});
      }
      if (mine) await leases.giveBack(name, holder).catch(() => {});
    },
  };
}
