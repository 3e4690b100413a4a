/** How many papers have each of many keys. */
export interface Counts {
  get(key: string): number;
  /** Gives the keys that came (from 0) or went (to 0). */
  change(keys: Iterable<string>, by: number): string[];
  entries(): IterableIterator<[string, number]>;
}

export function createCounts(): Counts {
  const counts = new Map<string, number>();
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
    entries: () => counts.entries(),
  };
}
