import { z } from 'zod';
import { dayIn } from '../days.ts';
import { splitAuthors } from './author-names.ts';
import { feedItem, readFeed, toCutOffError } from './feed-document.ts';
import type { PoliteFetch } from './polite-fetch.ts';
import { arxivId, instant, type SourceDraft, sift, toCategories } from './sift.ts';
import { parseCursor, type Source } from './source.ts';
import { readShape, toReason } from './xml.ts';

/** The address of arXiv's announcement feeds; https://info.arxiv.org/help/rss.html */
export const ARXIV_FEED_URL = 'https://rss.arxiv.org/atom';

/** Where arXiv's days begin and end. */
export const ARXIV_ZONE = 'America/New_York';

/** What the feed last said. */
export const feedCursor = z.object({
  url: z.string(),
  /** The day of the announcement, `YYYY-MM-DD`, in arXiv's own time zone. */
  day: z.iso.date(),
  /** How many papers were announced on it, new and replaced; arXiv's feed is empty on days without announcement. */
  papers: z.int(),
  validators: z.object({ etag: z.string().optional(), lastModified: z.string().optional() }),
});

/** `arXiv:2508.13426v1 Announce Type: cross \nAbstract: …` */
const LEAD = /^arXiv:\S+\s+Announce Type:\s*\S+\s+(?:Abstract:\s*)?/i;

/** The feed's dates are days of announcement, so papers come without a day of submission. */
const announced = feedItem.transform((item, context): SourceDraft => {
  const id = arxivId.safeParse(item.id);
  if (!id.success) {
    context.addIssue(toReason(id.error));
    return z.NEVER;
  }
  return {
    arxivId: id.data.id,
    ...(id.data.version !== undefined && { version: id.data.version }),
    title: item.title,
    abstract: item.summary.replace(LEAD, ''),
    authors: item.creators.flatMap(splitAuthors),
    categories: toCategories(item.categories),
  };
});

/**
 * What arXiv announces in some categories: new papers, cross-lists and replacements, once a working day. Their days
 * of submission are only known to the export API, so all are wanted from it.
 *
 * @param url of the feeds, RSS or Atom, without category
 * @param categories such as `cs.AI`
 */
export function createArxivFeed(url: string, categories: readonly string[], fetch: PoliteFetch): Source {
  const address = `${url}/${categories.join('+')}`;
  return {
    name: 'arxiv-feed',
    async *fetchSince(cursor) {
      const last = parseCursor(cursor, feedCursor);
      const fetched = await fetch({
        url: address,
        accept: 'application/atom+xml, application/rss+xml',
        read: readFeed,
        validators: last?.url === address ? last.validators : undefined,
      });
      if (fetched.kind === 'unchanged') return;
      const { value: feed, validators } = fetched;
      const day = dayIn(readShape(instant, feed.made), ARXIV_ZONE);
      const sifted = sift('arXiv', feed.items, announced);
      const fresh = newIn(feed.items);
      const papers = sifted.papers.map((paper) =>
        fresh.has(paper.id) ? { ...paper, announced: day } : paper,
      );
      const wanted = sifted.papers.map((paper) => paper.id);
      const next: z.infer<typeof feedCursor> = { url: address, day, papers: feed.items.length, validators };
      yield { ...sifted, papers, wanted, cursor: feed.cutOff ? (cursor ?? '') : JSON.stringify(next) };
      if (feed.cutOff) throw toCutOffError("arXiv's announcement feed", feed);
    },
  };
}

/** The IDs of what is new to these categories: no replacements. https://info.arxiv.org/help/rss.html */
function newIn(items: readonly unknown[]): Set<string | undefined> {
  const read = items.flatMap((item) => feedItem.safeParse(item).data ?? []);
  const fresh = read.filter(({ announceType }) => announceType === 'new' || announceType === 'cross');
  return new Set(fresh.map(({ id }) => arxivId.safeParse(id).data?.id));
}
