import { z } from 'zod';
import { defineCommand } from '../command.ts';
import { VOTES, voteButtons } from '../team/feedback.ts';
import { paperOption, suggestPapers, withPaper } from './paper-option.ts';

export const vote = defineCommand({
  name: 'vote',
  summary: 'Vote for or against a paper; the same vote again takes it back',
  examples: ['vote 2402.17764', 'vote 2402.17764 --value down'],
  options: z.object({
    paper: paperOption,
    value: z.enum(['up', 'down']).default('up').describe('for it or against it'),
  }),
  positional: 'paper',
  visibleTo: 'asker',
  suggest: { paper: suggestPapers },

  run: ({ paper: reference, value }, context) =>
    withPaper('vote', reference, context, async (paper) => {
      const { team, asker, words } = context;
      const { server, id: person } = asker;
      const before = await team.votes.find(server, person, paper.id);
      const wanted = before === VOTES[value].vote ? undefined : VOTES[value].vote;
      await team.votes.set(server, person, paper.id, wanted);
      const count = (await team.votes.count(server, [paper.id])).get(paper.id);
      const buttons = voteButtons(paper.id, count).flatMap((button) => ('run' in button ? button : []));
      return {
        title: words.voted(paper.title, wanted),
        text: buttons.map(({ label }) => label).join(' · '),
        relabel: buttons.map(({ run, label }) => ({ run, label })),
      };
    }),
});
