import { z } from 'zod';
import type { Context, Suggestion } from '../command.ts';

/** The option of commands that may be narrowed to a topic; it takes all that `search` takes. */
export const topicOption = z.string().trim().min(1).max(300).describe('words as in search').optional();

/** Topics that many papers here are about, for an empty field, else those that continue what was typed. */
export async function suggestTopics(typed: string, { library }: Context): Promise<Suggestion[]> {
  const topics = await library.topics(typed, 25);
  return topics.map(({ text, papers }) => ({ label: `${text} (${papers})`, value: text }));
}
