import type { Paper } from '../papers/paper.ts';
import { fold } from './normalise.ts';
import {
  byRank,
  NOWHERE,
  restoreTitles,
  sortTitles,
  type Title,
  type Titles,
  type TitlesDump,
  toPlacing,
} from './titles.ts';

/** Finds titles by how their words start. */
export interface Completion {
  add(paper: Pick<Paper, 'id' | 'title' | 'upvotes'>): void;
  remove(paper: Pick<Paper, 'id'>): void;
  complete(prefix: string, limit: number): { id: string; title: string }[];
  dump(): TitlesDump;
}

/** More words than this narrow nothing down. */
const MAX_WORDS = 16;
/** So many titles, and a share of all, are gone through one by one before all are sorted anew. */
const MOST_LOOSE = 2000;
const LOOSE_SHARE = 0.05;

/**
 * @param from what `dump` gave
 * @param keptOf gives the paper of an id
 */
export function createCompletion(
  from?: TitlesDump,
  keptOf: (id: string) => Pick<Paper, 'id' | 'title'> | undefined = () => undefined,
): Completion {
  /** Sorted once, and searched by the starts of words; what came later is loose. */
  let sorted: Titles = from ? restoreTitles(from, keptOf) : sortTitles([]);
  const loose = new Map<string, Title>();
  const outdated = new Set<string>();

  const settle = (most: number): void => {
    if (loose.size + outdated.size <= most) return;
    const stay = sorted.all().filter(({ id }) => !outdated.has(id));
    sorted = sortTitles([...stay, ...loose.values()]);
    loose.clear();
    outdated.clear();
  };

  return {
    add({ id, title, upvotes = 0 }) {
      outdated.add(id);
      loose.set(id, { id, title, votes: upvotes, folded: ` ${toWords(title).join(' ')}` });
    },
    remove({ id }) {
      outdated.add(id);
      loose.delete(id);
    },
    complete(prefix, limit) {
      const words = toWords(prefix).slice(0, MAX_WORDS);
      if (words.length === 0) return [];
      settle(MOST_LOOSE + sorted.size * LOOSE_SHARE);
      const found = sorted.best(words, limit, ({ id }) => !outdated.has(id));
      const placeOf = toPlacing(words);
      for (const title of loose.values()) {
        const place = placeOf(title);
        if (place !== NOWHERE) found.push({ title, place });
      }
      return found
        .sort(byRank)
        .slice(0, limit)
        .map(({ title: { id, title } }) => ({ id, title }));
    },
    dump() {
      settle(0);
      return sorted.dump();
    },
  };
}

function toWords(text: string): string[] {
  return fold(text.slice(0, 1000)).match(/[\p{L}\p{N}]+/gu) ?? [];
}
