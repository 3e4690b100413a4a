import type { Document, Draft, Format, Parsed, Warning } from '../format.ts';
import { type Line, ownLines } from '../lines.ts';
import { toNames } from '../notes.ts';
import { endsSentence, isAbstract, isCut } from '../prose.ts';
import { closesRow, type Label, type Row, readRow, toCategories } from './arxiv-rows.ts';

/** A line with what it is in its record. */
interface ReadLine {
  line: Line;
  row: Row;
}

/**
 * A listing of arXiv records as a scraper leaves them: abstract, then rows such as `Subjects: |…|` and
 * `Cite as: | arXiv:… |`, and last the line `[id] title Focus to learn more |`. The page may break off in the last
 * record. Rows that arXiv's own pages have above the abstract (`Title:`, `Authors:`, the day of submission) are read
 * as well.
 */
export const arxivListing: Format = {
  shape: 'arxiv-listing',
  site: 'arXiv',

  recognise(document: Document): number {
    const kinds = new Set(
      readLines(document).map(({ row }) => (row.kind === 'field' ? row.label : row.kind)),
    );
    kinds.delete('text');
    // A lone ID or a lone label stands on pages of other shapes too; two kinds of row make a record.
    return kinds.size >= 2 && (kinds.has('cited') || kinds.has('closing')) ? 0.98 : 0;
  },

  parse(document: Document): Parsed {
    const records = splitRecords(readLines(document));
    const drafts: Draft[] = [];
    const warnings: Warning[] = [];
    for (const [index, record] of records.entries()) {
      const { draft, problem } = readRecord(record, index === records.length - 1);
      if (draft !== undefined) drafts.push(draft);
      const line = record[0]?.line.number ?? 1;
      if (problem !== undefined) warnings.push({ document: document.name, line, reason: problem });
    }
    return { drafts, warnings };
  },
};

/** Reads the page's rows; one that was wrapped over several lines becomes one again. */
function readLines(document: Document): ReadLine[] {
  const read: ReadLine[] = [];
  for (const line of ownLines(document)) {
    const row = readLine(line);
    const above = read.at(-1);
    if (above !== undefined && isRestOf(above, { line, row })) {
      const joined = {
        ...above.line,
        raw: `${above.line.raw} ${line.raw}`,
        text: `${above.line.text} ${line.text}`,
      };
      read[read.length - 1] = { line: joined, row: readLine(joined) };
    } else {
      read.push({ line, row });
    }
  }
  return read;
}

/** The rest of a row closes it; below a bare label stands its value. */
function isRestOf(above: ReadLine, { line, row }: ReadLine): boolean {
  if (row.kind !== 'text' || above.row.kind === 'text' || closesRow(above.line.text)) return false;
  return closesRow(line.text) || (above.row.kind === 'field' && above.row.value === '');
}

/** What is kept of a row is as received; only where entities hide its shape is it read as a reader sees it. */
function readLine({ raw, text }: Line): Row {
  const hidden = closesRow(text) && !closesRow(raw);
  const row = readRow(hidden ? text : raw);
  return row.kind === 'text' ? readRow(text) : row;
}

/** A record ends with its closing line; where that is missing, before the next record's first line. */
function splitRecords(lines: readonly ReadLine[]): ReadLine[][] {
  const records: ReadLine[][] = [];
  let current: ReadLine[] = [];
  for (const read of lines) {
    if (current.some(({ row }) => isBelowAbstract(row)) && isAboveRows(read.row)) {
      records.push(current);
      current = [];
    }
    current.push(read);
    if (read.row.kind === 'closing') {
      records.push(current);
      current = [];
    }
  }
  if (current.length > 0) records.push(current);
  return records;
}

function isBelowAbstract(row: Row): boolean {
  return (
    row.kind === 'cited' || (row.kind === 'field' && (row.label === 'subjects' || row.label === 'comments'))
  );
}

function isAboveRows(row: Row): boolean {
  if (row.kind === 'field') return row.label === 'title' || row.label === 'abstract';
  return row.kind === 'text' || row.kind === 'submitted';
}

function readRecord(record: readonly ReadLine[], last: boolean): { draft?: Draft; problem?: string } {
  const draft: Draft = { line: record[0]?.line.number ?? 1, abstract: toAbstract(record) };
  for (const { row } of record) readInto(draft, row);

  const hasRows = record.some(({ row }) => row.kind !== 'text');
  if (draft.title === undefined && !hasRows && !isAbstract(draft.abstract)) {
    return { problem: 'This line belongs to no record; it was left out.' };
  }
  if (draft.title === undefined && draft.abstract === '') {
    return { problem: 'This record has neither a title nor an abstract; it was left out.' };
  }
  if (!hasRows && isCut(draft.abstract)) draft.abstractCut = true;
  const missing = [
    ...(draft.title === undefined ? ['title'] : []),
    ...(draft.arxivId === undefined ? ['ID'] : []),
    ...(draft.abstract === '' ? ['abstract'] : []),
  ];
  if (missing.length === 0) return { draft };
  const what = last ? 'The page breaks off in this record' : 'This record is incomplete';
  return { draft, problem: `${what}: it has no ${missing.join(' and no ')}.` };
}

/** The lines of a record that are no row, and what stands after `Abstract:`, in one. */
function toAbstract(record: readonly ReadLine[]): string {
  const parts = record.flatMap(({ line, row }) => {
    if (row.kind === 'text') return [line.raw];
    return row.kind === 'field' && row.label === 'abstract' ? [row.value] : [];
  });
  const start = parts.findIndex((part, index) => !isNotice(part, parts[index + 1]));
  return parts.slice(start).join(' ').trim();
}

/** A short line that ends no sentence above a much longer one is the site's: an abstract wraps evenly. */
function isNotice(part: string, next: string | undefined): boolean {
  return next !== undefined && part.length < 80 && next.length > part.length * 3 && !endsSentence(part);
}

function readInto(draft: Draft, row: Row): void {
  if (row.kind === 'closing' || row.kind === 'cited') {
    draft.arxivId ??= row.id;
    if (row.version !== undefined) draft.version = Math.max(row.version, draft.version ?? 1);
  }
  if (row.kind === 'closing' && row.title !== '') draft.title = row.title;
  if (row.kind === 'cited' && row.category !== undefined) draft.categories ??= [row.category];
  if (row.kind === 'submitted') {
    draft.date = row.date;
    if (row.version !== undefined) draft.version = row.version;
  }
  if (row.kind === 'field' && row.value !== '') FIELDS[row.label](draft, row.value);
}

const FIELDS: Readonly<Record<Label, (draft: Draft, value: string) => void>> = {
  title: (draft, value) => {
    draft.title ??= value;
  },
  authors: (draft, value) => {
    const names = toNames(value);
    if (names.length > 0) draft.authors = names;
  },
  comments: (draft, value) => {
    draft.comments = value;
  },
  subjects: (draft, value) => {
    const categories = toCategories(value);
    if (categories.length > 0) draft.categories = categories;
  },
  abstract: () => undefined,
  other: () => undefined,
};
