import { z } from 'zod';
import { nextSteps, toCard } from '../cards.ts';
import { type Context, defineCommand } from '../command.ts';
import { UserError } from '../errors.ts';
import type { Paper } from '../papers/paper.ts';
import { parseQuery } from '../search/parse-query.ts';
import { seededRandom } from '../seeded-random.ts';
import { suggestTopics, topicOption } from './topic-option.ts';

export const random = defineCommand({
  name: 'random',
  summary: 'One paper at random, of all or about a topic',
  examples: ['random', 'random vision transformer', 'random moe --seed 7'],
  options: z.object({
    topic: topicOption,
    seed: z.string().max(100).describe('the same seed and corpus give the same paper').optional(),
  }),
  positional: 'topic',
  suggest: { topic: suggestTopics },

  async run({ topic, seed }, context) {
    const { words } = context;
    const pick = seed === undefined ? context.random() : seededRandom(seed)();
    const { paper, among } = await draw(topic, pick, context);
    const again = topic === undefined ? {} : { topic };
    return {
      title: words.randomPaper(topic, among),
      cards: [toCard(paper, words, { body: paper.abstract })],
      buttons: [
        { label: words.another, run: { command: 'random', options: again }, inPlace: true },
        ...nextSteps(paper, words),
      ],
    };
  },
});

/** Of more matches the best so many are drawn from: the others hardly speak of the topic. */
const DRAWN_FROM = 1000;

/** `pick` in [0, 1) chooses among all papers, or among those that match the topic. */
async function draw(
  topic: string | undefined,
  pick: number,
  { library, words }: Context,
): Promise<{ paper: Paper; among: number }> {
  if (topic === undefined) {
    const among = await library.count();
    const id = await library.idAt(Math.floor(pick * among));
    const [paper] = await library.get(id === undefined ? [] : [id]);
    if (!paper) throw new UserError(words.emptyCorpus);
    return { paper, among };
  }
  const query = parseQuery(topic);
  const { total } = await library.search(query, { offset: 0, limit: 1 });
  const among = Math.min(total, DRAWN_FROM);
  const [paper] = (await library.search(query, { offset: Math.floor(pick * among), limit: 1 })).papers;
  if (!paper) throw new UserError(words.nothingFound(topic, true), { example: 'random moe' });
  return { paper, among };
}
