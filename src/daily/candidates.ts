import type { Paper } from '../papers/paper.ts';
import type { Page, SearchResult } from '../ports.ts';
import { parseQuery } from '../search/parse-query.ts';
import type { Filters, Query } from '../search/query.ts';
import type { Candidate } from './pick.ts';
import type { Subscription } from './subscriptions.ts';

export interface CandidateParts {
  subscription: Pick<Subscription, 'topic'>;
  /** First and last day of the papers that count. */
  since: string;
  today: string;
  /** The new papers, of which candidates are chosen. */
  papers: readonly Paper[];
  search(query: Query, page: Page): Promise<Pick<SearchResult, 'hits'>>;
}

/** More candidates than these would not be looked at closely. */
const MOST = 500;

/** A subscription's topic text, read: each topic is a query of its own, with the conditions that stand for all. */
interface Wanted {
  text: string;
  query: Query;
}

/**
 * The new papers that a subscription is about. Topics stand between commas, each in search syntax; what is a condition
 * (`-word`, `cat:`, `lang:` …) holds for all of them: `moe, quantization -vision cat:cs.CL` wants papers about moe or
 * quantization, none that speak of vision, all of cs.CL. Without words every new paper that passes is a candidate.
 */
export async function findCandidates(parts: CandidateParts): Promise<Candidate[]> {
  const wanted = toWanted(parts.subscription.topic ?? '', parts);
  if (wanted.length === 0) return parts.papers.slice(0, MOST).map((paper) => ({ paper }));
  const fresh = new Map(parts.papers.map((paper) => [paper.id, paper]));
  const best = new Map<string, Candidate>();
  for (const { text, query } of wanted) {
    const { hits } = await parts.search(query, { offset: 0, limit: MOST });
    const highest = Math.max(...hits.map(({ score }) => score), 0);
    for (const hit of hits) {
      const paper = fresh.get(hit.id);
      const score = highest > 0 ? hit.score / highest : 1;
      if (!paper || score <= (best.get(paper.id)?.topic?.score ?? 0)) continue;
      best.set(paper.id, text === '' ? { paper } : { paper, topic: { text, score } });
    }
  }
  return [...best.values()];
}

/** The topics; conditions alone make one without words, and nothing at all makes none. */
function toWanted(text: string, { since, today }: CandidateParts): Wanted[] {
  const parts = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => parseQuery(part));
  const filters: Filters = Object.assign({}, ...parts.map((part) => part.filters));
  const without = parts.flatMap((part) => part.without);
  const period = { after: later(since, filters.after), before: earlier(today, filters.before) };
  const shared = { without, filters: { ...filters, ...period }, sort: 'relevance' as const };
  const topics = parts.filter(({ words, phrases }) => words.length > 0 || phrases.length > 0);
  if (topics.length === 0) {
    const hasConditions = without.length > 0 || Object.keys(filters).length > 0;
    return hasConditions ? [{ text: '', query: { words: [], phrases: [], ...shared } }] : [];
  }
  return topics.map(({ words, phrases }) => ({
    text: [...words, ...phrases.map((phrase) => `“${phrase}”`)].join(' '),
    query: { words, phrases, ...shared },
  }));
}

const later = (a: string, b: string | undefined) => (b !== undefined && b > a ? b : a);
const earlier = (a: string, b: string | undefined) => (b !== undefined && b < a ? b : a);
