import { decodeHTMLStrict } from 'entities';
import type { Document } from './format.ts';
import { isFurniture } from './furniture.ts';

/** A line of a page that says something. */
export interface Line {
  /** Its place in the document, from 1. */
  number: number;
  /** As received, without the blanks around it. */
  raw: string;
  /** What a reader sees: entities decoded, invisible characters dropped, single spaces. Shapes are judged by it. */
  text: string;
  /** It belongs to the site and to no paper. */
  furniture: boolean;
}

/** Every format looks at every page, so the lines of a document, which never changes, are read once. */
const read = new WeakMap<Document, Line[]>();

/** The lines of a page without the blank ones, in order. */
export function contentLines(document: Document): readonly Line[] {
  const known = read.get(document);
  if (known !== undefined) return known;
  const lines = document.lines.flatMap((line, index) => {
    const text = toVisible(line);
    return text === ''
      ? []
      : [{ number: index + 1, raw: withoutBlanks(line), text, furniture: isFurniture(text) }];
  });
  read.set(document, lines);
  return lines;
}

/** The content of a page without the lines of the site. */
export function ownLines(document: Document): Line[] {
  return contentLines(document).filter((line) => !line.furniture);
}

const BLANK = /[\s\p{Cc}\p{Cf}]/u;

/** `trim` that takes invisible characters for blanks too. A loop, as `\s+$` takes quadratic time. */
function withoutBlanks(line: string): string {
  let start = 0;
  let end = line.length;
  while (start < end && BLANK.test(line.charAt(start))) start += 1;
  while (end > start && BLANK.test(line.charAt(end - 1))) end -= 1;
  return line.slice(start, end);
}

function toVisible(raw: string): string {
  return decodeHTMLStrict(raw)
    .replace(/\p{Cf}+/gu, '')
    .replace(/[\p{Cc}\p{Zs}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim();
}
