import { parseArxivId } from '../../papers/arxiv-id.ts';
import { readPageDate, toIsoDay } from '../page-date.ts';

/** What one line of an arXiv record says. */
export type Row =
  /** `[2402.14083] Title … Focus to learn more |`: the record's last line. */
  | { kind: 'closing'; id: string; version?: number; title: string }
  /** `(or arXiv:2402.14083v1 [cs.AI] for this version)` or `Cite as: | arXiv:2402.14083 [cs.AI] |` */
  | { kind: 'cited'; id: string; version?: number; category?: string }
  /** `[Submitted on 21 Feb 2024 (v1), last revised 26 Apr 2024 (this version, v2)]` */
  | { kind: 'submitted'; date: string; version?: number }
  | { kind: 'field'; label: Label; value: string }
  | { kind: 'text' };

export type Label = 'title' | 'authors' | 'abstract' | 'comments' | 'subjects' | 'other';

/** The labels of arXiv's abstract page; `other` rows are known and hold nothing that we keep. */
const LABELS: Readonly<Record<string, Label>> = {
  title: 'title',
  author: 'authors',
  authors: 'authors',
  abstract: 'abstract',
  comment: 'comments',
  comments: 'comments',
  subject: 'subjects',
  subjects: 'subjects',
  'journal reference': 'other',
  'journal-ref': 'other',
  doi: 'other',
  'related doi': 'other',
  'msc classes': 'other',
  'msc-class': 'other',
  'acm classes': 'other',
  'acm-class': 'other',
  'report number': 'other',
  'report-no': 'other',
  license: 'other',
  'cite as': 'other',
};

const LABELLED = /^([a-z][a-z -]{2,18}):\s*\|?\s*(.*)$/isu;
const CITED = /^(?:cite as:\s*\|?\s*|\(or\s+)(\S+)(?:\s+\[([\w.-]+)\])?/iu;
const CLOSING = /^\[([^\]\s]{7,40})\]\s*(.*)$/su;
const SUBMITTED = /^\[?\(?submitted (?:on )?/iu;
const HINT = /focus to learn more\s*$/iu;

/** Reads a line for what it is in an arXiv record; `text` where it is none of the known rows. */
export function readRow(line: string): Row {
  return readClosing(line) ?? readCited(line) ?? readSubmitted(line) ?? readField(line) ?? { kind: 'text' };
}

/** Whether a row is complete: it ends with the bar of its table, or with arXiv's hint. */
export function closesRow(line: string): boolean {
  return line.endsWith('|') || HINT.test(line.slice(-60));
}

/** A cell's text, without the bars that scrapers leave of the table and without arXiv's hint. */
function toCell(text: string): string {
  let end = text.length;
  while (end > 0 && /[\s|]/.test(text.charAt(end - 1))) end -= 1;
  const cell = text.slice(0, end);
  const hint = HINT.exec(cell.slice(-60))?.[0] ?? '';
  return cell.slice(0, cell.length - hint.length).trimEnd();
}

function readClosing(line: string): Row | undefined {
  const match = CLOSING.exec(line);
  const found = parseArxivId(match?.[1] ?? '');
  if (match === null || found === undefined) return undefined;
  return { kind: 'closing', ...found, title: toCell(match[2] ?? '') };
}

function readCited(line: string): Row | undefined {
  if (line.length > 200) return undefined;
  const match = CITED.exec(line);
  // arXiv's own DOI stands on a line of its own.
  const found = parseArxivId(match?.[1] ?? toCell(line));
  return found && { kind: 'cited', ...found, ...(match?.[2] !== undefined && { category: match[2] }) };
}

function readSubmitted(line: string): Row | undefined {
  if (line.length > 200 || !SUBMITTED.test(line)) return undefined;
  // The first version's day, wherever it stands: `Submitted 26 April, 2024; v1 submitted 21 February, 2024`.
  const days = line
    .split(/submitted (?:on )?/iu)
    .slice(1)
    .map((text) => readPageDate(text.replace(',', '')));
  const dated = days.flatMap((day) =>
    day?.date.year === undefined ? [] : [toIsoDay(day.date, day.date.year)],
  );
  const first = dated.toSorted()[0];
  if (first === undefined) return undefined;
  const version = /\(this version, v(\d{1,3})\)/i.exec(line)?.[1];
  return { kind: 'submitted', date: first, ...(version !== undefined && { version: Number(version) }) };
}

function readField(line: string): Row | undefined {
  const match = LABELLED.exec(line);
  const label = LABELS[match?.[1]?.toLowerCase() ?? ''];
  return label && { kind: 'field', label, value: toCell(match?.[2] ?? '') };
}

/** The categories of a row of subjects, primary first: `Computation and Language (cs.CL); …` gives `cs.CL`. */
export function toCategories(subjects: string): string[] {
  const codes = subjects.matchAll(/\(([a-z]{2,10}(?:-[a-z]{2,10})?(?:\.[a-z-]{2,20})?)\)/giu);
  return [...new Set(Array.from(codes, (match) => match[1] ?? ''))];
}
