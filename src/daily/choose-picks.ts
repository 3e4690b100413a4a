import { daysBefore } from '../days.ts';
import type { Library } from '../library.ts';
import type { Paper } from '../papers/paper.ts';
import type { Clock, PaperTerms } from '../ports.ts';
import type { Opinions } from '../team/opinions.ts';
import type { Votes } from '../team/votes.ts';
import { findCandidates } from './candidates.ts';
import type { Deliveries } from './deliveries.ts';
import type { Candidate, Opinion, Pick } from './pick.ts';
import { pickPapers, poolOf } from './picks.ts';
import type { Subscription } from './subscriptions.ts';
import { toVectorsCalmly } from './vectors.ts';

export interface PickingParts {
  library: Library;
  deliveries: Deliveries;
  team: { opinions: Opinions; votes: Votes };
  clock: Clock;
}

/** A day's picks, and how many papers were new for the subscription. */
export interface DayPicks {
  picks: Pick[];
  among: number;
}

/** arXiv announces a paper up to this many days after its date; an older one that only now came to us is not news. */
const NEWS_DAYS = 7;
/** The first delivery reaches back this far, in hours, from when the subscription was made. */
const FIRST_REACH = 24;
/** The newest so many opinions make up what a server likes. */
const OPINIONS = 200;
/** So many new papers are looked at; arXiv's busiest days have fewer in all of computer science. */
const MOST_NEW = 2_000;
/** Papers delivered in the last so many days are compared with the new ones, for the same work may come under another title. */
const RECENT_DELIVERIES = 60;
/** More candidates than these are counted, but not looked at closely. */
const MOST_CANDIDATES = 500;
/** The newest so many papers, whatever they are about, tell which words are rare. */
const BACKGROUND = 150;

/**
 * Chooses what a subscription gets: of the papers that came since its last delivery and were never delivered to it.
 *
 * @param day its local day
 */
export async function choosePicks(
  subscription: Subscription,
  day: string,
  parts: PickingParts,
): Promise<DayPicks> {
  const since = await reachOf(subscription, day, parts.deliveries);
  const fromDay = daysBefore(since.slice(0, 10), NEWS_DAYS);
  const arrived = await parts.library.arrived(since, fromDay, MOST_NEW);
  return choose(subscription, fromDay, day, arrived, parts);
}

/** What a subscription would have got of the papers of one day, as a try: nothing counts as delivered. */
export async function choosePicksOf(
  day: string,
  subscription: Subscription,
  parts: PickingParts,
): Promise<DayPicks> {
  return choose(subscription, daysBefore(day, NEWS_DAYS), day, await parts.library.onDay(day), parts);
}

async function choose(
  subscription: Subscription,
  fromDay: string,
  today: string,
  papers: readonly Paper[],
  { library, deliveries, team }: PickingParts,
): Promise<DayPicks> {
  const [candidates, opinions, delivered] = await Promise.all([
    findCandidates({ subscription, since: fromDay, today, papers, hits: library.hits }),
    readOpinions(subscription.server, library, team.opinions),
    deliveries.delivered(subscription.id),
  ]);
  const past = new Set(delivered);
  const fresh = candidates.filter(({ paper }: Candidate) => !past.has(paper.id));
  const recent = await library.get(await recentlyDelivered(subscription.id, deliveries));
  const looked = fresh.slice(0, MOST_CANDIDATES);
  const background = papers.slice(0, BACKGROUND);
  const input = {
    candidates: looked,
    background,
    opinions,
    delivered: recent,
    count: subscription.count,
    today,
  };
  const pool = poolOf(input);
  const vectors = await toVectorsCalmly(pool, background, await readTerms([...pool, ...background], library));
  const picks = pickPapers(input, vectors);
  return { picks, among: fresh.length };
}

/** Since when papers are new: the last delivery that was posted, or a day before the subscription was made. */
async function reachOf({ id, madeAt }: Subscription, day: string, deliveries: Deliveries): Promise<string> {
  const newest = await deliveries.newest(id, RECENT_DELIVERIES);
  const last = newest.find(
    (each) => each.day !== day && (each.state === 'posted' || each.state === 'posting'),
  );
  return last?.claimedAt ?? new Date(Date.parse(madeAt) - FIRST_REACH * 3_600_000).toISOString();
}

async function recentlyDelivered(id: string, deliveries: Deliveries): Promise<string[]> {
  return (await deliveries.newest(id, RECENT_DELIVERIES)).flatMap(({ papers }) => papers);
}

async function readOpinions(server: string, library: Library, opinions: Opinions): Promise<Opinion[]> {
  const newest = await opinions.newest(server, OPINIONS);
  const papers = new Map(
    (await library.get(newest.map(({ paper }) => paper))).map((paper) => [paper.id, paper]),
  );
  return newest.flatMap(({ paper: id, liked, disliked }) => {
    const paper = papers.get(id);
    return paper ? [{ paper, liked, disliked }] : [];
  });
}

/** What the index has read of these papers already. */
async function readTerms(papers: readonly Paper[], library: Library): Promise<Map<string, PaperTerms>> {
  const terms = await library.termsOf(papers.map(({ id }) => id));
  return new Map(
    papers.flatMap(({ id }, at) => {
      const known = terms[at];
      return known ? [[id, known]] : [];
    }),
  );
}
