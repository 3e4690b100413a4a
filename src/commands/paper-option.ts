import { z } from 'zod';
import { toCard } from '../cards.ts';
import type { Context, Suggestion } from '../command.ts';
import { UserError } from '../errors.ts';
import type { Paper } from '../papers/paper.ts';
import type { Reply } from '../reply.ts';

/** The option of every command that is about one paper. */
export const paperOption = z
  .string()
  .trim()
  .min(1)
  .max(300)
  .describe('arXiv ID or link, slug, or words of the title');

/** Titles that continue what was typed; the paper's id goes into the option. */
export async function suggestPapers(typed: string, { library }: Context): Promise<Suggestion[]> {
  const found = await library.complete(typed, 25);
  return found.map(({ id, title }) => ({ label: title, value: id }));
}

/**
 * Runs `reply` for the one paper that a reference means. Where it fits several, the answer is the choice between
 * them, each with a button that runs `command` on it.
 *
 * @throws UserError where nothing fits, or the ID is not in the corpus.
 */
export async function withPaper(
  command: 'show' | 'summary' | 'similar' | 'cite' | 'vote' | 'save' | 'unsave',
  reference: string,
  context: Context,
  reply: (paper: Paper) => Reply | Promise<Reply>,
): Promise<Reply> {
  const { library, words } = context;
  const found = await library.find(reference);
  if (found.kind === 'paper') return reply(found.paper);
  if (found.kind === 'unknown-id')
    throw new UserError(words.notInCorpus(found.arxivId), { example: 'search moe' });
  if (found.kind === 'nothing')
    throw new UserError(words.noSuchPaper(reference), { example: `search ${reference}` });
  const label = words[command];
  return {
    title: words.severalPapers(reference),
    cards: found.papers.map((paper) =>
      toCard(paper, words, { buttons: [{ label, run: { command, options: { paper: paper.id } } }] }),
    ),
    visibleTo: 'asker',
  };
}
