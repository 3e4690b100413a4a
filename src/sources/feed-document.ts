import { z } from 'zod';
import { SourceError } from './source-error.ts';
import { attribute, closeXml, parseXml, readShape, text } from './xml.ts';

/** One entry of a feed; what it lacks is `''`, or an empty list. */
export interface FeedItem {
  /** Atom `id`, RSS `guid`. */
  id: string;
  title: string;
  /** Of the page it leads to. */
  link: string;
  /** As the feed has it: plain text or HTML. */
  summary: string;
  /** When it was posted, in any form of date. */
  posted: string;
  /** One or several names each. */
  creators: string[];
  categories: string[];
  /** arXiv's announcement feeds: `new`, `cross`, `replace`, `replace-cross`. */
  announceType: string;
  /** DOI or another identifier, where the feed gives one of its own. */
  identifier: string;
}

export interface FeedDocument {
  /** When the feed was made, in any form of date. */
  made: string;
  /** Unchecked entries; each is read by {@link feedItem}. */
  items: unknown[];
  /** It broke off; these are the entries before. */
  cutOff?: true;
}

const links = z
  .array(
    z.union([z.string(), z.looseObject({ '@href': attribute, '@rel': z.string().default('alternate') })]),
  )
  .default([])
  .transform((all) => {
    const page = all.find((link) => typeof link === 'string' || link['@rel'] === 'alternate') ?? '';
    return typeof page === 'string' ? page.trim() : page['@href'];
  });

const names = z.array(z.unknown()).default([]);

/** Reads an entry of an Atom or RSS feed. Everything may be missing, and what is unexpected counts as missing. */
export const feedItem = z
  .looseObject({
    id: text,
    guid: text,
    title: text,
    link: links.catch(''),
    summary: text,
    content: text,
    description: text,
    'content:encoded': text,
    published: text,
    updated: text,
    pubDate: text,
    'dc:date': text,
    author: names.catch([]),
    'dc:creator': names.catch([]),
    category: names.catch([]),
    'arxiv:announce_type': text,
    'prism:doi': text,
    'dc:identifier': text,
    '@rdf:about': z.string().catch(''),
  })
  .transform(
    (item): FeedItem => ({
      id: item.id || item.guid || item['@rdf:about'],
      title: item.title,
      link: item.link,
      summary: item.summary || item.description || item['content:encoded'] || item.content,
      posted: item.published || item.pubDate || item['dc:date'] || item.updated,
      creators: [...item['dc:creator'], ...item.author].map(toName).filter((name) => name !== ''),
      categories: item.category.map(toTerm).filter((term) => term !== ''),
      announceType: item['arxiv:announce_type'],
      identifier: item['prism:doi'] || item['dc:identifier'],
    }),
  );

/** Atom's author has a name; RSS's is a text. */
function toName(author: unknown): string {
  const named = z.object({ name: text }).safeParse(author);
  return named.success && named.data.name !== '' ? named.data.name : text.parse(author);
}

/** Atom's category has a term; RSS's is a text. */
function toTerm(category: unknown): string {
  const term = z.object({ '@term': attribute }).safeParse(category);
  return term.success ? term.data['@term'] : text.parse(category);
}

const items = z.array(z.unknown()).default([]);
const channel = z.union([
  z.looseObject({ pubDate: text, lastBuildDate: text, 'dc:date': text, item: items }),
  // A channel without anything in it.
  z.literal('').transform(() => ({ pubDate: '', lastBuildDate: '', 'dc:date': '', item: [] })),
]);

const document = z.union([
  z
    .object({ feed: z.looseObject({ updated: text, entry: items }) })
    .transform(({ feed }): FeedDocument => ({ made: feed.updated, items: feed.entry })),
  z.object({ rss: z.looseObject({ channel }) }).transform(
    ({ rss }): FeedDocument => ({
      made: rss.channel.pubDate || rss.channel.lastBuildDate || rss.channel['dc:date'],
      items: rss.channel.item,
    }),
  ),
  z
    .object({ 'rdf:RDF': z.looseObject({ channel, item: items }) })
    .transform(({ 'rdf:RDF': rdf }): FeedDocument => ({ made: rdf.channel['dc:date'], items: rdf.item })),
]);

/**
 * Reads an Atom, RSS 2.0 or RSS 1.0 feed. Of one that was cut off, the whole entries.
 *
 * @throws SourceError `unreadable` where it is none.
 * @see https://www.rfc-editor.org/rfc/rfc4287 https://www.rssboard.org/rss-specification https://web.resource.org/rss/1.0/spec
 */
export function readFeed(xml: string): FeedDocument {
  try {
    return readShape(document, parseXml(xml));
  } catch (error) {
    const closed = closeXml(xml, 'entry') ?? closeXml(xml, 'item');
    if (closed === undefined) throw error;
    return { ...readShape(document, parseXml(closed)), cutOff: true };
  }
}

/** Thrown after the entries of a feed that was cut off were given. */
export function toCutOffError(feed: string, { items: { length } }: FeedDocument): SourceError {
  return new SourceError(
    'unreadable',
    `${feed} broke off after ${length} whole entries; the rest comes with the next sync`,
  );
}
