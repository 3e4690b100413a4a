import { setImmediate } from 'node:timers/promises';
import { toConditions } from '../conditions.ts';
import { toAuthorFilter } from '../filters.ts';
import type { Forward } from '../forward.ts';
import type { Plan } from '../plan.ts';
import type { Query } from '../query.ts';
import { type Candidate, CLOSELY, MAX_DEMANDED } from '../ranking.ts';
import type { Look } from './lance-table.ts';
import { createScorer } from './scoring.ts';

/** Where candidates come from. */
export interface Sources {
  forward: Forward;
  /** The positions of the papers found, best first. */
  look(look: Look): Promise<number[]>;
  authorsAt(at: number): readonly string[];
  /** How many papers were found for a look before, while nothing changed. */
  totals: Map<string, number>;
}

/** Papers that may answer a query, scored, and how many there are in all. */
export interface Candidates {
  candidates: Candidate[];
  total: number;
}

/** So many papers are looked at before others get their turn. */
const AT_ONCE = 500;
/** Terms past these change nothing that is worth their time. */
const MOST_WORDS = 64;

/**
 * The candidates of a plan. LanceDB finds them by their words and the conditions; phrases, exclusions and authors' names are
 * then looked at in each, and each is scored anew. What up to two words ask for is counted to the last; of a question, the
 * best are all there is.
 *
 * @param wanted how many hits are going to be shown, from the first on
 */
export async function findCandidates(
  plan: Plan,
  query: Query,
  wanted: number,
  sources: Sources,
): Promise<Candidates> {
  const { forward } = sources;
  const words = [...plan.weights.keys()].slice(0, MOST_WORDS);
  const isDemanding = plan.concepts.length <= MAX_DEMANDED;
  const keep = isDemanding ? Math.max(CLOSELY, wanted) : CLOSELY;
  const found = await find(plan, query, words, keep, sources);
  const cut = (positions: readonly number[]): readonly number[] => {
    if (found.isRanked) return positions.slice(0, keep + CLOSELY);
    if (query.sort === 'relevance' && words.length > 0) return positions;
    return sortPositions(positions, query.sort, forward).slice(0, keep + CLOSELY);
  };
  const accepted = await filterInTurns(found.positions, toCheck(plan, query, sources));
  // Of very many, only those that can be shown are scored.
  const shown = accepted.length > keep + CLOSELY ? cut(accepted) : accepted;
  const score = createScorer(plan.weights, forward);
  const candidates: Candidate[] = [];
  await inTurns(shown, (at) => {
    const candidate = score(at);
    if (candidate) candidates.push(candidate);
  });
  const left = accepted.length - shown.length;
  return { candidates, total: Math.max(found.total ?? 0, candidates.length + left) };
}

/** Papers found, and how many there are in all where that is known to be more. */
interface Found {
  positions: readonly number[];
  total?: number;
  /** Whether they come best first, as LanceDB sees it, and that is the order which is asked for. */
  isRanked?: boolean;
}

async function find(
  plan: Plan,
  { filters, ...query }: Query,
  words: readonly string[],
  keep: number,
  sources: Sources,
): Promise<Found> {
  const everything = sources.forward.size() + 1;
  if (words.length === 0 && Object.keys(filters).length === 0)
    return { positions: [...sources.forward.positions()] };
  // An author's papers are few enough to look at each.
  if (words.length === 0 || filters.author)
    return { positions: await sources.look({ every: true, filters, limit: everything }) };
  if (plan.concepts.length <= MAX_DEMANDED) {
    const demanded = await findDemanded(plan, { filters, ...query }, keep, sources);
    if (demanded.positions.length > 0) return demanded;
  }
  return { positions: await sources.look({ words, every: false, filters, limit: keep }) };
}

/** The papers that have every concept of the plan and every word of its phrases. */
async function findDemanded(plan: Plan, query: Query, keep: number, sources: Sources): Promise<Found> {
  const { forward } = sources;
  const everything = forward.size() + 1;
  const inPhrases = plan.phrases
    .flatMap((phrase) => phrase.trim().split(' '))
    .filter((term) => plan.weights.has(term));
  const ways = plan.concepts.reduce<string[][]>(
    (all, { options }) => all.flatMap((way) => options.map((option) => [...way, ...option])),
    [inPhrases],
  );
  const look = (way: readonly string[], limit: number): Promise<number[]> =>
    sources.look({ words: [...new Set(way)], every: true, filters: query.filters, limit });
  const lookAll = async (limit: number): Promise<number[]> => {
    const found = new Set<number>();
    for (const way of ways) for (const at of await look(way, limit)) found.add(at);
    return [...found];
  };
  // What is looked at in each, and an order that is not LanceDB's, need all of them.
  if (plan.phrases.length + plan.without.length > 0 || query.sort !== 'relevance') {
    const isRanked = ways.length === 1 && query.sort === 'relevance';
    return { positions: await lookAll(everything), isRanked };
  }
  const positions = await lookAll(keep);
  if (positions.length < keep) return { positions };
  const [[term, ...others] = []] = ways;
  const isAlone = ways.length === 1 && others.length === 0 && Object.keys(query.filters).length === 0;
  if (isAlone && term !== undefined) return { positions, total: forward.papersWith(term).either };
  const key = JSON.stringify([ways, query.filters]);
  const total = sources.totals.get(key) ?? (await lookAll(everything)).length;
  sources.totals.set(key, total);
  return { positions, total };
}

/** What a paper must pass beside having the words. */
function toCheck(plan: Plan, query: Query, { forward, authorsAt }: Sources): (at: number) => boolean {
  const meets = toConditions(plan, forward);
  if (!query.filters.author) return meets;
  const isByWanted = toAuthorFilter(query.filters.author);
  return (at) => meets(at) && isByWanted(authorsAt(at));
}

/** By what the hits are going to be sorted by first; ties go by id. */
function sortPositions(positions: readonly number[], sort: Query['sort'], forward: Forward): number[] {
  const keys: Record<Query['sort'], (at: number) => string | number> = {
    relevance: () => 0,
    new: (at) => forward.keptAt(at)?.date ?? '',
    votes: (at) => forward.keptAt(at)?.upvotes ?? -1,
  };
  const entries = positions.map((at) => ({ at, key: keys[sort](at), id: forward.keptAt(at)?.id ?? '' }));
  entries.sort((a, b) => (a.key === b.key ? (a.id < b.id ? -1 : 1) : a.key > b.key ? -1 : 1));
  return entries.map(({ at }) => at);
}

async function filterInTurns(
  positions: readonly number[],
  passes: (at: number) => boolean,
): Promise<number[]> {
  const passed: number[] = [];
  await inTurns(positions, (at) => {
    if (passes(at)) passed.push(at);
  });
  return passed;
}

async function inTurns(positions: readonly number[], visit: (at: number) => void): Promise<void> {
  for (let from = 0; from < positions.length; from += AT_ONCE) {
    if (from > 0) await setImmediate();
    for (const at of positions.slice(from, from + AT_ONCE)) visit(at);
  }
}
