import { z } from 'zod';
import { pageButtons, toCard } from '../cards.ts';
import { type Context, defineCommand } from '../command.ts';
import { UserError } from '../errors.ts';
import type { SearchResult } from '../ports.ts';
import type { Reply } from '../reply.ts';
import { parseQuery } from '../search/parse-query.ts';
import type { Query } from '../search/query.ts';
import { toSnippet } from '../search/snippet.ts';

const PAGE = 5;
/** Deeper pages would be read by nobody, and bound what an engine must rank. */
const LAST_PAGE = 200;

export const search = defineCommand({
  name: 'search',
  summary: 'Find papers by words, phrases, authors, categories or dates',
  examples: [
    'search moe',
    'search "state space" -vision',
    'search low-bit quantization after:2024 has:code',
    'search cat:cs.CL sort:new',
  ],
  options: z.object({
    query: z
      .string()
      .trim()
      .min(1)
      .max(1000)
      .describe('words, "a phrase", -word, author: cat: year: after: before: has:code lang: sort:'),
    page: z.int().min(1).max(LAST_PAGE).default(1).describe('which page of the results'),
  }),
  positional: 'query',

  async run({ query: asked, page }, context) {
    const { library, words } = context;
    const query = parseQuery(asked);
    const result = await library.search(query, { offset: (page - 1) * PAGE, limit: PAGE });
    if (result.total === 0) return nothing(asked, isBare(query), result, context);
    const pages = Math.min(Math.ceil(result.total / PAGE), LAST_PAGE);
    if (page > pages) throw new UserError(words.noSuchPage(page, pages), { example: `search ${asked}` });
    const cards = result.papers.map((paper) =>
      toCard(paper, words, {
        terms: result.terms,
        body: toSnippet(paper, result.terms),
        buttons: [
          { label: words.summary, run: { command: 'summary', options: { paper: paper.id } } },
          { label: words.similar, run: { command: 'similar', options: { paper: paper.id } } },
          { label: words.cite, run: { command: 'cite', options: { paper: paper.id } } },
        ],
      }),
    );
    return {
      title: words.foundPapers(result.total, result.corrected ?? asked, result.also),
      ...(result.corrected ? { text: words.corrected(result.corrected, asked) } : {}),
      cards,
      ...(pages > 1 ? { note: words.pageOf(page, pages) } : {}),
      buttons: pageButtons('search', { query: asked }, page, pages, words),
    };
  },
});

/** Whether it has words and no conditions. */
function isBare({ filters, without }: Query): boolean {
  return Object.keys(filters).length === 0 && without.length === 0;
}

/** No paper at all: what was probably meant, as buttons that search for it. */
function nothing(asked: string, bare: boolean, result: SearchResult, { words }: Context): Reply {
  const buttons = result.suggestions.map(({ text }) => ({
    label: text,
    run: { command: 'search', options: { query: text } },
  }));
  return {
    title: words.nothingFound(asked, bare),
    text: words.didYouMean(result.suggestions),
    buttons,
    visibleTo: 'asker',
  };
}
