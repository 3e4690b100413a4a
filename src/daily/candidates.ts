import type { Paper } from '../papers/paper.ts';
import type { Page, SearchResult } from '../ports.ts';
import { analyse, toSequence } from '../search/analysis.ts';
import { findMarks } from '../search/marks.ts';
import type { Query } from '../search/query.ts';
import type { Candidate } from './pick.ts';
import type { Subscription } from './subscriptions.ts';
import { parseTopics } from './topics.ts';

type Found = Pick<SearchResult, 'hits' | 'total' | 'terms' | 'corrected'>;

export interface CandidateParts {
  subscription: Pick<Subscription, 'topic'>;
  /** First and last day of the papers that count. */
  since: string;
  today: string;
  /** The new papers, of which candidates are chosen. */
  papers: readonly Paper[];
  search(query: Query, page: Page): Promise<Found>;
}

/** More candidates than these would not be looked at closely. */
const MOST = 500;
/** So many hits are asked for at a time, and so often at most: older papers of the period stand between the new ones. */
const PAGE = 500;
const PAGES = 20;
/** Up to so many words a paper must have all, as in a search; of more, this share. */
const ALL_OF = 2;
const LEAST_SHARE = 0.6;
/** A paper that speaks of a topic in its abstract only: on a day without better ones it would seem to be about it. */
const IN_PASSING = 0.6;

/**
 * The new papers that a subscription is about, see {@link parseTopics}, each with the topic that it matches best: the
 * best match of a topic among them scores 1, or less where its title says nothing of it. Without words every new paper that passes the conditions is a candidate.
 *
 * @throws UserError where the subscription's text cannot be read; UnavailableError where searching is not possible
 */
export async function findCandidates(parts: CandidateParts): Promise<Candidate[]> {
  const topics = parseTopics(parts.subscription.topic ?? '');
  if (topics.length === 0) return parts.papers.slice(0, MOST).map((paper) => ({ paper }));
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
  return [...best.values()].sort((a, b) => score(b) - score(a)).slice(0, MOST);
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
  const asked = withinPeriod(query, parts);
  for (let page = 0; asked !== undefined && page < PAGES; page += 1) {
    const { hits, total, terms, corrected } = await parts.search(asked, { offset: page * PAGE, limit: PAGE });
    // A near word will do for somebody who searches and sees it, but nobody has subscribed to it.
    if (corrected !== undefined) break;
    for (const { id, score } of hits) {
      const paper = fresh.get(id);
      if (!paper || !speaksOf(paper, query, terms)) continue;
      const inTitle = findMarks(paper.title, terms).length > 0;
      matches.push({ paper, score, weight: inTitle ? 1 : IN_PASSING });
    }
    if ((page + 1) * PAGE >= total || matches.length >= fresh.size) break;
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
 * Whether a paper has what was asked for. Where no paper has all the words, a search gives those that have some; that a
 * pick "matches" would then be untrue.
 *
 * @param terms what the search counted as a match, other names of what was asked for among them
 */
function speaksOf({ title, abstract }: Paper, { words }: Query, terms: readonly string[]): boolean {
  const asked = analyse(words.join(' ')).flatMap(({ role, term }) => (role === 'word' ? [term] : []));
  if (asked.length < 2) return true;
  const tokens = [...analyse(title), ...analyse(abstract)];
  const having = new Set(tokens.map(({ term }) => term));
  const needed = asked.length <= ALL_OF ? asked.length : Math.ceil(asked.length * LEAST_SHARE);
  if (asked.filter((term) => having.has(term)).length >= needed) return true;
  const sequence = toSequence(tokens);
  return terms.some((term) => !asked.includes(term) && (having.has(term) || sequence.includes(` ${term} `)));
}
