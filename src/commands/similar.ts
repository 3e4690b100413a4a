import { z } from 'zod';
import { nextSteps, toCard } from '../cards.ts';
import { defineCommand } from '../command.ts';
import { paperOption, suggestPapers, withPaper } from './paper-option.ts';

const SHOWN = 5;

export const similar = defineCommand({
  name: 'similar',
  summary: 'Papers like this one, and what they have in common',
  examples: ['similar 2402.17764', 'similar ConSmax'],
  options: z.object({ paper: paperOption }),
  positional: 'paper',
  suggest: { paper: suggestPapers },

  run: ({ paper: reference }, context) =>
    withPaper('similar', reference, context, async (paper) => {
      const { library, words } = context;
      const found = await library.similar(paper, SHOWN);
      if (found.length === 0)
        return { title: words.nothingSimilar(paper.title), buttons: nextSteps(paper, words, 'similar') };
      return {
        title: words.similarTo(paper.title),
        cards: found.map((each) =>
          toCard(each.paper, words, {
            ...(each.shared.length > 0 ? { body: words.sharedTerms(each.shared) } : {}),
            buttons: [
              { label: words.summary, run: { command: 'summary', options: { paper: each.paper.id } } },
              { label: words.similar, run: { command: 'similar', options: { paper: each.paper.id } } },
            ],
          }),
        ),
        buttons: nextSteps(paper, words, 'similar'),
      };
    }),
});
