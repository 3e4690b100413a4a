import type { Forward } from '../forward.ts';
import type { Query } from '../query.ts';

/** The first so many by what the hits are going to be sorted by; ties go by id. */
export function firstOf(
  positions: readonly number[],
  count: number,
  sort: Query['sort'],
  forward: Forward,
): readonly number[] {
  const keys: Record<Query['sort'], (at: number) => string | number> = {
    relevance: () => 0,
    new: (at) => forward.keptAt(at)?.date ?? '',
    votes: (at) => forward.keptAt(at)?.upvotes ?? -1,
  };
  const toEntry = (at: number): Entry => ({ at, key: keys[sort](at), id: forward.keptAt(at)?.id ?? '' });
  let best: Entry[] = [];
  let last: Entry | undefined;
  const cut = (): void => {
    best = best.sort(byKey).slice(0, count);
    last = best[count - 1];
  };
  for (const at of positions) {
    const entry = toEntry(at);
    if (last && byKey(entry, last) > 0) continue;
    best.push(entry);
    // Sorting all of very many would hold up others.
    if (best.length >= 2 * count) cut();
  }
  cut();
  return best.map(({ at }) => at);
}

interface Entry {
  at: number;
  key: string | number;
  id: string;
}

function byKey(a: Entry, b: Entry): number {
  return a.key === b.key ? (a.id < b.id ? -1 : 1) : a.key > b.key ? -1 : 1;
}
