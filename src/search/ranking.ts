import type { Paper } from '../papers/paper.ts';
import type { Hit } from '../ports.ts';
import type { Query } from './query.ts';

/** BM25 (Robertson and Zaragoza 2009) as MiniSearch names its parts; `d: 0` is BM25 without the plus. */
export const BM25 = { k: 1.2, b: 0.75, d: 0 };

/** A word of the title counts as if it stood in the abstract this many times. */
export const TITLE_WEIGHT = 2;

/** A match with a part of a word, such as `bit` with `1-bit`, counts this much of a match with a word. */
export const PART_WEIGHT = 0.25;

/**
 * How many of a query's concepts a paper must have to count as a match: all of up to three, for a person who types
 * two words wants both; of a question, enough that the total still says something.
 */
export function neededConcepts(concepts: number): number {
  return concepts <= 3 ? concepts : Math.max(2, Math.round(concepts * 0.3));
}

/** Puts hits in the order that was asked for. Papers without a date or votes come last; ties are broken by id. */
export function sortHits(hits: Hit[], sort: Query['sort'], paperOf: (id: string) => Paper | undefined): Hit[] {
  const byId = (a: Hit, b: Hit): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
  const orders: Record<Query['sort'], (a: Hit, b: Hit) => number> = {
    relevance: (a, b) => b.score - a.score || byId(a, b),
    new: (a, b) => compareText(paperOf(b.id)?.date, paperOf(a.id)?.date) || orders.relevance(a, b),
    votes: (a, b) => (paperOf(b.id)?.upvotes ?? -1) - (paperOf(a.id)?.upvotes ?? -1) || orders.relevance(a, b),
  };
  return hits.sort(orders[sort]);
}

function compareText(a = '', b = ''): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
