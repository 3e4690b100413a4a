import { z } from 'zod';
import type { Context, Suggestion } from '../command.ts';
import type { Subscription } from '../daily/subscriptions.ts';
import { parseTimeOfDay } from '../daily/time-of-day.ts';
import { parseTopics } from '../daily/topics.ts';
import { parseWeekdays } from '../daily/weekdays.ts';
import { parseZone, suggestZones } from '../daily/zones.ts';
import { dayIn } from '../days.ts';
import { UserError } from '../errors.ts';
import { known } from '../known.ts';
import { formatLine } from '../line.ts';
import type { Place } from '../places.ts';

/** What can be said of a subscription in a line; what is left out stays, or is as usual. */
export const subscriptionOptions = {
  at: z.string().max(20).describe('time of day: 9am, 09:00').optional(),
  zone: z.string().max(60).describe('time zone: Europe/Berlin').optional(),
  days: z.string().max(60).describe('mon-fri, daily, or mon,thu').optional(),
  count: z.int().min(1).max(10).describe('how many papers at most').optional(),
  lang: z
    .enum(['en', 'ru', 'zh'])
    .describe('language there: my words, and with a language model titles and TL;DRs')
    .optional(),
  empty: z.enum(['say', 'silent']).describe('on a day without papers: say so, or stay silent').optional(),
};

const said = z.object({
  topic: z.string().optional(),
  id: z.string().optional(),
  ...subscriptionOptions,
});
export type SubscriptionOptions = z.infer<typeof said>;

/**
 * What was said, as properties of a subscription.
 *
 * @throws UserError for a time, zone, day or topic that cannot be read, with the same line mended as its example.
 */
export function readSubscription(
  given: SubscriptionOptions,
  { words, clock, commands }: Pick<Context, 'words' | 'clock' | 'commands'>,
): Partial<Subscription> {
  const { topic, at, zone, days, count, lang, empty } = given;
  const fail = (message: string, mended: Partial<SubscriptionOptions>): never => {
    const options = known({ ...given, ...mended });
    throw new UserError(message, { example: formatLine({ command: 'subscribe', options }, commands) });
  };
  parseTopics(topic ?? '');
  return {
    ...(topic === undefined ? {} : { topic }),
    ...(at === undefined ? {} : { at: parseTimeOfDay(at) ?? fail(words.badTime(at), { at: '09:00' }) }),
    ...(zone === undefined ? {} : { zone: readZone(zone) }),
    ...(days === undefined
      ? {}
      : { days: parseWeekdays(days) ?? fail(words.badDays(days), { days: 'mon-fri' }) }),
    ...(count === undefined ? {} : { count }),
    ...(lang === undefined ? {} : { lang }),
    ...(empty === undefined ? {} : { whenEmpty: empty }),
  };

  function readZone(typed: string): string {
    const meant = parseZone(typed, clock.now());
    if (meant.kind === 'zone') return meant.zone;
    const [first = 'Europe/Berlin'] = meant.zones;
    return fail(words.badZone(typed, meant.zones.slice(0, 3)), { zone: first });
  }
}

/** Zones as they are typed, each with its time at this moment. */
export function suggestZone(typed: string, { clock }: Context): Promise<Suggestion[]> {
  const now = clock.now();
  return Promise.resolve(
    suggestZones(typed).map((zone) => ({ label: `${zone} (${timeIn(zone, now)})`, value: zone })),
  );
}

/** `HH:MM` there. */
export function timeIn(zone: string, instant: Date): string {
  return instant.toLocaleTimeString('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' });
}

/**
 * The place, for those who may decide what is posted there.
 *
 * @throws UserError in private, and to everybody else.
 */
export function managedPlace({ place, words }: Pick<Context, 'place' | 'words'>): Place {
  if (!place) throw new UserError(words.onlyInChannels, { example: 'subscribe moe' });
  if (!place.mayManage) throw new UserError(words.mayNotManage);
  return place;
}

/**
 * A subscription of this place by its name.
 *
 * @throws UserError where the place has none of that name.
 */
export async function findHere(
  id: string,
  place: Place,
  { subscriptions, words }: Pick<Context, 'subscriptions' | 'words'>,
): Promise<Subscription> {
  const found = await subscriptions.find(id.trim().toLowerCase());
  if (found?.place === place.id) return found;
  throw new UserError(words.noSuchSubscription(id), { example: 'subscriptions' });
}

/** Day and time of a moment, as the bot says it. */
export function sayMoment(at: Date, zone: string, words: Context['words']): string {
  return words.moment(dayIn(at, zone), timeIn(zone, at), zone);
}
