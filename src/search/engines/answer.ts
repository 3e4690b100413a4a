import type { Paper } from '../../papers/paper.ts';
import { MOST_COUNTED, type Page, type SearchResult } from '../../ports.ts';
import type { Lexicon } from '../lexicon.ts';
import type { Plan } from '../plan.ts';
import type { Query } from '../query.ts';
import { type Candidate, sortHits } from '../ranking.ts';
import { correct, suggest } from '../typos.ts';

/** What a query asks for and who answers it: `nearly` where no paper has all. */
export interface Matched {
  plan: Plan;
  found: Candidate[];
  nearly: Candidate[];
  /** How many answer it, where that is more than were found. */
  total?: number;
}

/** What every engine does with a query: matches it, forgives a typo where nothing matched, sorts, and gives a page. */
export async function answer(
  query: Query,
  page: Page,
  {
    match,
    lexicon,
    paperOf,
  }: {
    match(query: Query): Matched | Promise<Matched>;
    lexicon: Lexicon;
    paperOf(id: string): Pick<Paper, 'date' | 'upvotes'> | undefined;
  },
): Promise<SearchResult> {
  const exact = await match(query);
  const meant = exact.found.length > 0 ? undefined : correct(query, exact.plan, lexicon);
  const forgiven = meant && (await match(meant.query));
  const best = forgiven && forgiven.found.length + forgiven.nearly.length > 0 ? forgiven : exact;
  const hits = best.found.length > 0 ? best.found : best.nearly;
  sortHits(hits, query.sort, paperOf);
  return {
    total: Math.min(
      MOST_COUNTED,
      best.found.length > 0 ? Math.max(best.total ?? 0, hits.length) : hits.length,
    ),
    hits: hits.slice(page.offset, page.offset + page.limit).map(({ id, score }) => ({ id, score })),
    terms: best.plan.terms,
    also: best.plan.also,
    ...(meant && best === forgiven ? { corrected: meant.text } : {}),
    suggestions: hits.length === 0 ? suggest(best.plan, lexicon) : [],
  };
}
