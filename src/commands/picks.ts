import { z } from 'zod';
import { type Context, defineCommand } from '../command.ts';
import { choosePicks, choosePicksOf } from '../daily/choose-picks.ts';
import { toEmptyReply } from '../daily/empty-day.ts';
import { toPicksReply } from '../daily/picks-reply.ts';
import { nextMoment } from '../daily/schedule.ts';
import type { Subscription } from '../daily/subscriptions.ts';
import { type PickTranslations, translatePicks } from '../daily/translate-picks.ts';
import { EVERY_DAY } from '../daily/weekdays.ts';
import { dayIn, isDay } from '../days.ts';
import { UserError } from '../errors.ts';
import type { Button, Reply } from '../reply.ts';
import { joinNotes } from './ask-replies.ts';
import { findHere, sayMoment } from './subscription-options.ts';
import { suggestTopics, topicOption } from './topic-option.ts';

export const picks = defineCommand({
  name: 'picks',
  summary: 'What this channel would get as its picks now, and why; only you see it',
  examples: ['picks', 'picks quantization', 'picks --day 2024-11-26'],
  options: z.object({
    topic: topicOption,
    of: z.string().max(20).describe('which subscription, as `subscriptions` names it').optional(),
    day: z.string().max(20).describe('of the papers of another day, as 2024-11-26').optional(),
  }),
  positional: 'topic',
  visibleTo: 'asker',
  suggest: { topic: suggestTopics },

  async run({ topic, of, day }, context) {
    const { words, clock, asker, writer, progress, signal } = context;
    if (day !== undefined && !isDay(day))
      throw new UserError(words.badDay(day), { example: 'picks --day 2024-11-26' });
    const { subscription, others } = await findMeant(topic, of, context);
    const today = day ?? dayIn(clock.now(), subscription.zone);
    const chosen = day
      ? await choosePicksOf(day, subscription, context)
      : await choosePicks(subscription, today, context);
    const isReal = subscription.id !== TRY;
    const next = sayMoment(nextMoment(subscription, clock.now()).at, subscription.zone, words);
    const buttons = others.map(
      (each): Button => ({
        label: words.subscription(each),
        run: { command: 'picks', options: { of: each.id } },
        inPlace: true,
      }),
    );
    if (chosen.picks.length === 0) {
      const { topic: about, zone } = subscription;
      const asked = { topic: about, day: today, zone, isToday: day === undefined };
      return { ...(await toEmptyReply(asked, context)), buttons };
    }
    const note = isReal ? words.nextPicks(next) : words.notSubscribed;
    const show = (translations?: PickTranslations): Reply => {
      const reply = toPicksReply(chosen, subscription.topic, today, words, translations);
      return { ...reply, note: joinNotes(note, reply.note), buttons };
    };
    if (!writer) return show();
    progress?.(show());
    const errand = { lang: subscription.lang, person: asker.id, signal };
    return show(await translatePicks(chosen.picks, errand, writer));
  },
});

/** A subscription that is none, for whoever only wants to see. */
const TRY = 'try';

async function findMeant(
  topic: string | undefined,
  of: string | undefined,
  context: Context,
): Promise<{ subscription: Subscription; others: Subscription[] }> {
  const { place, asker, clock, subscriptions } = context;
  const here = place ? await subscriptions.of(place.id) : [];
  const named = of !== undefined && place ? await findHere(of, place, context) : undefined;
  const chosen = named ?? (topic === undefined ? here[0] : undefined);
  if (chosen) return { subscription: chosen, others: here.filter(({ id }) => id !== chosen.id) };
  const now = clock.now().toISOString();
  const subscription: Subscription = {
    id: TRY,
    place: place?.id ?? asker.id,
    server: asker.server,
    madeAt: now,
    from: now,
    ...(topic === undefined ? {} : { topic }),
    at: '09:00',
    zone: asker.zone,
    days: EVERY_DAY,
    count: 5,
    lang: asker.lang,
    whenEmpty: 'say',
  };
  return { subscription, others: here };
}
