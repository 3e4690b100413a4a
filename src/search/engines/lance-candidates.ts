import { setImmediate } from 'node:timers/promises';
import { MOST_COUNTED } from '../../ports.ts';
import { type Conditions, toConditions } from '../conditions.ts';
import { toAuthorFilter } from '../filters.ts';
import type { Forward } from '../forward.ts';
import type { Plan } from '../plan.ts';
import type { Query } from '../query.ts';
import { type Candidate, CLOSELY, MAX_DEMANDED } from '../ranking.ts';
import { firstOf } from './first-of.ts';
import type { Look } from './lance-table.ts';
import { countAlone, fewestWith, toDemand, toWays } from './lance-ways.ts';
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
/** Papers that are had all at once, for they are few: one look instead of two. */
const FEW = 2000;
/** Of a question, words that more papers have than these are left to ranking where so many others can find candidates. */
const COMMON = 10_000;
const ENOUGH_WORDS = 5;

/**
 * The candidates of a plan. LanceDB finds them by their words and the conditions; phrases, exclusions and authors' names are
 * then looked at in each, and each is scored anew. What up to two words ask for is counted, up to `MOST_COUNTED`; of a question,
 * the best are all there is.
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
  const isDemanding = plan.concepts.length <= MAX_DEMANDED;
  const keep = isDemanding ? Math.max(CLOSELY, wanted) : CLOSELY;
  const { positions, total = 0, isRanked } = await find({ plan, query, keep, sources });
  const isByWords = plan.weights.size > 0 && query.sort === 'relevance';
  // Of very many, only those that can be shown are scored.
  const shown = isRanked
    ? positions.slice(0, keep)
    : isByWords
      ? positions
      : firstOf(positions, keep + CLOSELY, query.sort, forward);
  const score = createScorer(plan.weights, forward);
  const candidates: Candidate[] = [];
  await inTurns(shown, (at) => {
    const candidate = score(at);
    if (candidate) candidates.push(candidate);
  });
  const left = positions.length - shown.length;
  return { candidates, total: Math.max(total, candidates.length + left) };
}

/** What is looked for, and how many candidates are enough. */
interface Search {
  plan: Plan;
  query: Query;
  keep: number;
  sources: Sources;
}

/** Papers found that pass, and how many there are in all where that is known to be more. */
interface Found {
  positions: readonly number[];
  total?: number;
  /** Whether they come best first, as LanceDB sees it, and that is the order which is asked for. */
  isRanked?: boolean;
}

async function find(search: Search): Promise<Found> {
  const { plan, query, keep, sources } = search;
  const { forward } = sources;
  const { filters } = query;
  const everything = forward.size() + 1;
  const words = toSought(plan, forward);
  const { meets, having } = toConditions(plan, forward);
  const passes = toCheck(meets, query, sources);
  const accept = (positions: readonly number[]) => filterInTurns(positions, passes);
  if (words.length === 0 && Object.keys(filters).length === 0)
    return { positions: await accept([...forward.positions()]) };
  // An author's papers are few enough to look at each.
  if (words.length === 0 || filters.author)
    return { positions: await accept(await sources.look({ every: true, filters, limit: everything })) };
  if (plan.concepts.length <= MAX_DEMANDED) {
    const demanded = await findDemanded(search, { accept, having });
    if (demanded.positions.length > 0) return demanded;
  }
  return { positions: await accept(await sources.look({ words, every: false, filters, limit: keep })) };
}

/** The words by which candidates are looked for. */
function toSought({ weights, concepts }: Plan, { papersWith }: Forward): string[] {
  const words = [...weights.keys()].slice(0, MOST_WORDS);
  const rare = words.filter((word) => papersWith(word).either <= COMMON);
  return concepts.length > MAX_DEMANDED && rare.length >= ENOUGH_WORDS ? rare : words;
}

/** The papers that have every concept of the plan and every word of its phrases. */
async function findDemanded(
  { plan, query, keep, sources }: Search,
  {
    accept,
    having,
  }: { accept(positions: readonly number[]): Promise<number[]>; having: Conditions['having'] },
): Promise<Found> {
  const { forward } = sources;
  const { filters } = query;
  const ways = toWays(plan);
  const [rarest] = having.toSorted((a, b) => a.size - b.size);
  if (rarest && rarest.size <= FEW && Object.keys(filters).length === 0)
    return { positions: (await accept([...rarest])).filter(toDemand(ways, forward)) };
  const look = async (limit: number): Promise<number[]> => {
    const found = new Set<number>();
    for (const way of ways)
      for (const at of await sources.look({ words: way, every: true, filters, limit })) found.add(at);
    return [...found];
  };
  const everything = forward.size() + 1;
  const isRanked = ways.length === 1 && query.sort === 'relevance';
  const havingAny = ways.reduce((sum, way) => sum + fewestWith(way, forward), 0);
  if (havingAny <= FEW || query.sort !== 'relevance')
    return { positions: await accept(await look(everything)), isRanked };
  const hasChecks = plan.phrases.length + plan.without.length > 0;
  const looked = await look(hasChecks ? Math.max(keep, FEW) : keep);
  const best = await accept(looked);
  if (looked.length < keep) return { positions: best, isRanked };
  const key = JSON.stringify([ways, plan.phrases, plan.without, filters]);
  const known = sources.totals.get(key) ?? countAlone(plan, { ways, having }, filters, forward);
  if (known !== undefined && best.length >= keep) return { positions: best, total: known, isRanked };
  const all = await accept(await look(hasChecks ? everything : MOST_COUNTED));
  sources.totals.set(key, all.length);
  return { positions: best.length >= keep ? best : all, total: all.length, isRanked };
}

/** What a paper must pass beside having the words. */
function toCheck(
  meets: Conditions['meets'],
  { filters }: Query,
  { authorsAt }: Sources,
): (at: number) => boolean {
  if (!filters.author) return meets;
  const isByWanted = toAuthorFilter(filters.author);
  return (at) => meets(at) && isByWanted(authorsAt(at));
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
