import { z } from 'zod';
import type { Clock } from '../ports.ts';
import { fetchWhole, type PoliteFetch } from './polite-fetch.ts';
import { arxivId, instant, type Sifted, type SourceDraft, sift, toCategories, toUtcDay } from './sift.ts';
import { parseCursor, type Source } from './source.ts';
import { SourceError } from './source-error.ts';
import { attribute, parseXml, readShape, text } from './xml.ts';

/** The address of arXiv's export API; https://info.arxiv.org/help/api/user-manual.html */
export const ARXIV_API_URL = 'https://export.arxiv.org/api/query';

/** Records in one answer; arXiv takes that many IDs in one request without complaint. */
const PAGE = 100;
/** How far back a first sync looks, and how far any sync goes on at a time. */
const FIRST_DAYS = 7;
const MOST_PAGES = 50;

export interface ArxivApi {
  /** The papers with these IDs (without version), in no order; IDs that arXiv does not have are left out. */
  fetchByIds(ids: readonly string[]): Promise<Sifted>;
  /** One page of the papers that match a query, oldest submission first. `total` counts all that match. */
  search(query: string, start: number): Promise<Sifted & { total: number }>;
}

const entry = z
  .object({
    id: text.pipe(arxivId),
    title: text,
    summary: text,
    published: text.pipe(instant),
    author: z.array(z.object({ name: text })).default([]),
    category: z.array(z.object({ '@term': attribute })).default([]),
    'arxiv:primary_category': z.object({ '@term': attribute }).optional(),
    'arxiv:comment': text,
  })
  .transform((found): SourceDraft => {
    const primary = found['arxiv:primary_category'];
    return {
      arxivId: found.id.id,
      ...(found.id.version !== undefined && { version: found.id.version }),
      title: found.title,
      abstract: found.summary,
      authors: found.author.map((author) => author.name),
      date: toUtcDay(found.published),
      categories: toCategories(
        [...(primary ? [primary] : []), ...found.category].map((category) => category['@term']),
      ),
      comments: found['arxiv:comment'],
    };
  });

const answer = z.object({
  feed: z.object({
    'opensearch:totalResults': text.transform(Number).pipe(z.int().nonnegative()),
    entry: z.array(z.unknown()).default([]),
  }),
});

const complaint = z.object({ id: text.pipe(z.string().regex(/\/api\/errors/)), summary: text });

/** Makes the client of arXiv's export API. */
export function createArxivApi(url: string, fetch: PoliteFetch): ArxivApi {
  function ask(parameters: Record<string, string>): Promise<Sifted & { total: number }> {
    return fetchWhole(fetch, {
      url: `${url}?${new URLSearchParams(parameters)}`,
      accept: 'application/atom+xml',
      read: (body) => readAnswer(body, parameters),
    });
  }

  /** One bad ID makes arXiv refuse all that are asked for with it, so those are asked for in halves. */
  async function fetchPage(ids: readonly string[]): Promise<Sifted> {
    try {
      return await ask({ id_list: ids.join(','), max_results: String(ids.length) });
    } catch (error) {
      if (!(error instanceof SourceError) || error.status !== 400) throw error;
      if (ids.length === 1) return { papers: [], rejected: [{ where: ids.join(), reason: error.message }] };
      const half = Math.ceil(ids.length / 2);
      return join(await fetchPage(ids.slice(0, half)), await fetchPage(ids.slice(half)));
    }
  }

  return {
    async fetchByIds(ids) {
      let sifted: Sifted = { papers: [], rejected: [] };
      for (let at = 0; at < ids.length; at += PAGE) {
        sifted = join(sifted, await fetchPage(ids.slice(at, at + PAGE)));
      }
      return sifted;
    },

    search: (query, start) =>
      ask({
        search_query: query,
        start: String(start),
        max_results: String(PAGE),
        sortBy: 'submittedDate',
        sortOrder: 'ascending',
      }),
  };
}

function join(a: Sifted, b: Sifted): Sifted {
  return { papers: [...a.papers, ...b.papers], rejected: [...a.rejected, ...b.rejected] };
}

function readAnswer(body: string, parameters: Record<string, string>): Sifted & { total: number } {
  const { feed } = readShape(answer, parseXml(body));
  const total = feed['opensearch:totalResults'];
  const error = complaint.safeParse(feed.entry[0]);
  if (error.success)
    throw new SourceError('refused', `refused the request (${error.data.summary.slice(0, 200)})`);
  // Under load arXiv counts the results and then gives none of them.
  if (feed.entry.length === 0 && total > Number(parameters.start ?? 0)) {
    throw new SourceError('unreadable', `counted ${total} results and sent none`);
  }
  return { ...sift('arXiv', feed.entry, entry), total };
}

const cursorShape = z.object({ day: z.iso.date() });

/**
 * The papers submitted to some categories, oldest first, day by day from where it left off: for where neither the
 * announcement feed nor OAI-PMH will do.
 *
 * @param categories such as `cs.AI`
 */
export function createArxivQuerySource(categories: readonly string[], api: ArxivApi, clock: Clock): Source {
  return {
    name: 'arxiv-api',
    async *fetchSince(cursor) {
      const until = toUtcDay(clock.now());
      const beginning = toUtcDay(new Date(clock.now().getTime() - FIRST_DAYS * 86_400_000));
      let day = parseCursor(cursor, cursorShape)?.day ?? beginning;
      const range = `submittedDate:[${day.replaceAll('-', '')}0000 TO ${until.replaceAll('-', '')}2359]`;
      const query = `(${categories.map((category) => `cat:${category}`).join(' OR ')}) AND ${range}`;
      for (let page = 0; page < MOST_PAGES; page += 1) {
        const { papers, rejected, total } = await api.search(query, page * PAGE);
        day = papers.at(-1)?.date ?? day;
        yield { papers, rejected, cursor: JSON.stringify({ day }) };
        if ((page + 1) * PAGE >= total) return;
      }
    },
  };
}
