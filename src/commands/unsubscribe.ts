import { z } from 'zod';
import { defineCommand } from '../command.ts';
import { UserError } from '../errors.ts';
import { findHere, managedPlace } from './subscription-options.ts';

export const unsubscribe = defineCommand({
  name: 'unsubscribe',
  summary: 'End the picks of the day in this channel',
  examples: ['unsubscribe'],
  options: z.object({
    id: z
      .string()
      .max(20)
      .describe('which, as `subscriptions` names it; needed where there are several')
      .optional(),
  }),
  positional: 'id',

  async run({ id }, context) {
    const { subscriptions, words } = context;
    const place = managedPlace(context);
    const here = await subscriptions.of(place.id);
    const [only] = here;
    if (!only) throw new UserError(words.noSubscriptions, { example: 'subscribe moe' });
    if (id === undefined && here.length > 1) {
      return {
        title: words.whichSubscription,
        cards: here.map((each) => ({
          title: words.subscription(each),
          buttons: [{ label: words.unsubscribe, run: { command: 'unsubscribe', options: { id: each.id } } }],
        })),
        visibleTo: 'asker',
      };
    }
    const subscription = id === undefined ? only : await findHere(id, place, context);
    await subscriptions.remove(subscription.id);
    return { title: words.unsubscribed(words.subscription(subscription)) };
  },
});
