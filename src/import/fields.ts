import { isDay } from '../days.ts';
import { readPageDate, toIsoDay } from '../ingest/page-date.ts';
import { splitAuthors } from '../sources/author-names.ts';
import { toCategories, toUtcDay } from '../sources/sift.ts';

/** A year or a month alone: true, but no day. */
const PARTIAL = /^\d{4}(?:[-/.]\d{1,2})?$/;
/** An instant that says its distance from UTC; without it, which day it was depends on who reads. */
const INSTANT = /^(?:\d{4}-\d\d-\d\dT|[A-Za-z]{3}, ).{0,40}(?:Z|GMT|UTC|[+-]\d\d:?\d\d)$/;

/**
 * Reads a day as files write it: `2024-01-08`, an instant (its day in UTC), `8 Jan 2024`, `Jan 8, 2024`.
 *
 * @returns the day as `YYYY-MM-DD`; `'unknown'` where nothing or no whole day is said; undefined where the text says
 * something that is no day, or `01/02/2024`, which may be two
 */
export function readDay(written: string): string | 'unknown' | undefined {
  const text = written.trim();
  if (text === '' || PARTIAL.test(text)) return 'unknown';
  if (INSTANT.test(text)) {
    const instant = new Date(text);
    return Number.isNaN(instant.getTime()) ? undefined : toUtcDay(instant);
  }
  const { date } = readPageDate(text.slice(0, 60)) ?? {};
  const day = date?.year === undefined ? undefined : toIsoDay(date, date.year);
  return day !== undefined && isDay(day) ? day : undefined;
}

/**
 * A day that may be the paper's submission: arXiv gives an ID in the month of the submission at the latest, so a later
 * day is that of an announcement or a change. https://info.arxiv.org/help/arxiv_identifier.html
 *
 * @param arxivId without version
 * @returns undefined where it is not
 */
export function toSubmissionDay(day: string, arxivId: string): string | undefined {
  const [, yy = '', month = ''] = /(?:^|\/)(\d\d)(\d\d)/.exec(arxivId) ?? [];
  const century = Number(yy) >= 91 ? '19' : '20';
  return day.slice(0, 7) <= `${century}${yy}-${month}` ? day : undefined;
}

/** What Python and pandas write for a list: `['Ann Lee', "Conor O'Brien"]`. */
const LIST = /^\s*\[.*\]\s*$/s;
const LIST_ITEM = /'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"/gs;

/** Names in one text: a list of Python's, `Lee, Ann; Wu, Bo`, `Ann Lee, Bo Wu and Cy Twombly`. */
export function readNames(written: string): string[] {
  if (LIST.test(written)) return Array.from(written.matchAll(LIST_ITEM), (item) => item[1] ?? item[2] ?? '');
  return written.includes(';') ? written.split(';').map(toDisplayName) : splitAuthors(written);
}

/** `Lee, Ann` as `Ann Lee`. */
function toDisplayName(name: string): string {
  const comma = name.indexOf(',');
  return comma < 0 ? name.trim() : `${name.slice(comma + 1).trim()} ${name.slice(0, comma).trim()}`.trim();
}

/** arXiv's own categories in one text, whatever stands between them. */
export function readCategories(written: string): string[] {
  return toCategories(written.split(/[\s,;|'"()[\]]+/));
}
