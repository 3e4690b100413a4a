import { MOST_COUNTED } from '../../ports.ts';
import { type Conditions, toConditions } from '../conditions.ts';
import { toAuthorFilter } from '../filters.ts';
import type { Forward } from '../forward.ts';
import type { Plan } from '../plan.ts';
import type { Query } from '../query.ts';
import { type Candidate, CLOSELY, MAX_DEMANDED } from '../ranking.ts';
import { firstOf } from './first-of.ts';
import type { Look } from './lance-table.ts';
import { countAlone, toDemand, toWays } from './lance-ways.ts';
import { createScorer } from './scoring.ts';

/** Where candidates come from. */
export interface Sources {
  forward: Forward;
  /** The positions of the papers found, best first. */
  look(look: Look): Promise<number[]>;
  authorsAt(at: number): readonly string[];
  /** Lets others go first, see `createPacer`. */
  turn(): Promise<void>;
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
  const { positions, total = 0, best } = await find({ plan, query, keep, sources });
  const isByWords = plan.weights.size > 0 && query.sort === 'relevance';
  // Of very many, only those that can be shown are scored.
  const shown = best ?? (isByWords ? positions : firstOf(positions, keep + CLOSELY, query.sort, forward));
  const score = createScorer(plan.weights, forward);
  const candidates: Candidate[] = [];
  await inTurns(shown, sources, (at) => {
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
  /** Those that can come first, where LanceDB's order is the one that is asked for. */
  best?: readonly number[];
}

async function find(search: Search): Promise<Found> {
  const { plan, query, keep, sources } = search;
  const { forward } = sources;
  const { filters } = query;
  const everything = forward.size() + 1;
  const words = toSought(plan, forward);
  const { meets, having } = toConditions(plan, forward);
  const passes = toCheck(meets, query, sources);
  const accept = async (positions: readonly number[]): Promise<number[]> => {
    const passed: number[] = [];
    await inTurns(positions, sources, (at) => {
      if (passes(at)) passed.push(at);
    });
    return passed;
  };
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
  if (rarest && rarest.size <= MOST_COUNTED && Object.keys(filters).length === 0)
    return { positions: (await accept([...rarest])).filter(toDemand(ways, forward)) };
  const everything = forward.size() + 1;
  const look = async (limit: number): Promise<Found> => {
    const found: number[][] = [];
    for (const words of ways)
      found.push(await accept(await sources.look({ words, every: true, filters, limit })));
    const positions = [...new Set(found.flat())];
    if (query.sort !== 'relevance') return { positions };
    return { positions, best: [...new Set(found.flatMap((each) => each.slice(0, keep)))] };
  };
  const enough = Math.max(keep, MOST_COUNTED);
  const total = countAlone(plan, having, filters);
  const hasChecks = plan.phrases.length + plan.without.length > 0;
  if (query.sort !== 'relevance' || (hasChecks && total === undefined)) return look(everything);
  const found = await look(enough);
  if (total === undefined) return found;
  return found.positions.length >= keep ? { ...found, total } : look(everything);
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

async function inTurns(
  positions: readonly number[],
  { turn }: Pick<Sources, 'turn'>,
  visit: (at: number) => void,
): Promise<void> {
  for (let from = 0; from < positions.length; from += AT_ONCE) {
    await turn();
    for (const at of positions.slice(from, from + AT_ONCE)) visit(at);
  }
}
