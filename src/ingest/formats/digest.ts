import type { Document, Format, Parsed } from '../format.ts';
import { type Line, ownLines } from '../lines.ts';
import { authorsOfNote, idOfNote } from '../notes.ts';
import { isForeign } from '../prose.ts';
import { hasAbstract, parsePairs, shareOfWholePairs, toParts } from '../titled-page.ts';

/**
 * A blog's digest: the blog speaks its own language around papers that it quotes in English, title and abstract in
 * alternate lines. What is written in another script than the papers is the blog's, unless it names an ID or authors.
 */
export const digest: Format = {
  shape: 'digest',

  recognise(document: Document): number {
    if (!hasAbstract(document)) return 0;
    const lines = ownLines(document);
    const isFramed = [lines.at(0), lines.at(-1)].some((line) => line !== undefined && !isQuoted(line));
    return isFramed ? 0.8 * shareOfWholePairs(toParts(lines.filter(isQuoted))) : 0;
  },

  parse: (document: Document): Parsed => parsePairs(document, toParts(ownLines(document).filter(isQuoted))),
};

function isQuoted(line: Line): boolean {
  const { text } = line;
  return !isForeign(text) || idOfNote(text) !== undefined || authorsOfNote(text) !== undefined;
}
