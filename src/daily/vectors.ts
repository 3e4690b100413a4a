import { createBreath } from '../concurrency/breathe.ts';
import type { Paper } from '../papers/paper.ts';
import type { PaperTerms } from '../ports.ts';
import { toTerms } from '../search/analysis.ts';

/** A paper as weights of its terms, of length 1 (or 0, where it has no terms). */
export type Vector = ReadonlyMap<string, number>;

type KnownTerms = ReadonlyMap<string, PaperTerms>;

/** A word of the title says as much of what a paper is about as this many of the abstract. */
const TITLE_WEIGHT = 3;
/** More terms than these are chance: a paper's rarest and most repeated ones say what it is about. */
const MOST_TERMS = 60;

/**
 * Papers as tf-idf vectors (Salton and Buckley 1988), with the rarity of terms taken from these papers themselves: what a
 * day's papers differ in is what tells them apart, and it needs no index. Log term frequency, length normalised.
 *
 * @param background more papers to tell from which terms are rare: a few alone would not
 * @param known the terms of papers, by id, where an index has read them; others are analysed
 * @returns by id, of `papers`
 */
export function toVectors(
  papers: readonly Paper[],
  background: readonly Paper[] = [],
  known: KnownTerms = new Map(),
): ReadonlyMap<string, Vector> {
  const steps = toVectorsByStep(papers, background, known);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** The same as {@link toVectors}, with pauses in which others get their answers. */
export async function toVectorsCalmly(
  papers: readonly Paper[],
  background: readonly Paper[] = [],
  known: KnownTerms = new Map(),
): Promise<ReadonlyMap<string, Vector>> {
  const breath = createBreath();
  const steps = toVectorsByStep(papers, background, known);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    await breath();
  }
}

/** Yields after each paper. */
function* toVectorsByStep(
  papers: readonly Paper[],
  background: readonly Paper[],
  known: KnownTerms,
): Generator<void, ReadonlyMap<string, Vector>, void> {
  const all = new Map<string, Counted>();
  for (const paper of [...background, ...papers]) {
    all.set(paper.id, count(known.get(paper.id) ?? analysePaper(paper)));
    yield;
  }
  const having = new Map<string, number>();
  for (const { terms } of all.values())
    for (const term of terms) having.set(term, (having.get(term) ?? 0) + 1);
  yield;
  const rarity = new Map<string, number>();
  for (const [term, count] of having) rarity.set(term, Math.log(1 + all.size / count));
  const vectors = new Map<string, Vector>();
  for (const { id } of papers) {
    const { terms = [], often = new Float64Array() } = all.get(id) ?? {};
    const weights = Float64Array.from(terms, (term, at) => (often[at] ?? 0) * (rarity.get(term) ?? 0));
    vectors.set(id, normalised(new Map(heaviest(terms, weights))));
    yield;
  }
  return vectors;
}

/** The most telling terms, heaviest first. Few of an abstract's are, so not all are put in order. */
function heaviest(terms: readonly string[], weights: Float64Array): [term: string, weight: number][] {
  const least = terms.length <= MOST_TERMS ? 0 : (weights.toSorted()[terms.length - MOST_TERMS] ?? 0);
  const heavy: [string, number][] = [];
  for (const [at, term] of terms.entries()) {
    const weight = weights[at] ?? 0;
    if (weight >= least) heavy.push([term, weight]);
  }
  return heavy.sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).slice(0, MOST_TERMS);
}

interface Counted {
  terms: readonly string[];
  /** 1 plus the logarithm of how often each stands there. */
  often: Float64Array;
}

/** What a paper says, and how often. */
function count({ title, abstract }: PaperTerms): Counted {
  const counts = new Map<string, number>();
  for (const term of title) counts.set(term, (counts.get(term) ?? 0) + TITLE_WEIGHT);
  for (const term of abstract) counts.set(term, (counts.get(term) ?? 0) + 1);
  return {
    terms: [...counts.keys()],
    often: Float64Array.from(counts.values(), (times) => 1 + Math.log(times)),
  };
}

function analysePaper({ title, abstract }: Paper): PaperTerms {
  return { title: toTerms(title), abstract: toTerms(abstract) };
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
