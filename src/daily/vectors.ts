import type { Paper } from '../papers/paper.ts';
import { toTerms } from '../search/analysis.ts';

/** A paper as weights of its terms, of length 1 (or 0, where it has no terms). */
export type Vector = ReadonlyMap<string, number>;

/** A word of the title says as much of what a paper is about as this many of the abstract. */
const TITLE_WEIGHT = 3;
/** More terms than these are chance: a paper's rarest and most repeated ones say what it is about. */
const MOST_TERMS = 60;
/** So much of a text is looked at, in UTF-16 units: what a paper is about is said by then. */
const MAX_TEXT = 3000;

/**
 * Papers as tf-idf vectors (Salton and Buckley 1988), with the rarity of terms taken from these papers themselves: what a
 * day's papers differ in is what tells them apart, and it needs no index. Log term frequency, length normalised.
 *
 * @returns by id
 */
export function toVectors(papers: readonly Paper[]): ReadonlyMap<string, Vector> {
  const counts = new Map(papers.map((paper) => [paper.id, countTerms(paper)]));
  const having = new Map<string, number>();
  for (const terms of counts.values())
    for (const term of terms.keys()) having.set(term, (having.get(term) ?? 0) + 1);
  const vectors = new Map<string, Vector>();
  for (const [id, terms] of counts) {
    const weights = [...terms].map(([term, count]): [string, number] => [
      term,
      (1 + Math.log(count)) * Math.log(1 + counts.size / (having.get(term) ?? 1)),
    ]);
    weights.sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
    vectors.set(id, normalised(new Map(weights.slice(0, MOST_TERMS))));
  }
  return vectors;
}

function countTerms({ title, abstract }: Paper): Map<string, number> {
  const counts = new Map<string, number>();
  const add = (text: string, weight: number): void => {
    for (const term of toTerms(text.slice(0, MAX_TEXT))) counts.set(term, (counts.get(term) ?? 0) + weight);
  };
  add(title, TITLE_WEIGHT);
  add(abstract, 1);
  return counts;
}

/** The same direction with length 1; nothing stays nothing. */
export function normalised(vector: Vector): Vector {
  const length = Math.sqrt([...vector.values()].reduce((sum, weight) => sum + weight * weight, 0));
  return length === 0 ? vector : new Map([...vector].map(([term, weight]) => [term, weight / length]));
}

/** How alike two vectors of length 1 are: 1 for the same, 0 for nothing in common; below 0 only with negative weights. */
export function cosine(a: Vector, b: Vector): number {
  const [few, many] = a.size <= b.size ? [a, b] : [b, a];
  let sum = 0;
  for (const [term, weight] of few) sum += weight * (many.get(term) ?? 0);
  return sum;
}
