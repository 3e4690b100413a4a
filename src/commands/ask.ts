import { z } from 'zod';
import { toAnswer } from '../answers/ask.ts';
import type { Checked } from '../answers/llm/check.ts';
import { beforeAborted } from '../answers/llm/until-aborted.ts';
import { type Asked, PAPERS, type Reading, readFor } from '../answers/reading.ts';
import { type Context, defineCommand } from '../command.ts';
import { detectLanguage } from '../papers/language.ts';
import type { Reply } from '../reply.ts';
import {
  joinNotes,
  nothingReply,
  quotesReply,
  readingReply,
  stoppedReply,
  writtenReply,
} from './ask-replies.ts';

const MOST_PAPERS = 8;

/** Papers that take longer to read, in ms, are said to be under way; a quick answer is not announced. */
const MOMENT = 2_500;

export const ask = defineCommand({
  name: 'ask',
  summary: 'Answer a question with sentences from papers, each cited',
  examples: [
    'ask how small can weights get before accuracy drops?',
    'ask and for vision? --about "does mixture of experts help language models?"',
  ],
  options: z.object({
    question: z.string().trim().min(1).max(1000).describe('what you want to know'),
    about: z.string().trim().max(1000).describe('the question that this one follows up on').optional(),
    papers: z.string().max(600).describe('ids of papers to read first, with commas between').optional(),
    quotes: z.boolean().describe('only the authors’ own words, no language model').optional(),
  }),
  positional: 'question',

  async run({ question, about, papers, quotes }, context) {
    const earlier = papers
      ?.split(',')
      .map((id) => id.trim())
      .filter((id) => id !== '');
    const asked: Asked = {
      question,
      ...(about ? { about } : {}),
      ...(earlier ? { papers: earlier.slice(0, MOST_PAPERS) } : {}),
    };
    const [reading, days] = await Promise.all([read(asked, context), context.library.days(1)]);
    if (reading === undefined) return stoppedReply(asked, context.words);
    const source = context.words.fromAbstracts(reading.among, days[0]?.day);
    const answer = toAnswer(reading);
    if (answer.kind === 'nothing') return nothingReply(asked, answer, reading.among, context.words);
    const quoted = quotesReply(asked, answer, source, context.words);
    return quotes ? quoted : write(asked, reading, quoted, source, context);
  },
});

/** What was read, announced where it takes longer than a moment; undefined where the asker stopped it before. */
async function read(
  asked: Asked,
  { library, progress, signal, words }: Context,
): Promise<Reading | undefined> {
  const announcing = setTimeout(() => progress?.(readingReply(asked, PAPERS, words)), MOMENT);
  try {
    const reading = readFor(asked, library);
    return await (signal ? beforeAborted(reading, signal) : reading);
  } catch (error) {
    if (signal?.aborted) return undefined;
    throw error;
  } finally {
    clearTimeout(announcing);
  }
}

/** The answer as a model writes it where there is one, else the quotes; they also stand in where it fails, and say why. */
async function write(
  asked: Asked,
  { sources, evidence }: Reading,
  quoted: Reply,
  source: string,
  { writer, progress, signal, asker, words }: Context,
): Promise<Reply> {
  if (!writer) return quoted;
  progress?.(readingReply(asked, sources.length, words));
  const show = (sentences: readonly Checked[]) => writtenReply(asked, sentences, writer.model, source, words);
  const language = detectLanguage(asked.question);
  const { outcome, sentences } = await writer.answer(asked, evidence, {
    person: asker.id,
    // A question in English letters may come from anybody; another script tells what the asker reads.
    lang: language === 'en' ? asker.lang : language,
    signal,
    onSentence: (soFar) => progress?.(show(soFar)),
  });
  if (outcome === 'written') return show(sentences);
  return { ...quoted, note: joinNotes(words.notWritten[outcome], quoted.note) };
}
