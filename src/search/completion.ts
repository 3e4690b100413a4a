import type { Paper } from '../papers/paper.ts';
import { fold } from './normalise.ts';
import { createTitles, sortTitles, type Title, type Titles, type TitlesDump } from './titles.ts';

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

/** @param from what `dump` gave */
export function createCompletion(from?: TitlesDump): Completion {
  /** Sorted once, and searched by the starts of words; what came later is loose. */
  let sorted: Titles = from ? createTitles(from) : sortTitles([]);
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
      const together = ` ${words.join(' ')}`;
      const best: { title: Title; place: number }[] = [];
      const consider = (title: Title): void => {
        if (best.some((each) => each.title === title)) return;
        if (!words.every((word) => title.folded.includes(` ${word}`))) return;
        const place = toPlace(title, together);
        const last = best.at(-1);
        const entry = { title, place };
        if (last && best.length >= limit && compare(last, entry) <= 0) return;
        const at = best.findIndex((each) => compare(entry, each) < 0);
        best.splice(at < 0 ? best.length : at, 0, entry);
        if (best.length > limit) best.pop();
      };
      // The longest start has the fewest papers.
      const [longest = ''] = [...words].sort((a, b) => b.length - a.length);
      for (const title of sorted.starting(longest)) if (!outdated.has(title.id)) consider(title);
      for (const title of loose.values()) consider(title);
      return best.map(({ title: { id, title } }) => ({ id, title }));
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

/** The best title starts with what was typed; then comes one that has it in a row. */
function toPlace({ folded }: Title, together: string): number {
  return folded.startsWith(together) ? 0 : folded.includes(together) ? 1 : 2;
}

function compare(a: { title: Title; place: number }, b: { title: Title; place: number }): number {
  return (
    a.place - b.place ||
    b.title.votes - a.title.votes ||
    (a.title.title === b.title.title
      ? a.title.id < b.title.id
        ? -1
        : 1
      : a.title.title < b.title.title
        ? -1
        : 1)
  );
}
