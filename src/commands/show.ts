import { z } from 'zod';
import { authorLine, nextSteps, toCard } from '../cards.ts';
import { defineCommand } from '../command.ts';
import type { Paper } from '../papers/paper.ts';
import type { Field, Reply } from '../reply.ts';
import { sharedBy } from '../team/shared-by.ts';
import type { Words } from '../words/words.ts';
import { paperOption, suggestPapers, withPaper } from './paper-option.ts';

export const show = defineCommand({
  name: 'show',
  summary: 'Show one paper by arXiv ID, link or title',
  examples: ['show 2402.17764', 'show https://arxiv.org/abs/2402.14083v1', 'show OneBit'],
  options: z.object({ paper: paperOption }),
  positional: 'paper',
  suggest: { paper: suggestPapers },

  run: ({ paper: reference }, context) =>
    withPaper('show', reference, context, async (paper) =>
      showPaper(paper, context.words, await sharedBy(paper.id, context)),
    ),
});

/**
 * One paper in full: facts, authors, abstract, comments and links.
 *
 * @param more fields that come after these
 */
export function showPaper(paper: Paper, words: Words, more: readonly Field[] = []): Reply {
  const authors = authorLine(paper, words);
  const links = paper.links?.flatMap(({ kind, url }, index) => [
    ...(index > 0 ? ['\n'] : []),
    `${words.linkKind[kind]} `,
    { text: url, url },
  ]);
  const fields: Field[] = [
    ...(authors ? [{ label: words.label.authors, value: authors }] : []),
    ...(paper.comments ? [{ label: words.label.comments, value: paper.comments }] : []),
    ...(links ? [{ label: words.label.links, value: links }] : []),
    ...more,
  ];
  const body = paper.abstractCut
    ? [paper.abstract, ' … ', { text: `(${words.cutAbstract})`, style: 'italic' as const }]
    : paper.abstract;
  return {
    cards: [{ ...toCard(paper, words, { body }), ...(fields.length > 0 ? { fields } : {}) }],
    buttons: nextSteps(paper, words, 'show'),
  };
}
