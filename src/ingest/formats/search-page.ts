import type { Document, Format, Parsed } from '../format.ts';
import { contentLines } from '../lines.ts';
import { hasAbstract, parsePairs, shareOfWholePairs, toParts } from '../titled-page.ts';

/**
 * Titles and abstracts in alternate lines, as a papers search on Hugging Face gives: the site's own phrases stand
 * above, below and between, and may be glued to a title.
 */
export const searchPage: Format = {
  shape: 'search-page',
  site: 'Hugging Face',

  recognise(document: Document): number {
    // Other shapes alternate as well and have marks of their own besides, so this one is the least sure.
    return hasAbstract(document) ? 0.6 * shareOfWholePairs(toParts(contentLines(document))) : 0;
  },

  parse: (document: Document): Parsed => parsePairs(document, toParts(contentLines(document))),
};
