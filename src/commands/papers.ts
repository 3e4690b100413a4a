import { z } from 'zod';
import { summarise } from '../answers/summary.ts';
import { toCard } from '../cards.ts';
import { defineCommand } from '../command.ts';
import { UserError } from '../errors.ts';
import { findArxivIds } from '../papers/arxiv-id.ts';

/** More cards than this would bury the message they belong to. */
const SHOWN = 10;

export const papers = defineCommand({
  name: 'papers',
  summary: 'A card for each arXiv ID or link in a text',
  examples: ['papers is 2402.17764 better than https://arxiv.org/abs/2402.14083v1 here?'],
  options: z.object({ text: z.string().max(6000).describe('any text with arXiv IDs or links in it') }),
  positional: 'text',

  async run({ text }, { library, words }) {
    const ids = [...new Set(findArxivIds(text).map(({ id }) => id))];
    if (ids.length === 0)
      throw new UserError(words.noIdsInText, { example: 'papers compare 2402.17764 and 2402.14083' });
    const found = await library.get(ids.slice(0, SHOWN));
    const known = new Set(found.map((paper) => paper.id));
    const unknown = ids.filter((id) => !known.has(id));
    return {
      cards: found.map((paper) =>
        toCard(paper, words, {
          body: summarise(paper).tldr.text,
          buttons: [{ label: words.summary, run: { command: 'summary', options: { paper: paper.id } } }],
        }),
      ),
      ...(unknown.length > 0 ? { note: words.notInCorpus(unknown.slice(0, SHOWN).join(', ')) } : {}),
    };
  },
});
