/** A day as a page writes it; the year is often left out. */
export interface PageDate {
  year?: number;
  /** 1 to 12. */
  month: number;
  /** 1 to 31, and a day that this month has. */
  day: number;
}

const MONTHS = 'january february march april may june july august september october november december'.split(
  ' ',
);

const WEEKDAY = '(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\\.?,?\\s+)?';
const MONTH = '(?<month>[a-z]{3,9})\\.?';
const DAY = '(?<day>\\d{1,2})(?:st|nd|rd|th)?';
const YEAR = '(?<year>(?:19|20)\\d{2})';

/** The ways to write a day: `Nov 27, 2024`, `27 November 2024`, `2024-11-27`, the first two also without a year. */
const FORMS = [
  new RegExp(`^${WEEKDAY}${MONTH}\\s+${DAY}(?:,?\\s+${YEAR})?(?!\\d)`, 'i'),
  new RegExp(`^${WEEKDAY}${DAY}\\s+${MONTH}(?:,?\\s+${YEAR})?(?!\\d)`, 'i'),
  new RegExp(`^${YEAR}-(?<month>\\d{2})-${DAY}(?!\\d)`, 'i'),
];

/**
 * Reads the day that a text starts with: `written` is how the text has it, `rest` what follows. Undefined where it starts with none, or with one
 * that no calendar has.
 */
export function readPageDate(text: string): { date: PageDate; written: string; rest: string } | undefined {
  for (const form of FORMS) {
    const match = form.exec(text);
    if (match === null) continue;
    const month = toMonth(match.groups?.month ?? '');
    const day = Number(match.groups?.day);
    const year = match.groups?.year === undefined ? undefined : Number(match.groups.year);
    // 2024 is a leap year: without a year, 29 February is a day that exists.
    if (month === undefined || !exists(year ?? 2024, month, day)) continue;
    const date = year === undefined ? { month, day } : { year, month, day };
    return { date, written: match[0], rest: text.slice(match[0].length).trim() };
  }
  return undefined;
}

/** `11`, `nov`, `sept` and `november` name a month; 1 to 12. */
function toMonth(word: string): number | undefined {
  if (/^\d+$/.test(word)) return Number(word);
  const name = word.toLowerCase();
  const month = MONTHS.findIndex((full) => full.startsWith(name)) + 1;
  return month === 0 ? undefined : month;
}

function exists(year: number, month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** A date with its year as `YYYY-MM-DD`. */
export function toIsoDay(date: PageDate, year: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${year}-${two(date.month)}-${two(date.day)}`;
}

/** A leap year comes at the latest after eight years, so that nine years hold every day of the year. */
const YEARS = [0, 1, 2, 3, 4, 5, 6, 7, 8];

/** The newest day of this month and day that is not after `limit` (`YYYY-MM-DD`). */
export function newestUntil(date: PageDate, limit: string): string {
  return nearest(date, limit, -1);
}

/** The earliest day of this month and day that is not before `limit` (`YYYY-MM-DD`). */
export function earliestFrom(date: PageDate, limit: string): string {
  return nearest(date, limit, 1);
}

function nearest(date: PageDate, limit: string, direction: 1 | -1): string {
  const start = Number(limit.slice(0, 4));
  const year = YEARS.map((step) => start + direction * step).find((candidate) => {
    const day = toIsoDay(date, candidate);
    const onTheRightSide = direction === 1 ? day >= limit : day <= limit;
    return onTheRightSide && exists(candidate, date.month, date.day);
  });
  return toIsoDay(date, year ?? start);
}
