import type { RankedWords } from './indexing.ts';

/** Where some terms stand in a paper: for each term, in the order they were asked for, its places counted in words that are no stop words. */
export interface Places {
  title: readonly (readonly number[])[];
  abstract: readonly (readonly number[])[];
  /** How many parts of words are the term: other ways to find a word, which have no place. */
  parts: readonly number[];
}

/** Shared by the many terms that a paper lacks; never written to. */
const NOWHERE: number[] = [];

/** Gives where these terms stand in a paper, in one pass over its words. */
export function toFinder(terms: readonly string[]): (paper: RankedWords) => Places {
  const indexes = new Map(terms.map((term, index) => [term, index]));
  const findIn = (words: readonly string[]): (readonly number[])[] => {
    const places = new Array<number[]>(terms.length).fill(NOWHERE);
    for (let at = 0; at < words.length; at++) {
      const index = indexes.get(words[at] ?? '');
      if (index === undefined) continue;
      const known = places[index];
      if (known === undefined || known === NOWHERE) places[index] = [at];
      else known.push(at);
    }
    return places;
  };
  return ({ titleTerms, abstractTerms, parts }) => {
    const counts = new Array<number>(terms.length).fill(0);
    for (const part of parts) {
      const index = indexes.get(part);
      if (index !== undefined) counts[index] = (counts[index] ?? 0) + 1;
    }
    return { title: findIn(titleTerms), abstract: findIn(abstractTerms), parts: counts };
  };
}
