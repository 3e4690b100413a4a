import { parse } from 'csv-parse/sync';
import { parseArxivId } from '../papers/arxiv-id.ts';
import type { FoundIn } from '../papers/paper.ts';
import { toUnfit, toVerdict, type Verdict } from './entry.ts';
import { readCategories, readDay, readNames, toSubmissionDay } from './fields.ts';

/** What a column may hold. */
type Field = 'id' | 'title' | 'abstract' | 'authors' | 'categories' | 'date' | 'comments';

/** How a table's columns are called, in small letters and without anything else; the first names count most. */
const NAMES: Readonly<Record<Field, readonly string[]>> = {
  id: ['arxivid', 'arxiv', 'id', 'paperid', 'eprint', 'entryid', 'url', 'link', 'absurl', 'pdfurl', 'doi'],
  title: ['title', 'titles', 'papertitle'],
  abstract: ['abstract', 'abstracts', 'abstractnote', 'abstracttext', 'summary', 'summaries'],
  authors: ['authors', 'author', 'authornames', 'authorlist'],
  categories: ['categories', 'category', 'primarycategory', 'arxivcategories', 'subjects', 'terms'],
  date: ['date', 'published', 'publicationdate', 'datepublished', 'submitted', 'submissiondate', 'created'],
  comments: ['comments', 'comment'],
};

const DELIMITERS = [',', ';', '\t'] as const;

/** A table's form, as its first line tells. */
export interface CsvColumns {
  delimiter: (typeof DELIMITERS)[number];
  /** How many fields a row has. */
  width: number;
  /** Where each field stands, best first. */
  at: Partial<Record<Field, readonly number[]>>;
}

/**
 * Reads the first line of a table. Undefined where it does not name a title and something else of a paper, so that it
 * is taken for no table.
 */
export function readHeader(line: string): CsvColumns | undefined {
  const [best] = DELIMITERS.flatMap((delimiter) => toColumns(line, delimiter)).toSorted(
    (a, b) => Object.keys(b.at).length - Object.keys(a.at).length,
  );
  return best?.at.title !== undefined && Object.keys(best.at).length > 1 ? best : undefined;
}

function toColumns(line: string, delimiter: CsvColumns['delimiter']): CsvColumns[] {
  const rows = parseRows(line, delimiter, 'relaxed');
  if (rows?.length !== 1) return [];
  const titles = rows.flat().map((title) => title.toLowerCase().replace(/[^a-z]/g, ''));
  const found = Object.entries(NAMES).map(([field, names]) => [
    field,
    names.flatMap((name) => titles.flatMap((title, column) => (title === name ? [column] : []))),
  ]);
  const at: CsvColumns['at'] = Object.fromEntries(found.filter(([, columns]) => columns?.length));
  return [{ delimiter, width: titles.length, at }];
}

/**
 * The rows of a text (RFC 4180); undefined where its quotes are wrong. `relaxed` takes a quote inside a field that is
 * not quoted, as in `5" screen`, for itself.
 */
export function parseRows(
  text: string,
  delimiter: string,
  quotes: 'strict' | 'relaxed',
): string[][] | undefined {
  try {
    const relax_quotes = quotes === 'relaxed';
    return parse(text, { delimiter, record_delimiter: '\n', relax_quotes, relax_column_count: true });
  } catch {
    return undefined;
  }
}

/** Makes a paper of a row, found at a place. Without an arXiv ID it is known by its title. */
export function readRow(fields: readonly string[], { at }: CsvColumns, place: FoundIn): Verdict {
  const all = (field: Field) => (at[field] ?? []).map((column) => fields[column] ?? '');
  const first = (field: Field) => all(field).find((value) => value.trim() !== '') ?? '';

  const arxiv = all('id')
    .map(parseArxivId)
    .find((id) => id !== undefined);
  const day = readDay(first('date'));
  if (day === undefined) {
    return toUnfit(`date: “${first('date').slice(0, 40)}” is not a day that I can read; write 2024-01-08`);
  }
  const known = day === 'unknown' ? undefined : day;
  const date = known !== undefined && arxiv !== undefined ? toSubmissionDay(known, arxiv.id) : known;
  const draft = {
    ...(arxiv !== undefined && { arxivId: arxiv.id }),
    ...(arxiv?.version !== undefined && { version: arxiv.version }),
    title: first('title'),
    abstract: first('abstract'),
    authors: readNames(first('authors')),
    categories: readCategories(all('categories').join(' ')),
    comments: first('comments'),
    ...(date !== undefined && { date }),
  };
  return toVerdict(draft, place);
}
