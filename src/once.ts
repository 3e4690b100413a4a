import type { Log } from './ports.ts';

/** Says yes to a key the first time only, so that what a platform delivers twice is answered once. */
export interface Once {
  claim(key: string): Promise<boolean>;
}

/** Remembers the newest keys in memory. Platforms repeat an event within minutes, so old keys may be forgotten. */
export function createMemoryOnce(most = 10_000): Once {
  const seen = new Set<string>();
  return {
    claim(key) {
      if (seen.has(key)) return Promise.resolve(false);
      seen.add(key);
      if (seen.size > most) seen.delete(seen.values().next().value ?? key);
      return Promise.resolve(true);
    },
  };
}

/**
 * Asks this process first, and then all of them. Where the shared memory fails, this process decides alone: an answer too
 * many is better than none.
 */
export function createSharedOnce(shared: Once, log: Log): Once {
  const own = createMemoryOnce();
  return {
    async claim(key) {
      if (!(await own.claim(key))) return false;
      try {
        return await shared.claim(key);
      } catch (error) {
        log.error({ err: error }, 'cannot tell whether another process answered an event');
        return true;
      }
    },
  };
}
