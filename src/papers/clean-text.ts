import { decodeHTMLStrict } from 'entities';
import { fromLatex } from './latex.ts';

/** What scrapers leave of LaTeX when they drop backslashes and dollar signs, and what it was. */
const REPAIRS: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  [/(?<![\\\p{L}])(?=(?:math(?:cal|bb|bf|rm|sf)|text(?:bf|it|tt|sc|rm|sf)|emph|boldsymbol)\{)/gu, '\\'],
  [/(?<=[0-9])times(?![\p{L}_])/gu, '×'],
  [/(?<=\bO\([A-Za-z])log(?=\s)/gu, ' log'],
];

/** Control characters, soft hyphens, zero-width characters and signs of writing direction: nothing that is read. */
const INVISIBLE = /[\p{Cc}\p{Cf}\u2028\u2029]/gu;

/**
 * The text that people read, on one line, of a title or an abstract as pages have it: HTML entities, LaTeX and what
 * scrapers leave of it, doubled spaces and invisible characters become plain Unicode in normal form C. Clean text comes
 * back unchanged. Any string is accepted; time is linear in its length.
 */
export function toCleanText(raw: string): string {
  const visible = decodeEntities(raw.toWellFormed()).replace(/\s+/gu, ' ').replace(INVISIBLE, '');
  const repaired = REPAIRS.reduce(
    (text, [pattern, replacement]) => text.replace(pattern, replacement),
    visible,
  );
  return fromLatex(repaired)
    .toWellFormed()
    .replace(INVISIBLE, '')
    .replace(/(?<=[\p{L}\p{N}])∗/gu, '*')
    .replace(/\s+/gu, ' ')
    .normalize('NFC')
    .trim();
}

/** Pages escape once, feeds made from pages twice: `&amp;lt;`. */
function decodeEntities(text: string): string {
  return text.includes('&') ? decodeHTMLStrict(text.replace(/&(?:amp;)+(?=#?\w{1,31};)/gu, '&')) : text;
}
