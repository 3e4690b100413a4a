import type { Occurrences } from './places.ts';

/** BM25 (Robertson and Zaragoza 2009) as MiniSearch names its parts; `d: 0` is BM25 without the plus. */
export const BM25 = { k: 1.2, b: 0.75, d: 0 };

/** A word of the title counts as if it stood in the abstract this many times. */
export const TITLE_WEIGHT = 3;

/** A match with a part of a word, such as `bit` with `1-bit`, counts this much of a match with a word. */
export const PART_WEIGHT = 0.25;

/** How rare a term is, from 0 up: BM25's inverse document frequency. */
export type Rarity = (term: string) => number;

/**
 * @param papers how many the index holds
 * @param papersWith in how many of them a term stands
 */
export function toRarity(papers: number, papersWith: (term: string) => number): Rarity {
  return (term) => {
    const having = Math.min(papers, papersWith(term));
    return Math.log(1 + (papers - having + 0.5) / (having + 0.5));
  };
}

/** How many words a paper has, those of its title at their weight; and how many parts of words. */
export interface Lengths {
  words: number;
  parts: number;
}

/** The mean lengths of some papers: what is long is told by comparison with them. */
export function meanLengths(papers: readonly Lengths[]): Lengths {
  let words = 0;
  let parts = 0;
  for (const lengths of papers) {
    words += lengths.words;
    parts += lengths.parts;
  }
  return { words: words / papers.length, parts: parts / papers.length };
}

/**
 * Gives the BM25 score of a paper for weighed terms, over title and abstract as one field, from how often they stand in it.
 * An engine's own index may count otherwise (MiniSearch takes a text to be as long as it has different words), so what
 * decides the order of the best is counted here, alike for every engine.
 *
 * @param terms in the order of what was found
 */
export function toBm25(
  terms: readonly { rarity: number; weight: number }[],
  mean: Lengths,
): (found: Occurrences, lengths: Lengths) => number {
  return (found, lengths) => {
    let score = 0;
    terms.forEach(({ rarity, weight }, at) => {
      const inWords = found.terms[at] ?? 0;
      const inParts = found.parts[at] ?? 0;
      if (inWords > 0) score += weight * rarity * saturate(inWords, lengths.words / mean.words);
      if (inParts > 0) score += PART_WEIGHT * weight * rarity * saturate(inParts, lengths.parts / mean.parts);
    });
    return score;
  };
}

/** How much so many mentions are worth, from 0 to `k + 1`, in a text of this length against the mean. */
export function saturate(mentions: number, length = 1): number {
  return (mentions * (BM25.k + 1)) / (mentions + BM25.k * (1 - BM25.b + BM25.b * length));
}
