import { z } from 'zod';
import { summarise } from '../answers/summary.ts';
import { toCard } from '../cards.ts';
import { type Context, defineCommand } from '../command.ts';
import { UserError } from '../errors.ts';
import { findArxivIds } from '../papers/arxiv-id.ts';
import type { Paper } from '../papers/paper.ts';
import type { Card } from '../reply.ts';
import { sharedBy } from '../team/shared-by.ts';

/** More cards than this would bury the message they belong to. */
const SHOWN = 10;

export const papers = defineCommand({
  name: 'papers',
  summary: 'A card for each arXiv ID or link in a text',
  examples: ['papers is 2402.17764 better than https://arxiv.org/abs/2402.14083v1 here?'],
  options: z.object({ text: z.string().max(6000).describe('any text with arXiv IDs or links in it') }),
  positional: 'text',

  async run({ text }, context) {
    const { library, words } = context;
    const ids = [...new Set(findArxivIds(text).map(({ id }) => id))];
    if (ids.length === 0)
      throw new UserError(words.noIdsInText, { example: 'papers compare 2402.17764 and 2402.14083' });
    const found = await library.get(ids.slice(0, SHOWN));
    const known = new Set(found.map((paper) => paper.id));
    const unknown = ids.filter((id) => !known.has(id));
    return {
      cards: await Promise.all(found.map((paper) => toSmallCard(paper, context))),
      ...(unknown.length > 0 ? { note: words.notInCorpus(unknown.slice(0, SHOWN).join(', ')) } : {}),
    };
  },
});

async function toSmallCard(paper: Paper, context: Context): Promise<Card> {
  const { words } = context;
  const fields = await sharedBy(paper.id, context);
  const card = toCard(paper, words, {
    body: summarise(paper).tldr.text,
    buttons: [{ label: words.summary, run: { command: 'summary', options: { paper: paper.id } } }],
  });
  return fields.length > 0 ? { ...card, fields } : card;
}
