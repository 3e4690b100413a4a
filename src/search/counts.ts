/** Counts as they are kept on disk. */
export interface CountsDump {
  keys: string[];
  counts: Uint32Array;
}

/** How many papers have each of many keys. */
export interface Counts {
  get(key: string): number;
  /** Gives the keys that came (from 0) or went (to 0). */
  change(keys: Iterable<string>, by: number): string[];
  dump(): CountsDump;
}

/** @param from what `dump` gave */
export function createCounts(from?: CountsDump): Counts {
  const counts = new Map(from?.keys.map((key, at) => [key, from.counts[at] ?? 0]));
  return {
    get: (key) => counts.get(key) ?? 0,
    change(keys, by) {
      const turned: string[] = [];
      for (const key of keys) {
        const before = counts.get(key) ?? 0;
        const after = Math.max(0, before + by);
        if (after > 0) counts.set(key, after);
        else counts.delete(key);
        if ((before === 0) !== (after === 0)) turned.push(key);
      }
      return turned;
    },
    dump: () => ({ keys: [...counts.keys()], counts: Uint32Array.from(counts.values()) }),
  };
}
