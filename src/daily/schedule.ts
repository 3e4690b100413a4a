import { Temporal } from 'temporal-polyfill';
import type { Subscription } from './subscriptions.ts';

/** A moment at which a subscription wants its picks. */
export interface Due {
  /** The local day, `YYYY-MM-DD`. */
  day: string;
  at: Date;
}

/** Days that were missed longer ago are nobody's concern any more. */
const LOOK_BACK_DAYS = 7;

/**
 * The moments at which a subscription was due up to now, oldest first: one per local day at the most, so that neither
 * change of the clocks brings two. A time that the spring change leaves out is due as much later as the clocks
 * moved, and one that the autumn change brings twice is due the first time (RFC 5545, section 3.3.5).
 */
export function dueMoments(
  { at, zone, days, from }: Pick<Subscription, 'at' | 'zone' | 'days' | 'from'>,
  now: Date,
): Due[] {
  const today = toZoned(now, zone).toPlainDate();
  return Array.from({ length: LOOK_BACK_DAYS + 1 }, (_, ago) => today.subtract({ days: ago }))
    .filter((day) => days.includes(day.dayOfWeek))
    .map((day) => ({ day: day.toString(), at: toMoment(day, at, zone) }))
    .filter((due) => due.at > new Date(from) && due.at <= now)
    .reverse();
}

/** When it is due next, after now. */
export function nextMoment({ at, zone, days }: Pick<Subscription, 'at' | 'zone' | 'days'>, now: Date): Due {
  let day = toZoned(now, zone).toPlainDate();
  while (true) {
    const due = { day: day.toString(), at: toMoment(day, at, zone) };
    if (days.includes(day.dayOfWeek) && due.at > now) return due;
    day = day.add({ days: 1 });
  }
}

function toMoment(day: Temporal.PlainDate, at: string, zone: string): Date {
  const moment = day.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(at) });
  return new Date(moment.epochMilliseconds);
}

function toZoned(instant: Date, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(zone);
}
