/** Weekdays are numbers as in ISO 8601: 1 Monday to 7 Sunday. */
export type Weekdays = readonly number[];

export const WORKING_DAYS: Weekdays = [1, 2, 3, 4, 5];
export const EVERY_DAY: Weekdays = [1, 2, 3, 4, 5, 6, 7];

/** How each day's name begins, in the languages that the bot speaks, folded to lower case. */
const NAMES: readonly (readonly string[])[] = [
  ['mon', 'пн', 'пон', '一', '1'],
  ['tue', 'вт', '二', '2'],
  ['wed', 'ср', '三', '3'],
  ['thu', 'чт', 'чет', '四', '4'],
  ['fri', 'пт', 'пят', '五', '5'],
  ['sat', 'сб', 'суб', '六', '6'],
  ['sun', 'вс', 'вос', '日', '天', '7'],
];

const PHRASES: ReadonlyMap<string, Weekdays> = new Map(
  Object.entries({
    daily: EVERY_DAY,
    'every day': EVERY_DAY,
    everyday: EVERY_DAY,
    all: EVERY_DAY,
    'каждый день': EVERY_DAY,
    ежедневно: EVERY_DAY,
    每天: EVERY_DAY,
    weekdays: WORKING_DAYS,
    workdays: WORKING_DAYS,
    'working days': WORKING_DAYS,
    будни: WORKING_DAYS,
    工作日: WORKING_DAYS,
    weekend: [6, 7],
    weekends: [6, 7],
    выходные: [6, 7],
    周末: [6, 7],
  }),
);

/**
 * Days as people write them: `mon-fri`, `mon, wed and fri`, `sat-mon`, `daily`, `пн-пт`, `周一至周五`.
 *
 * @returns at least one day, ascending; undefined where it cannot be read.
 */
export function parseWeekdays(text: string): Weekdays | undefined {
  const said = text.normalize('NFKC').toLowerCase().trim();
  const phrase = PHRASES.get(said);
  if (phrase) return phrase;
  const days = new Set<number>();
  const parts = said.split(/[,;、/和\s]+/u).filter((part) => !['', 'and', 'и'].includes(part));
  for (const part of parts) {
    const [from, to, ...more] = part.split(/[-–—~至到]/u).map(toDay);
    const isRange = /[-–—~至到]/u.test(part);
    if (from === undefined || (isRange && to === undefined) || more.length > 0) return undefined;
    for (let day = from; ; day = (day % 7) + 1) {
      days.add(day);
      if (day === (to ?? from)) break;
    }
  }
  return days.size === 0 ? undefined : [...days].sort((a, b) => a - b);
}

function toDay(name: string): number | undefined {
  const bare = name.replace(/^(?:周|星期|礼拜)/u, '');
  const at = NAMES.findIndex((starts) =>
    starts.some((start) => (/^\p{L}{2,}/u.test(start) ? bare.startsWith(start) : bare === start)),
  );
  return at < 0 ? undefined : at + 1;
}
