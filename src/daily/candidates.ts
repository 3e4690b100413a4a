import { createBreath } from '../concurrency/breathe.ts';
import type { Paper } from '../papers/paper.ts';
import type { Page, SearchResult } from '../ports.ts';
import { toTerms } from '../search/analysis.ts';
import { findMarks } from '../search/marks.ts';
import type { Query } from '../search/query.ts';
import type { Candidate } from './pick.ts';
import type { Subscription } from './subscriptions.ts';
import { parseTopics } from './topics.ts';

type Found = Pick<SearchResult, 'hits' | 'terms' | 'corrected'>;

export interface CandidateParts {
  subscription: Pick<Subscription, 'topic'>;
  /** First and last day of the papers that count. */
  since: string;
  today: string;
  /** The new papers, of which candidates are chosen. */
  papers: readonly Paper[];
  hits(query: Query, page: Page): Promise<Found>;
}

/** So many hits of the period are looked at: older papers stand between the new ones. */
const MOST_HITS = 10_000;
/** Up to so many words a paper must have all, as in a search; of more, this share. */
const ALL_OF = 2;
const LEAST_SHARE = 0.6;
/** Words of a topic belong together where they begin at most so far apart for each of them, in UTF-16 units. */
const CLOSE = 20;
/** A paper that speaks of a topic in its abstract only: on a day without better ones it would seem to be about it. */
const IN_PASSING = 0.6;
/** An abstract that is about something says so more than once, unless it is no longer than this, in UTF-16 units. */
const MENTIONS = 2;
const SHORT = 500;

/**
 * The new papers that a subscription is about, see {@link parseTopics}, each with the topic that it matches best: the
 * best match of a topic among them scores 1, or less where its title says nothing of it. Without words every new paper that passes the conditions is a candidate.
 *
 * @returns best match first, without words in the order given
 *
 * @throws UserError where the subscription's text cannot be read; UnavailableError where searching is not possible
 */
export async function findCandidates(parts: CandidateParts): Promise<Candidate[]> {
  const topics = parseTopics(parts.subscription.topic ?? '');
  if (topics.length === 0) return parts.papers.map((paper) => ({ paper }));
  const best = new Map<string, Candidate>();
  for (const { text, query } of topics) {
    const matches = await findMatches(query, parts);
    const highest = matches.reduce((high, { score }) => Math.max(high, score), 0);
    for (const { paper, score, weight } of matches) {
      // An engine may give nothing for conditions alone, or next to nothing.
      const share = weight * (highest > 0 ? Math.max(score / highest, Number.EPSILON) : 1);
      if (text === '') best.set(paper.id, { paper });
      else if (share > (best.get(paper.id)?.topic?.score ?? 0))
        best.set(paper.id, { paper, topic: { text, score: share } });
    }
  }
  const score = ({ topic }: Candidate) => topic?.score ?? 0;
  return [...best.values()].sort((a, b) => score(b) - score(a));
}

interface Match {
  paper: Paper;
  /** As the engine gives it. */
  score: number;
  weight: number;
}

async function findMatches(query: Query, parts: CandidateParts): Promise<Match[]> {
  const fresh = new Map(parts.papers.map((paper) => [paper.id, paper]));
  const matches: Match[] = [];
  const breath = createBreath();
  const asked = withinPeriod(query, parts);
  if (!asked) return matches;
  const { hits, terms, corrected } = await parts.hits(asked, { offset: 0, limit: MOST_HITS });
  // A near word will do for somebody who searches and sees it, but nobody has subscribed to it.
  if (corrected !== undefined) return matches;
  for (const { id, score } of hits) {
    const paper = fresh.get(id);
    if (!paper) continue;
    await breath();
    const weight = aboutness(paper, query, terms);
    if (weight > 0) matches.push({ paper, score, weight });
  }
  return matches;
}

/** The query for the days of the new papers only; undefined where its own period lies elsewhere. */
function withinPeriod(query: Query, { since, today }: CandidateParts): Query | undefined {
  const { after = since, before = today } = query.filters;
  const period = { after: after > since ? after : since, before: before < today ? before : today };
  return period.after > period.before ? undefined : { ...query, filters: { ...query.filters, ...period } };
}

/**
 * How much a paper is about what was asked for: all where its title says it; less where only its abstract does, more than
 * once; nothing where it is merely mentioned, for that a pick "matches" would then be a let-down. Where no paper has all the
 * words, a search gives those that have some; these count as nothing either.
 *
 * @param terms what the search counted as a match, other names of what was asked for among them
 */
function aboutness({ title, abstract }: Paper, { words }: Query, terms: readonly string[]): number {
  const asked = [...new Set(toTerms(words.join(' ')))];
  if (asked.length === 0) return findMarks(title, terms).length > 0 ? 1 : IN_PASSING;
  const others = terms.filter((term) => !asked.includes(term));
  if (countMentions(title, asked, others) > 0) return 1;
  const enough = abstract.length < SHORT ? 1 : MENTIONS;
  return countMentions(`${title}\n${abstract}`, asked, others) >= enough ? IN_PASSING : 0;
}

/** How often a text says what was asked for: enough of the words close together, or another name of it. */
function countMentions(text: string, asked: readonly string[], others: readonly string[]): number {
  const marks = findMarks(text, [...asked, ...others]).flatMap(({ start, terms }) =>
    terms.map((term) => ({ start, term })),
  );
  const times = (term: string) => marks.filter((mark) => mark.term === term).length;
  const needed = asked.length <= ALL_OF ? asked.length : Math.ceil(asked.length * LEAST_SHARE);
  const words = marks.filter(({ term }) => asked.includes(term));
  let together = 0;
  for (let at = 0; at < words.length; ) {
    const from = words[at]?.start ?? 0;
    const near = words.slice(at).filter(({ start }) => start - from <= CLOSE * asked.length);
    const isOne = new Set(near.map(({ term }) => term)).size >= needed;
    together += isOne ? 1 : 0;
    // Of a single word each place counts; of several, those that made a mention make no other.
    at += isOne && needed > 1 ? near.length : 1;
  }
  return together + Math.max(0, ...others.map(times));
}
