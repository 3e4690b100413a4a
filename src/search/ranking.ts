import type { Paper } from '../papers/paper.ts';
import type { Hit } from '../ports.ts';
import { analyse, toSequence } from './analysis.ts';
import { type Lengths, meanLengths, type Rarity, toBm25, toRarity } from './bm25.ts';
import { TRUSTED, toFeedback } from './feedback.ts';
import type { Forward } from './forward.ts';
import { keep, type Unpacked } from './packed.ts';
import { type Places, toOccurrences } from './places.ts';
import { countConcepts, type Plan, type Vocabulary } from './plan.ts';
import { toProximity } from './proximity.ts';
import type { Query } from './query.ts';

/** So many of the best are looked at more closely than BM25 does. */
export const CLOSELY = 200;

/** Up to so many concepts a paper must have all: who types two words wants both. More words are a question. */
export const MAX_DEMANDED = 2;

/** Where not every concept is demanded, papers count that score at least this share of the best one. */
const LEAST_SHARE = 0.1;

/** What is looked at of a paper more closely. */
export type Looked = Pick<
  Forward,
  'size' | 'positionOf' | 'keptAt' | 'wordsAt' | 'read' | 'finder' | 'counter' | 'titleFinder'
>;

/** A paper with something of what was asked for: its BM25 score, and the query's terms that it has. */
export interface Candidate extends Hit {
  terms: readonly string[];
}

/**
 * Scores the best candidates again, in place and alike for every engine: BM25 over all their words, more where words of
 * the query stand together, and a paper whose title, or its name before the colon, is just what was asked for comes
 * first. Below the first of a question, the order also follows what marks those (`toFeedback`). No candidate comes or
 * goes, and those that are not looked at stay below those that are.
 */
export function refine<Found extends Candidate>(
  candidates: Found[],
  plan: Plan,
  { papersWith }: Vocabulary,
  forward: Looked,
): void {
  sortHits(candidates, 'relevance', () => undefined);
  const complete = findComplete(candidates, plan);
  const ordered = complete.length > 0 ? complete : candidates;
  const find = forward.finder([...plan.weights.keys()]);
  const closely: Closely<Found>[] = [];
  for (const candidate of ordered.slice(0, CLOSELY)) {
    const at = forward.positionOf(candidate.id);
    if (at === undefined) continue;
    const words = keep(forward.read(at));
    closely.push({ candidate, at, words, places: find(words) });
  }
  const mean = meanLengths(closely.map(({ places }) => places.lengths));
  const rarityOf = toRarity(forward.size(), papersWith);
  const scoreOf = toScore(plan, rarityOf, mean);
  for (const { candidate, places } of closely) candidate.score = scoreOf(places);
  const best = closely.reduce((high, { candidate }) => Math.max(high, candidate.score), 0);
  const isNamed = toNameTest(plan.sequence, forward);
  for (const { candidate, at, words } of closely) if (isNamed(at, words)) candidate.score += best;
  if (plan.concepts.length > MAX_DEMANDED) {
    closely.sort((a, b) => byScore(a.candidate, b.candidate));
    const trusted = closely.slice(0, TRUSTED);
    const rest = closely.slice(TRUSTED);
    const gainOf = toGain(trusted, plan, { rarityOf, papersWith, mean }, forward);
    for (const { candidate, words, places } of rest) candidate.score += gainOf(words, places.lengths);
    setBelow(
      lowest(trusted),
      rest.map(({ candidate }) => candidate),
    );
  }
  setBelow(lowest(closely), ordered.slice(CLOSELY));
}

interface Closely<Found> {
  candidate: Found;
  at: number;
  words: Unpacked;
  places: Places;
}

/** BM25 with what the nearness of words adds. */
function toScore(plan: Plan, rarityOf: Rarity, mean: Lengths): (places: Places) => number {
  const terms = [...plan.weights.keys()];
  const bm25 = toBm25(weigh(plan.weights, rarityOf), mean);
  const words = new Set(plan.sequence.split(' '));
  const proximity = toProximity(
    terms.map((term) => (words.has(term) ? rarityOf(term) : 0)),
    plan.pairs.map(([first, second]) => [terms.indexOf(first), terms.indexOf(second)]),
  );
  return (places) => bm25(toOccurrences(places), places.lengths) + proximity(places);
}

