import { z } from 'zod';
import { type Context, defineCommand } from '../command.ts';
import type { Paper } from '../papers/paper.ts';
import type { Reply } from '../reply.ts';
import { paperOption, suggestPapers, withPaper } from './paper-option.ts';

export const save = defineCommand({
  name: 'save',
  summary: 'Put a paper on your reading list',
  examples: ['save 2402.17764'],
  options: z.object({ paper: paperOption }),
  positional: 'paper',
  visibleTo: 'asker',
  suggest: { paper: suggestPapers },

  run: ({ paper: reference }, context) =>
    withPaper('save', reference, context, async (paper) => {
      await context.team.saved.add(context.asker.server, context.asker.id, paper.id);
      return listed(context.words.savedPaper(paper.title), paper, 'unsave', context);
    }),
});

export const unsave = defineCommand({
  name: 'unsave',
  summary: 'Take a paper off your reading list',
  examples: ['unsave 2402.17764'],
  options: z.object({ paper: paperOption }),
  positional: 'paper',
  visibleTo: 'asker',
  suggest: { paper: suggestPapers },

  run: ({ paper: reference }, context) =>
    withPaper('unsave', reference, context, async (paper) => {
      await context.team.saved.remove(context.asker.server, context.asker.id, paper.id);
      return listed(context.words.unsavedPaper(paper.title), paper, 'save', context);
    }),
});

/** What was done, a button to undo it, and one to the list. */
function listed(title: string, { id }: Paper, undo: 'save' | 'unsave', { words }: Context): Reply {
  return {
    title,
    buttons: [
      { label: words[undo], run: { command: undo, options: { paper: id } }, inPlace: true },
      { label: words.readingList, run: { command: 'saved', options: {} } },
    ],
  };
}
