import { daysBetween } from '../days.ts';
import { isSameWork } from '../papers/merge.ts';
import { dayOf, type Paper } from '../papers/paper.ts';
import { isWithdrawn } from '../sources/withdrawn.ts';
import { compareIds } from '../stores/order.ts';
import type { Candidate, Opinion, Pick, Reason } from './pick.ts';
import { toProfile } from './profile.ts';
import { cosine, toVectors, type Vector } from './vectors.ts';

/** What each part gives at its best. Who named a topic wants that first; then what the team likes, then what the world does. */
const WEIGHTS = {
  topic: 1,
  /** Two papers of one subject have a cosine of 0.1 to 0.3, so this weighs about as much as upvotes do. */
  feedback: 2,
  upvotes: 0.5,
  freshness: 0.2,
  /** Where nothing else tells papers apart, what is typical of the day goes before what is on its rim. */
  typical: 0.5,
};
/** What the cosine with the likest of the papers already picked takes off a score: 0.1 to 0.3 of one subject, 1 of a twin. */
const DIVERSITY = 0.8;
/** So many upvotes count half of the most that upvotes can; on Hugging Face a day's middling paper has about as many. */
const HALF_UPVOTES = 30;
/** Fewer upvotes than these are no reason to tell. */
const TELLING_UPVOTES = 10;
/** A paper counts half as fresh after so many days. */
const HALF_FRESH = 3;
/** Papers less alike than this share a field, not a subject: read in pairs of 700 real papers, of which 0.13 to 0.16 were mixed. */
const ALIKE = 0.17;

export interface PickInput {
  candidates: readonly Candidate[];
  /** What the server liked and disliked, newest first. */
  opinions: readonly Opinion[];
  /** Papers that were delivered lately: the same works are left out, whatever their version or title. */
  delivered: readonly Paper[];
  /** Other papers of these days: how rare a word is cannot be told from a few candidates. */
  background?: readonly Paper[];
  /** At most so many are picked. */
  count: number;
  today: string;
}

interface Scored {
  candidate: Candidate;
  score: number;
  vector: Vector;
}

/**
 * Picks the papers of a day: what matches, what the server likes, what others voted up, what is fresh, each time less what
 * is like a paper already picked (maximal marginal relevance, Carbonell and Goldstein 1998). Pure: the same input gives
 * the same picks, in whatever order it comes.
 *
 * @param vectors of {@link poolOf}, where they were made before
 */
export function pickPapers(input: PickInput, vectors = toVectors(poolOf(input), input.background)): Pick[] {
  const { candidates, opinions: given, delivered, count, today } = input;
  const ordered = candidates.toSorted(byId);
  // Sums of floating-point numbers depend on their order.
  const opinions = given.toSorted(byId);
  const profile = toProfile(opinions, vectors);
  const centre = toCentre(ordered, vectors);
  const left = ordered
    .filter(({ paper }) => !isWithdrawn(paper))
    .map((candidate) => score(candidate, { vectors, profile, centre, today }));
  return diversify(left, count, delivered).map(({ candidate, score: points, vector }) => ({
    paper: candidate.paper,
    score: points,
    why: toReasons(candidate, vector, opinions, vectors),
  }));
}

/** The papers that are compared, each once. */
export function poolOf({ candidates, opinions }: PickInput): Paper[] {
  return [...new Map([...candidates, ...opinions].map(({ paper }) => [paper.id, paper])).values()];
}

function byId(a: { paper: Paper }, b: { paper: Paper }): number {
  return compareIds(a.paper.id, b.paper.id);
}

/**
 * Takes the best one by one; of equals the first. Works known already are told apart only when their turn comes, for that
 * takes long.
 */
function diversify(scored: readonly Scored[], count: number, delivered: readonly Paper[]): Scored[] {
  const left = [...scored];
  const picked: Scored[] = [];
  const likest = new Map<Scored, number>();
  while (picked.length < count && left.length > 0) {
    const worth = (each: Scored) => each.score - DIVERSITY * (likest.get(each) ?? 0);
    const best = left.reduce((one, other) => (worth(other) > worth(one) ? other : one));
    left.splice(left.indexOf(best), 1);
    const { id } = best.candidate.paper;
    const known = [...delivered, ...picked.map(({ candidate }) => candidate.paper)];
    if (known.some((paper) => paper.id === id || isSameWork(paper, best.candidate.paper))) continue;
    picked.push(best);
    for (const each of left)
      likest.set(each, Math.max(likest.get(each) ?? 0, cosine(each.vector, best.vector)));
  }
  return picked;
}

interface Scoring {
  vectors: ReadonlyMap<string, Vector>;
  profile: Vector;
  centre: Vector;
  today: string;
}

/** The middle of the day's papers. */
function toCentre(candidates: readonly Candidate[], vectors: ReadonlyMap<string, Vector>): Vector {
  return toProfile(
    candidates.map(({ paper }) => ({ paper, liked: 1, disliked: 0 })),
    vectors,
  );
}

function score(candidate: Candidate, { vectors, profile, centre, today }: Scoring): Scored {
  const { paper, topic } = candidate;
  const vector = vectors.get(paper.id) ?? new Map();
  const upvotes = paper.upvotes ?? 0;
  const age = Math.max(0, daysBetween(dayOf(paper) ?? today, today));
  const points =
    WEIGHTS.topic * (topic?.score ?? 0) +
    WEIGHTS.feedback * cosine(vector, profile) +
    WEIGHTS.upvotes * (upvotes / (upvotes + HALF_UPVOTES)) +
    WEIGHTS.freshness * 0.5 ** (age / HALF_FRESH) +
    WEIGHTS.typical * cosine(vector, centre);
  return { candidate, vector, score: points };
}

function toReasons(
  { paper, topic }: Candidate,
  vector: Vector,
  opinions: readonly Opinion[],
  vectors: ReadonlyMap<string, Vector>,
): Reason[] {
  const upvotes = paper.upvotes ?? 0;
  const why: Reason[] = [
    ...(topic ? [{ kind: 'topic' as const, text: topic.text }] : []),
    ...(upvotes >= TELLING_UPVOTES ? [{ kind: 'upvotes' as const, count: upvotes }] : []),
    ...nearestLiked(paper, vector, opinions, vectors),
  ];
  return why.length > 0 ? why : [{ kind: 'new' }];
}

/** The liked paper that this one is most like, where that is telling. */
function nearestLiked(
  paper: Paper,
  vector: Vector,
  opinions: readonly Opinion[],
  vectors: ReadonlyMap<string, Vector>,
): Reason[] {
  let best: { opinion: Opinion; alike: number } | undefined;
  for (const opinion of opinions) {
    if (opinion.liked === 0 || opinion.paper.id === paper.id) continue;
    const alike = cosine(vector, vectors.get(opinion.paper.id) ?? new Map());
    if (alike >= ALIKE && alike > (best?.alike ?? 0)) best = { opinion, alike };
  }
  return best ? [{ kind: 'liked', title: nameOf(best.opinion.paper), people: best.opinion.liked }] : [];
}

/** A work's name where its title has one before a colon: `LoRA`. */
function nameOf({ title }: Paper): string {
  const [name = ''] = title.split(/[:：]/, 1);
  return name.length > 1 && name.length <= 30 && name.length < title.length ? name : title;
}
