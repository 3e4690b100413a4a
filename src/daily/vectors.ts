import { createBreath } from '../concurrency/breathe.ts';
import type { Paper } from '../papers/paper.ts';
import type { PaperTerms } from '../ports.ts';
import { toTerms } from '../search/analysis.ts';
import { createNames, type Names } from '../search/names.ts';

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
 * @returns by id, of `papers`
 */
export function toVectors(
  papers: readonly Paper[],
  background: readonly Paper[] = [],
): ReadonlyMap<string, Vector> {
  const steps = toVectorsByStep(papers, background, new Map());
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/**
 * The same as {@link toVectors}, with pauses in which others get their answers.
 *
 * @param known the terms of papers, by id, where an index has read them; others are analysed
 */
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
  const names = createNames();
  const all = new Map<string, Counted>();
  for (const paper of [...background, ...papers]) {
    if (!all.has(paper.id)) all.set(paper.id, count(known.get(paper.id) ?? analysePaper(paper), names));
    yield;
  }
  const having = new Uint32Array(names.size());
  for (const { terms } of all.values()) for (const term of terms) having[term] = (having[term] ?? 0) + 1;
  const rarity = Float64Array.from(having, (papersWith) => Math.log(1 + all.size / Math.max(1, papersWith)));
  yield;
  const vectors = new Map<string, Vector>();
  for (const { id } of papers) {
    const { terms, often } = all.get(id) ?? NOTHING;
    const weights = often.map((times, at) => times * (rarity[terms[at] ?? 0] ?? 0));
    const heavy = heaviest(terms, weights).map(([term, weight]): [string, number] => [
      names.textOf(term),
      weight,
    ]);
    heavy.sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
    vectors.set(id, normalised(new Map(heavy.slice(0, MOST_TERMS))));
    yield;
  }
  return vectors;
}

/** The most telling terms, and those as telling as the last of them. Few of an abstract's are, so not all are put in order. */
function heaviest(terms: Uint32Array, weights: Float64Array): [term: number, weight: number][] {
  const least = terms.length <= MOST_TERMS ? 0 : (weights.toSorted()[terms.length - MOST_TERMS] ?? 0);
  const heavy: [number, number][] = [];
  for (const [at, term] of terms.entries()) {
    const weight = weights[at] ?? 0;
    if (weight >= least) heavy.push([term, weight]);
  }
  return heavy;
}

/** What a paper says: numbers of terms, each once, and 1 plus the logarithm of how often each stands there. */
interface Counted {
  terms: Uint32Array;
  often: Float64Array;
}

const NOTHING: Counted = { terms: new Uint32Array(), often: new Float64Array() };

/** Numbers in order have the same ones side by side, which takes a fraction of the time of a map for each paper. */
function count({ title, abstract }: PaperTerms, names: Names): Counted {
  const inTitle = title.flatMap((term) => new Array<number>(TITLE_WEIGHT).fill(names.numberOf(term)));
  const all = Uint32Array.from([...inTitle, ...abstract.map(names.numberOf)]).sort();
  const terms = all.filter((term, at) => term !== all[at - 1]);
  const often = new Float64Array(terms.length);
  let next = 0;
  for (const [at, term] of terms.entries()) {
    const from = next;
    while (all[next] === term) next += 1;
    often[at] = 1 + Math.log(next - from);
  }
  return { terms, often };
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
