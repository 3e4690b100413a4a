import { z } from 'zod';
import type { OptionValue } from '../command.ts';
import { type Context, defineCommand } from '../command.ts';
import { nextMoment } from '../daily/schedule.ts';
import type { Subscription } from '../daily/subscriptions.ts';
import { EVERY_DAY, WORKING_DAYS } from '../daily/weekdays.ts';
import { UserError } from '../errors.ts';
import { formatLine } from '../line.ts';
import type { Button, Card, Reply } from '../reply.ts';
import { findHere, managedPlace, sayMoment } from './subscription-options.ts';

const id = z.string().max(20);

export const subscriptions = defineCommand({
  name: 'subscriptions',
  summary: 'The picks of the day of this channel: pause, resume or change them',
  examples: ['subscriptions'],
  options: z.object({
    pause: id.describe('the subscription to pause').optional(),
    resume: id.describe('the subscription to take up again').optional(),
    edit: id.describe('the subscription to change').optional(),
  }),
  visibleTo: 'asker',

  async run({ pause, resume, edit }, context) {
    const { place, words } = context;
    if (!place) throw new UserError(words.onlyInChannels, { example: 'subscribe moe' });
    if (pause !== undefined) await setPaused(pause, true, context);
    if (resume !== undefined) await setPaused(resume, false, context);
    if (edit !== undefined) return editor(await findHere(edit, managedPlace(context), context), context);
    const here = await context.subscriptions.of(place.id);
    if (here.length === 0)
      return {
        title: words.noSubscriptions,
        text: [{ text: 'subscribe moe --at 09:00 --zone Europe/Berlin', style: 'code' }],
      };
    return {
      title: words.subscriptionsHere(here.length),
      cards: here.map((each) => toSubscriptionCard(each, context)),
    };
  },
});

async function setPaused(named: string, paused: boolean, context: Context): Promise<void> {
  const { paused: _before, ...rest } = await findHere(named, managedPlace(context), context);
  const now = context.clock.now().toISOString();
  await context.subscriptions.save(paused ? { ...rest, paused: 'by-hand' } : { ...rest, from: now });
}

function toSubscriptionCard(subscription: Subscription, { place, clock, words }: Context): Card {
  const { id: name, zone, paused } = subscription;
  const next = sayMoment(nextMoment(subscription, clock.now()).at, zone, words);
  const button = (label: string, options: Readonly<Record<string, OptionValue>>): Button => ({
    label,
    run: { command: 'subscriptions', options },
    inPlace: true,
  });
  const pausing = paused ? button(words.resume, { resume: name }) : button(words.pause, { pause: name });
  const preview: Button = { label: words.preview, run: { command: 'picks', options: { of: name } } };
  const manage: Button[] = [
    pausing,
    button(words.change, { edit: name }),
    { label: words.unsubscribe, run: { command: 'unsubscribe', options: { id: name } } },
  ];
  return {
    title: words.subscription(subscription),
    byline: [{ text: `--id ${name}`, style: 'code' }],
    body: paused ? words.pausedBecause[paused] : words.nextPicks(next),
    row: [preview, ...(place?.mayManage ? manage : [])],
  };
}

/** The usual changes as buttons, and the line to type for all others. */
function editor(subscription: Subscription, { commands, words }: Context): Reply {
  const { id: name, at, count, days, whenEmpty, zone, topic } = subscription;
  const change = (label: string, options: Readonly<Record<string, OptionValue>>): Button => ({
    label,
    run: { command: 'subscribe', options: { id: name, ...options } },
  });
  const hour = Number(at.slice(0, 2));
  const earlier = `${String((hour + 23) % 24).padStart(2, '0')}${at.slice(2)}`;
  const later = `${String((hour + 1) % 24).padStart(2, '0')}${at.slice(2)}`;
  const otherDays = days.length === EVERY_DAY.length ? WORKING_DAYS : EVERY_DAY;
  const line = {
    command: 'subscribe',
    options: { ...(topic === undefined ? {} : { topic }), at, zone, count, id: name },
  };
  return {
    title: words.subscription(subscription),
    text: [`${words.changeByLine} `, { text: formatLine(line, commands), style: 'code' }],
    buttons: [
      change(earlier, { at: earlier }),
      change(later, { at: later }),
      ...[3, 5, 10].filter((each) => each !== count).map((each) => change(words.upTo(each), { count: each })),
      change(words.weekdays(otherDays), { days: otherDays === EVERY_DAY ? 'daily' : 'mon-fri' }),
      change(words.whenEmpty[whenEmpty === 'say' ? 'silent' : 'say'], {
        empty: whenEmpty === 'say' ? 'silent' : 'say',
      }),
    ],
  };
}