/** What the terms of the trusted papers add. */
function toGain(
  trusted: readonly Closely<Hit>[],
  plan: Plan,
  corpus: { rarityOf: Rarity; papersWith: Vocabulary['papersWith']; mean: Lengths },
  forward: Looked,
): (words: Unpacked, lengths: Lengths) => number {
  const best = trusted.flatMap(({ candidate: { score }, at }) => {
    const indexed = forward.wordsAt(at);
    return indexed ? [{ indexed, score }] : [];
  });
  const weights = toFeedback(best, plan.weights, { ...corpus, papers: forward.size() });
  const count = forward.counter([...weights.keys()]);
  const bm25 = toBm25(weigh(weights, corpus.rarityOf), corpus.mean);
  return (words, lengths) => bm25(count(words), lengths);
}

function weigh(weights: ReadonlyMap<string, number>, rarityOf: Rarity): { rarity: number; weight: number }[] {
  return [...weights].map(([term, weight]) => ({ rarity: rarityOf(term), weight }));
}

function lowest(looked: readonly Closely<Hit>[]): number {
  return looked.reduce((low, { candidate }) => Math.min(low, candidate.score), Infinity);
}

/** Scales scores down, in place, so that none is above the limit; their order stays. */
function setBelow(limit: number, hits: readonly Hit[]): void {
  const high = hits.reduce((most, { score }) => Math.max(most, score), 0);
  if (high <= limit) return;
  for (const hit of hits) hit.score *= limit / high;
}

/**
 * Which candidates count as matches: of up to two concepts, those that have all; of a question, those that come near the
 * best. `nearly` is what comes near the best where no paper has all that was demanded.
 */
export function chooseMatches(
  candidates: readonly Candidate[],
  plan: Plan,
): { found: Candidate[]; nearly: Candidate[] } {
  const best = candidates.reduce((high, { score }) => Math.max(high, score), 0);
  const near = candidates.filter(({ score }) => score >= best * LEAST_SHARE);
  if (plan.concepts.length > MAX_DEMANDED) return { found: near, nearly: [] };
  const found = findComplete(candidates, plan);
  return found.length > 0 ? { found, nearly: [] } : { found, nearly: near };
}

/** The candidates that have all of up to two concepts; none for a question, which does not demand them. */
function findComplete<Found extends Candidate>(candidates: readonly Found[], plan: Plan): Found[] {
  const asked = plan.concepts.length;
  if (asked > MAX_DEMANDED) return [];
  return candidates.filter(({ terms }) => countConcepts(plan, new Set(terms)) === asked);
}

/** Puts hits in the order that was asked for, in place. Papers without a date or votes come last; ties go by id. */
export function sortHits<Found extends Hit>(
  hits: Found[],
  sort: Query['sort'],
  paperOf: (id: string) => Pick<Paper, 'date' | 'upvotes'> | undefined,
): Found[] {
  const orders: Record<Query['sort'], (a: Hit, b: Hit) => number> = {
    relevance: byScore,
    new: (a, b) => compareText(paperOf(b.id)?.date, paperOf(a.id)?.date) || byScore(a, b),
    votes: (a, b) => (paperOf(b.id)?.upvotes ?? -1) - (paperOf(a.id)?.upvotes ?? -1) || byScore(a, b),
  };
  return hits.sort(orders[sort]);
}

function byScore(a: Hit, b: Hit): number {
  return b.score - a.score || compareText(a.id, b.id);
}

/** Tells whether a title is this sequence, or starts with it as the work's name: `LoRA: Low-Rank …`. */
function toNameTest(sequence: string, forward: Looked): (at: number, words: Unpacked) => boolean {
  if (sequence === ' ') return () => false;
  const howStarts = forward.titleFinder(sequence);
  return (at, words) => {
    const how = howStarts(words);
    if (how !== 'starts') return how === 'is';
    const title = forward.keptAt(at)?.title ?? '';
    const colon = title.search(/[:：]/);
    return colon > 0 && toSequence(analyse(title.slice(0, colon))) === sequence;
  };
}

function compareText(a = '', b = ''): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
