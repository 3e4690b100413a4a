import type { Document, Draft, Format, Parsed, Warning } from '../format.ts';
import { contentLines, type Line } from '../lines.ts';
import { earliestFrom, newestUntil, type PageDate, readPageDate, toIsoDay } from '../page-date.ts';
import type { Part } from '../pairing.ts';
import { isAbstract } from '../prose.ts';
import { hasAbstract, parsePairs, shareOfWholePairs, toParts, withNotes } from '../titled-page.ts';

/** What the lines below an abstract say: `• 13 authors`, `·`, `Oct 12, 2024 2`. */
interface Facts {
  authorCount?: number;
  day?: { date: PageDate; written: string };
}

/**
 * A day's list of papers on Hugging Face: a heading with the day, then for each paper title, abstract, the number of
 * authors and the day of submission. The number that may follow the day counts the comments of the paper's
 * discussion (on the page it links to `#community`), so it is no vote and is left.
 */
export const dailyPage: Format = {
  shape: 'daily-page',
  site: 'Hugging Face',

  recognise(document: Document): number {
    if (!hasAbstract(document)) return 0;
    const { parts } = splitHead(contentLines(document));
    const facts = parts.flatMap((part) => readFacts(part.line.text) ?? []);
    if (facts.length === 0) return 0;
    const counted = facts.some((fact) => fact.authorCount !== undefined);
    return (counted ? 0.95 : 0.7) * Math.ceil(shareOfWholePairs(parts));
  },

  parse(document: Document): Parsed {
    const { heading, parts } = splitHead(contentLines(document));
    const days: Day[] = [];
    const { drafts, warnings } = parsePairs(document, parts, (record, notes) => {
      const facts = notes.map(({ text, number }) => ({ ...readFacts(text), line: number }));
      const authorCount = facts.find((fact) => fact.authorCount !== undefined)?.authorCount;
      const draft = { ...withNotes(record, notes), ...(authorCount !== undefined && { authorCount }) };
      const day = facts.find((fact) => fact.day !== undefined);
      if (day?.day !== undefined) days.push({ draft, ...day.day, line: day.line });
      return draft;
    });
    return { drafts, warnings: [...warnings, ...setDates(days, heading, document.name)] };
  },
};

/** The day of the heading, and the parts below it. */
function splitHead(lines: readonly Line[]): { heading?: PageDate; parts: Part[] } {
  const at = lines.findIndex((line, index) => readHeading(line, lines[index - 1]) || isAbstract(line.text));
  const heading = lines[at] && readHeading(lines[at], lines[at - 1]);
  return heading === undefined
    ? { parts: markFacts(lines) }
    : { heading, parts: markFacts(lines.slice(at + 1)) };
}

/** A day on a line of its own; below a dot or the number of authors it is a paper's. */
function readHeading(line: Line, above: Line | undefined): PageDate | undefined {
  const facts = readFacts(line.text);
  const ofPaper = above !== undefined && (SEPARATOR.test(above.text) || readFacts(above.text) !== undefined);
  return ofPaper || facts?.authorCount !== undefined ? undefined : facts?.day?.date;
}

function markFacts(lines: readonly Line[]): Part[] {
  const own = lines.filter((_, index) => !isByline(lines, index));
  const facts = new Set(own.filter((line) => readFacts(line.text) !== undefined));
  const texts = new Map(toParts(own.filter((line) => !facts.has(line))).map((part) => [part.line, part]));
  return own.flatMap((line): Part[] => {
    if (facts.has(line)) return [{ kind: 'note', line, ends: true }];
    const part = texts.get(line);
    return part === undefined ? [] : [part];
  });
}

/** The name of an organisation may stand where the number of authors does: below an abstract, above the dot. */
function isByline(lines: readonly Line[], index: number): boolean {
  const [above, line, below] = [lines[index - 1], lines[index], lines[index + 1]];
  if (above === undefined || line === undefined || below === undefined) return false;
  const between = isAbstract(above.text) && SEPARATOR.test(below.text);
  return between && !isAbstract(line.text) && readFacts(line.text) === undefined;
}

const SEPARATOR = /^[·•∙●|]$/;

const LONGEST_FACTS = 80;

/** Reads a line of facts; undefined where it is anything else. */
function readFacts(text: string): Facts | undefined {
  if (text.length > LONGEST_FACTS) return undefined;
  const bare = text.replace(/^[^\p{L}\p{N}]+/u, '');
  const count = /^(\d{1,5}) ?authors?\b/i.exec(bare);
  const rest = bare
    .slice(count?.[0].length ?? 0)
    .replace(/^[^\p{L}\p{N}]+/u, '')
    .replace(/^(?:published|submitted|posted)?(?: ?on)? (?=\S)/i, '');
  const day = readPageDate(rest);
  // After the day nothing may stand but the number of comments.
  if (rest !== '' && (day === undefined || !/^(?:[^\p{L}\p{N}]*\d[\d.,]*k?)?$/iu.test(day.rest)))
    return undefined;
  if (count === null && day === undefined) return undefined;
  return {
    ...(count !== null && { authorCount: Number(count[1]) }),
    ...(day !== undefined && { day: { date: day.date, written: day.written } }),
  };
}

/** The day of a draft as its page has it. */
interface Day {
  draft: Draft;
  date: PageDate;
  written: string;
  line: number;
}

/**
 * Writes the days into the drafts. A day without its year is the newest one not after the page's day. Where the
 * heading has no year either, the page's day is the earliest one that no dated paper of the page comes after.
 */
function setDates(days: readonly Day[], heading: PageDate | undefined, document: string): Warning[] {
  let newest = '';
  for (const { draft, date } of days) {
    if (date.year === undefined) continue;
    draft.date = toIsoDay(date, date.year);
    if (draft.date > newest) newest = draft.date;
  }
  const yearless = days.filter(({ date }) => date.year === undefined);
  const [first] = yearless;
  if (first === undefined) return [];

  const pageDay = heading === undefined ? undefined : toPageDay(heading, newest);
  if (pageDay === undefined) {
    const many = yearless.length === 1 ? 'it was' : `this and ${yearless.length - 1} more were`;
    const reason = `“${first.written}” has no year, and nothing on the page tells it; ${many} left out.`;
    return [{ document, line: first.line, reason }];
  }
  return yearless.map(({ draft, date, written, line }) => {
    draft.date = newestUntil(date, pageDay);
    draft.dateInferred = true;
    const year = draft.date.slice(0, 4);
    const reason = `“${written}” has no year: read as ${year}, the newest one not after the page's day, ${toPlainDay(pageDay)}.`;
    return { document, line, reason };
  });
}

function toPageDay(heading: PageDate, newest: string): string | undefined {
  if (heading.year !== undefined) return toIsoDay(heading, heading.year);
  return newest === '' ? undefined : earliestFrom(heading, newest);
}

/** `27 Nov 2024` */
function toPlainDay(day: string): string {
  const format = { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat('en-GB', format).format(new Date(`${day}T00:00:00Z`));
}
