import SearchableMap from 'minisearch/SearchableMap';
import type { Paper } from '../papers/paper.ts';
import { fold } from './normalise.ts';

/** Finds titles by how their words start. */
export interface Completion {
  add(paper: Paper): void;
  remove(paper: Paper): void;
  complete(prefix: string, limit: number): { id: string; title: string }[];
}

/** More words than this narrow nothing down. */
const MAX_WORDS = 16;

export function createCompletion(): Completion {
  const papers = new Map<string, Paper>();
  const idsByWord = new SearchableMap<Set<string>>();

  const idsStarting = (prefix: string): Set<string> => {
    const ids = new Set<string>();
    for (const wordIds of idsByWord.atPrefix(prefix).values()) for (const id of wordIds) ids.add(id);
    return ids;
  };

  return {
    add(paper) {
      papers.set(paper.id, paper);
      for (const word of toWords(paper.title)) {
        const ids = idsByWord.get(word);
        if (ids) ids.add(paper.id);
        else idsByWord.set(word, new Set([paper.id]));
      }
    },
    remove(paper) {
      papers.delete(paper.id);
      for (const word of toWords(paper.title)) {
        const ids = idsByWord.get(word);
        ids?.delete(paper.id);
        if (ids?.size === 0) idsByWord.delete(word);
      }
    },
    complete(prefix, limit) {
      const words = toWords(prefix).slice(0, MAX_WORDS);
      if (words.length === 0) return [];
      // The longest start has the fewest papers.
      const [longest = '', ...others] = [...words].sort((a, b) => b.length - a.length);
      let ids = idsStarting(longest);
      for (const word of others) ids = ids.intersection(idsStarting(word));
      const found = [...ids].flatMap((id) => papers.get(id) ?? []);
      const ranked = found.map((paper) => ({ paper, place: toPlace(paper.title, words) }));
      ranked.sort(
        (a, b) =>
          a.place - b.place || votes(b.paper) - votes(a.paper) || (a.paper.title < b.paper.title ? -1 : 1),
      );
      return ranked.slice(0, limit).map(({ paper: { id, title } }) => ({ id, title }));
    },
  };
}

function toWords(text: string): string[] {
  return fold(text.slice(0, 1000)).match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** The best title starts with what was typed; then comes one that has it in a row. */
function toPlace(title: string, words: readonly string[]): number {
  const at = ` ${toWords(title).join(' ')}`.indexOf(` ${words.join(' ')}`);
  return at === 0 ? 0 : at > 0 ? 1 : 2;
}

function votes(paper: Paper): number {
  return paper.upvotes ?? 0;
}
