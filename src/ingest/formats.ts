import type { Document, Format } from './format.ts';
import { arxivListing } from './formats/arxiv-listing.ts';
import { dailyPage } from './formats/daily-page.ts';
import { digest } from './formats/digest.ts';
import { searchPage } from './formats/search-page.ts';
import { translations } from './formats/translations.ts';

/** Every shape of page we can read; where two are equally sure, the first parses the page. */
export const formats: readonly Format[] = [arxivListing, dailyPage, digest, searchPage, translations];

/** Below this, a page only resembles a shape by chance. */
const LEAST_SURE = 0.2;

/** The format that is surest of the page, judged by its text alone; undefined where none knows it. */
export function recogniseFormat(document: Document): Format | undefined {
  let best: Format | undefined;
  let surest = LEAST_SURE;
  for (const format of formats) {
    const sure = format.recognise(document);
    if (sure > surest) {
      best = format;
      surest = sure;
    }
  }
  return best;
}
