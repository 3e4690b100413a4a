import { urlOf } from '../cards.ts';
import { toBibtex } from '../papers/bibtex.ts';
import { dayOf, type Paper } from '../papers/paper.ts';
import { toVisibleLine } from '../text/visible.ts';

/** The forms in which a reading list can be taken along. */
export const EXPORTS = ['bibtex', 'csv', 'markdown'] as const;
export type Export = (typeof EXPORTS)[number];

/** A paper on somebody's list, and the day it was put there. */
export interface Entry {
  paper: Paper;
  day: string;
}

const WRITERS: Readonly<Record<Export, { name: string; write(entries: readonly Entry[]): string }>> = {
  bibtex: { name: 'saved.bib', write: toBibliography },
  csv: { name: 'saved.csv', write: toCsv },
  markdown: { name: 'saved.md', write: toMarkdown },
};

/** A reading list as a file, in the order given. */
export function toFile(entries: readonly Entry[], form: Export): { name: string; text: string } {
  const { name, write } = WRITERS[form];
  return { name, text: write(entries) };
}

/** Entries with a line between; of papers that would share a key the second gets a `b` (as natbib does by years), and so on. */
function toBibliography(entries: readonly Entry[]): string {
  const taken = new Map<string, number>();
  return entries
    .map(({ paper }) =>
      toBibtex(paper).replace(/(?<=^@\w+\{)[^,]+/, (key) => {
        const before = taken.get(key) ?? 0;
        taken.set(key, before + 1);
        return before === 0 ? key : `${key}${toLetters(before)}`;
      }),
    )
    .join('\n');
}

/** 1 is `b`, 25 `z`, 26 `ba`: no two alike. */
function toLetters(count: number): string {
  const last = String.fromCharCode(97 + (count % 26));
  return count < 26 ? last : toLetters(Math.floor(count / 26)) + last;
}

/** RFC 4180, with a head; lines end in CRLF. */
function toCsv(entries: readonly Entry[]): string {
  const rows = entries.map(({ paper, day }) => [
    paper.id,
    paper.title,
    paper.authors?.join('; ') ?? '',
    dayOf(paper) ?? '',
    urlOf(paper) ?? '',
    day,
  ]);
  return [['id', 'title', 'authors', 'date', 'url', 'saved'], ...rows]
    .map((row) => `${row.map(toCell).join(',')}\r\n`)
    .join('');
}

/**
 * A cell that starts like a formula would be run by a spreadsheet, also after white space and in full-width signs
 * (https://owasp.org/www-community/attacks/CSV_Injection).
 */
function toCell(text: string): string {
  const plain = /^[\s\p{Cc}]*[=+\-@＝＋－＠]|^[\t\r\n]/u.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

/** A list of links (https://spec.commonmark.org/current/#backslash-escapes). */
function toMarkdown(entries: readonly Entry[]): string {
  return entries
    .map(({ paper }) => {
      const title = escaped(paper.title);
      const url = urlOf(paper);
      const facts = [paper.authors?.map(escaped).join(', '), dayOf(paper)].filter(
        (fact) => fact !== undefined,
      );
      return `- ${url === undefined ? title : `[${title}](<${url}>)`}${facts.map((fact) => ` · ${fact}`).join('')}\n`;
    })
    .join('');
}

const escaped = (text: string) => toVisibleLine(text).replace(/[\\`*_{}[\]<>()#+!|~&$]|^-/g, '\\$&');
