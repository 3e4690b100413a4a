import { createHash } from 'node:crypto';
import { z } from 'zod';
import { findArxivIds, parseArxivId } from '../papers/arxiv-id.ts';
import { splitAuthors } from './author-names.ts';
import { type FeedItem, feedItem, readFeed, toCutOffError } from './feed-document.ts';
import type { PoliteFetch } from './polite-fetch.ts';
import { instant, type SourceDraft, sift, toUtcDay } from './sift.ts';
import { parseCursor, type Source } from './source.ts';

const cursorShape = z.object({
  validators: z.object({ etag: z.string().optional(), lastModified: z.string().optional() }),
});

/** A DOI in an address, an identifier or a text; https://www.crossref.org/blog/dois-and-matching-regular-expressions/ */
const DOI = /\b10\.\d{4,9}\/[^\s"<>?#]{1,200}/i;

/** Entries of which a feed may hold any number; the rest waits for nobody. */
const MOST_ITEMS = 2000;

/** An entry that is the page of a work with a DOI. One on arXiv is left to arXiv. */
const article = feedItem.transform((item, context): SourceDraft => {
  const doi = findDoi(item);
  const posted = instant.safeParse(item.posted);
  if (doi === undefined) {
    context.addIssue('names no arXiv ID and no DOI');
    return z.NEVER;
  }
  return {
    title: toText(item.title),
    abstract: toText(item.summary),
    authors: item.creators.flatMap(splitAuthors),
    ...(posted.success && { date: toUtcDay(posted.data) }),
    links: [{ kind: 'page', url: `https://doi.org/${doi}` }],
  };
});

/**
 * Any RSS or Atom feed of papers. An entry that names an arXiv ID is taken as a pointer: a blog's words about a
 * paper are not its abstract, so the record is wanted from arXiv. An entry with a DOI is taken as the paper itself,
 * dated by its publication. What names neither is no paper, and is counted.
 *
 * @param url of the feed
 */
export function createFeed(url: string, fetch: PoliteFetch): Source {
  const name = toFeedName(url);
  return {
    name,
    async *fetchSince(cursor) {
      const validators = parseCursor(cursor, cursorShape)?.validators;
      const fetched = await fetch({
        url,
        accept: 'application/atom+xml, application/rss+xml, text/xml',
        read: readFeed,
        validators,
      });
      if (fetched.kind === 'unchanged') return;
      const { value: feed } = fetched;
      const items = feed.items.slice(0, MOST_ITEMS);
      const ids = items.map((item) => findIds(feedItem.safeParse(item).data));
      const articles = items.filter((_, index) => ids[index]?.length === 0);
      yield {
        ...sift(name, articles, article),
        wanted: [...new Set(ids.flat())],
        cursor: feed.cutOff ? (cursor ?? '') : JSON.stringify({ validators: fetched.validators }),
      };
      if (feed.cutOff) throw toCutOffError(`The ${name}`, feed);
    },
  };
}

/** `feed example.org 3f2a9c`: short enough to read, unique by the whole address. */
function toFeedName(url: string): string {
  return `feed ${new URL(url).hostname} ${createHash('sha256').update(url).digest('hex').slice(0, 6)}`;
}

function findIds(item: FeedItem | undefined): string[] {
  if (item === undefined) return [];
  const own = parseArxivId(item.link) ?? parseArxivId(item.id.replace(/^oai:arXiv\.org:/i, ''));
  if (own !== undefined) return [own.id];
  return findArxivIds(`${item.title}\n${item.summary}`).map((found) => found.id);
}

function findDoi({ identifier, id, link }: FeedItem): string | undefined {
  const found = [identifier, id, link].map((place) => DOI.exec(place)?.[0]).find((doi) => doi !== undefined);
  return found?.replace(/[.,;)]+$/, '');
}

/** HTML without its tags; entities are left to the cleaning that follows. */
function toText(html: string): string {
  return html.replace(/<\/?[a-z!][^<>]*>/gi, ' ');
}
