import { decodeXML } from 'entities';
import { z } from 'zod';
import { parseXml, readShape } from './xml.ts';

/** Subscription lists nest a few levels; deeper ones are not followed. */
const DEEPEST = 20;

const document = z.object({ opml: z.looseObject({ body: z.unknown() }) });
const outlines = z.object({ outline: z.array(z.unknown()) });
const feed = z.object({ '@xmlUrl': z.string() });

/**
 * The addresses of the feeds in a subscription list, as feed readers export it: http and https only, each once, in
 * their order.
 *
 * @throws SourceError `unreadable` where it is no OPML.
 * @see http://opml.org/spec2.opml#subscriptionLists
 */
export function readOpml(xml: string): string[] {
  const found = collect(readShape(document, parseXml(xml)).opml.body, 0);
  return [...new Set(found)].filter((url) => /^https?:$/.test(URL.parse(url)?.protocol ?? ''));
}

function collect(node: unknown, depth: number): string[] {
  const children = outlines.safeParse(node);
  if (!children.success || depth > DEEPEST) return [];
  return children.data.outline.flatMap((outline) => {
    const own = feed.safeParse(outline);
    return [...(own.success ? [decodeXML(own.data['@xmlUrl']).trim()] : []), ...collect(outline, depth + 1)];
  });
}
