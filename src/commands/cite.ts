import { z } from 'zod';
import { nextSteps, toCard } from '../cards.ts';
import { defineCommand } from '../command.ts';
import { toBibtex } from '../papers/bibtex.ts';
import { paperOption, suggestPapers, withPaper } from './paper-option.ts';

export const cite = defineCommand({
  name: 'cite',
  summary: 'A BibTeX entry that a LaTeX run accepts',
  examples: ['cite 2402.17764', 'cite FlatQuant'],
  options: z.object({ paper: paperOption }),
  positional: 'paper',
  suggest: { paper: suggestPapers },

  run: ({ paper: reference }, context) =>
    withPaper('cite', reference, context, (paper) => ({
      cards: [toCard(paper, context.words)],
      code: { language: 'bibtex', text: toBibtex(paper) },
      ...(paper.authors ? {} : { note: context.words.citationWithoutAuthors }),
      buttons: nextSteps(paper, context.words, 'cite'),
    })),
});
