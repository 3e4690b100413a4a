import { z } from 'zod';
import { defineCommand } from '../command.ts';
import { UserError } from '../errors.ts';

export const cards = defineCommand({
  name: 'cards',
  summary: 'Cards for arXiv links and IDs that people post in this channel: switch them on or off',
  examples: ['cards', 'cards on'],
  options: z.object({ state: z.enum(['on', 'off']).describe('on or off; without it, how it is').optional() }),
  positional: 'state',
  visibleTo: 'asker',

  async run({ state }, { place, places, words }) {
    if (!place) throw new UserError(words.onlyInChannels, { example: 'show 2402.17764' });
    if (state === undefined) return { title: words.cardsAre(await places.hasCards(place.id)) };
    if (!place.mayManage) throw new UserError(words.mayNotManage);
    await places.setCards(place.id, state === 'on');
    return { title: words.cardsAre(state === 'on'), visibleTo: 'everyone' };
  },
});
