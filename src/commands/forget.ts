import { z } from 'zod';
import { defineCommand } from '../command.ts';

export const forget = defineCommand({
  name: 'forget',
  summary: 'Delete all that I know about you: votes, reading lists, what you shared',
  examples: ['forget me'],
  options: z.object({ who: z.enum(['me']).describe('me: nobody can have others forgotten') }),
  positional: 'who',
  visibleTo: 'asker',

  async run(_options, { team, asker, words }) {
    return { title: words.forgotten(await team.forgetting.forgetPerson(asker.id)) };
  },
});
