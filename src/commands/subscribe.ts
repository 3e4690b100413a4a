import { z } from 'zod';
import { type Context, defineCommand } from '../command.ts';
import { newSubscriptionId } from '../daily/new-subscription.ts';
import { nextMoment } from '../daily/schedule.ts';
import type { Subscription } from '../daily/subscriptions.ts';
import { WORKING_DAYS } from '../daily/weekdays.ts';
import { UserError } from '../errors.ts';
import type { Place } from '../places.ts';
import type { Reply } from '../reply.ts';
import {
  findHere,
  managedPlace,
  readSubscription,
  sayMoment,
  subscriptionOptions,
  suggestZone,
} from './subscription-options.ts';
import { suggestTopics } from './topic-option.ts';

/** More than these would fill a channel. */
const MOST = 10;

export const subscribe = defineCommand({
  name: 'subscribe',
  summary: 'Picks of the day for this channel: what about, when, how many',
  examples: [
    'subscribe moe',
    'subscribe quantization, pruning -vision cat:cs.CL --at 9am --zone Europe/Berlin',
    'subscribe --days mon,thu --count 3 --empty silent',
  ],
  options: z.object({
    topic: z
      .string()
      .trim()
      .min(1)
      .max(300)
      .describe('topics with commas between, -word, cat:cs.CL; without it, all that is new')
      .optional(),
    ...subscriptionOptions,
    id: z.string().max(20).describe('the subscription to change; without it, a new one').optional(),
  }),
  positional: 'topic',
  suggest: { topic: suggestTopics, zone: suggestZone },

  async run({ id, ...options }, context) {
    const place = managedPlace(context);
    const said = readSubscription({ id, ...options }, context);
    return id === undefined
      ? add(said, place, context)
      : change(await findHere(id, place, context), said, context);
  },
});

async function add(said: Partial<Subscription>, place: Place, context: Context): Promise<Reply> {
  const { subscriptions, asker, clock, random, words } = context;
  const here = await subscriptions.of(place.id);
  if (here.length >= MOST)
    throw new UserError(words.tooManySubscriptions(MOST), { example: 'subscriptions' });
  const madeAt = clock.now().toISOString();
  const subscription: Subscription = {
    at: '09:00',
    zone: asker.zone,
    days: WORKING_DAYS,
    count: 5,
    lang: asker.lang,
    whenEmpty: 'say',
    ...said,
    id: newSubscriptionId(random),
    place: place.id,
    server: asker.server,
    madeBy: asker.id,
    madeAt,
    from: madeAt,
  };
  await subscriptions.save(subscription);
  return confirm(subscription, context);
}

async function change(before: Subscription, said: Partial<Subscription>, context: Context): Promise<Reply> {
  const moved = ['at', 'zone', 'days'].some((name) => name in said);
  const from = moved ? context.clock.now().toISOString() : before.from;
  const subscription = { ...before, ...said, from };
  await context.subscriptions.save(subscription);
  return confirm(subscription, context);
}

/** What was understood, and when it comes: the zone above all is easily another than meant; and whether it is translated. */
function confirm(subscription: Subscription, { clock, words, writer }: Context): Reply {
  const { id, zone, lang } = subscription;
  const next = sayMoment(nextMoment(subscription, clock.now()).at, zone, words);
  return {
    title: words.subscribed(words.subscription(subscription)),
    text: words.nextPicks(next),
    // Nearly all papers are in English.
    ...(lang !== 'en' && { note: words.picksTranslated(lang, writer?.model) }),
    buttons: [
      { label: words.preview, run: { command: 'picks', options: { of: id } } },
      { label: words.change, run: { command: 'subscriptions', options: { edit: id } } },
      { label: words.unsubscribe, run: { command: 'unsubscribe', options: { id } } },
    ],
  };
}
