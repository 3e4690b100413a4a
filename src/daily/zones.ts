import { Temporal } from 'temporal-polyfill';

/** What somebody meant who named a time zone. */
export type ZoneMeant =
  | { kind: 'zone'; zone: string }
  /** An offset or an abbreviation, which knows no summer time, or a name that fits several: zones to choose from, best first. */
  | { kind: 'unclear'; zones: string[] };

/** As many zones as are offered. */
const OFFERED = 25;

/** Intl lists some zones by names that their cities no longer bear (https://www.iana.org/time-zones, file backward). */
const RENAMED: Readonly<Record<string, string>> = {
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Europe/Kiev': 'Europe/Kyiv',
};

const ZONES: readonly string[] = [
  'UTC',
  ...Intl.supportedValuesOf('timeZone').map((zone) => RENAMED[zone] ?? zone),
];

/** Where people live first, so that an offset suggests a place that they know. */
const WELL_KNOWN = [
  'Europe/London',
  'Europe/Berlin',
  'Europe/Paris',
  'Europe/Moscow',
  'Europe/Kyiv',
  'America/New_York',
  'America/Chicago',
  'America/Denver',
  'America/Los_Angeles',
  'America/Sao_Paulo',
  'Asia/Kolkata',
  'Asia/Shanghai',
  'Asia/Tokyo',
  'Asia/Seoul',
  'Asia/Singapore',
  'Australia/Sydney',
];

/** What the zones' short names mean to most who type them; each has two, one for the summer. */
const ABBREVIATIONS: readonly [name: RegExp, zone: string][] = [
  [/^(?:ce|me)s?t$/, 'Europe/Berlin'],
  [/^(?:gm|b|we|wes)t$/, 'Europe/London'],
  [/^msk$/, 'Europe/Moscow'],
  [/^e[sd]?t$/, 'America/New_York'],
  [/^c[sd]?t$/, 'America/Chicago'],
  [/^m[sd]?t$/, 'America/Denver'],
  [/^p[sd]?t$/, 'America/Los_Angeles'],
  [/^ist$/, 'Asia/Kolkata'],
  [/^jst$/, 'Asia/Tokyo'],
  [/^kst$/, 'Asia/Seoul'],
];

/** A zone by its IANA name in any case, or by its city (`berlin`, `new york`). An offset is never taken: it has no summer time. */
export function parseZone(text: string, now: Date): ZoneMeant {
  const typed = toKey(text);
  const exact = ZONES.find((zone) => toKey(zone) === typed);
  if (exact !== undefined) return { kind: 'zone', zone: exact };
  // Intl knows links, such as Europe/Kiev, that it does not list.
  const link = typed.includes('/') ? canonical(text.trim()) : undefined;
  if (link !== undefined) return { kind: 'zone', zone: RENAMED[link] ?? link };
  const cities = ZONES.filter((zone) => toKey(zone).split('/').at(-1) === typed);
  const [city] = cities;
  if (cities.length === 1 && city !== undefined) return { kind: 'zone', zone: city };
  const meant = ABBREVIATIONS.flatMap(([name, zone]) => (name.test(typed) ? zone : []));
  const minutes = toOffset(typed);
  const zones = minutes === undefined ? [...meant, ...suggestZones(text)] : zonesAt(minutes, now);
  return { kind: 'unclear', zones: [...new Set(zones)].slice(0, OFFERED) };
}

/** Zones with a part that starts like this, those that people know first. */
export function suggestZones(typed: string): string[] {
  const start = toKey(typed);
  const starts = (zone: string) =>
    toKey(zone).startsWith(start) ||
    toKey(zone)
      .split(/[/_]/)
      .some((part) => part.startsWith(start));
  return byFame(ZONES.filter(starts)).slice(0, OFFERED);
}

/** Zones with this offset now or in half a year: who says UTC+2 in winter may mean Berlin all the same. */
function zonesAt(minutes: number, now: Date): string[] {
  const instant = Temporal.Instant.fromEpochMilliseconds(now.getTime());
  const instants = [instant, instant.add({ hours: 24 * 182 })];
  const fits = (zone: string) =>
    instants.some((each) => each.toZonedDateTimeISO(zone).offsetNanoseconds === minutes * 60_000_000_000);
  return byFame(ZONES.filter((zone) => zone.includes('/') && fits(zone)));
}

function byFame(zones: readonly string[]): string[] {
  const known = WELL_KNOWN.filter((zone) => zones.includes(zone));
  return [...known, ...zones.filter((zone) => !known.includes(zone))];
}

/** Minutes east of Greenwich of `utc+2`, `gmt-03:30`, `+5`; undefined where it is no offset. */
function toOffset(typed: string): number | undefined {
  const [, sign, hours, minutes = '0'] = /^(?:utc|gmt)?([+−-])(\d{1,2})(?::?([0-5]\d))?$/.exec(typed) ?? [];
  if (hours === undefined || Number(hours) > 14) return undefined;
  return (sign === '+' ? 1 : -1) * (Number(hours) * 60 + Number(minutes));
}

function canonical(name: string): string | undefined {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

const toKey = (text: string) => text.trim().toLowerCase().replaceAll(' ', '_');
