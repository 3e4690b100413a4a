const DAY_MS = 86_400_000;

/** The days that a date as people write it covers: a day, a month (`2024-05`), a year. All are `YYYY-MM-DD`. */
export interface Period {
  first: string;
  last: string;
  /** The day before the first. */
  dayBefore: string;
}

/** Reads `2024-05-31`, `2024-05` or `2024` (also with `/` or `.`); undefined where there is no such day. */
export function readPeriod(text: string): Period | undefined {
  const match = /^(\d{4})(?:([-/.])(\d{1,2})(?:\2(\d{1,2}))?)?$/.exec(text);
  if (!match) return undefined;
  const [, year, , month, day] = match;
  const first = new Date(Date.UTC(Number(year), Number(month ?? 1) - 1, Number(day ?? 1)));
  const exists = first.getUTCMonth() + 1 === Number(month ?? 1) && first.getUTCDate() === Number(day ?? 1);
  if (!exists || Number(year) < 1000) return undefined;
  const after = new Date(first);
  if (day !== undefined) after.setUTCDate(after.getUTCDate() + 1);
  else if (month !== undefined) after.setUTCMonth(after.getUTCMonth() + 1);
  else after.setUTCFullYear(after.getUTCFullYear() + 1);
  return {
    first: toDay(first.getTime()),
    last: toDay(after.getTime() - DAY_MS),
    dayBefore: toDay(first.getTime() - DAY_MS),
  };
}

function toDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
