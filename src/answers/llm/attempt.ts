import type { Language } from '../../papers/paper.ts';
import type { Log } from '../../ports.ts';
import { type Checked, checkSentence } from './check.ts';
import type { Given } from './given.ts';
import type { Llm, LlmRequest } from './llm.ts';
import { createSentenceStream } from './sentence-stream.ts';
import { untilAborted } from './until-aborted.ts';

/** Whom something is written for, and how it goes on. */
export interface Errand {
  /** By which the budget is counted. */
  person: string;
  lang: Language;
  /** Ends it early. */
  signal?: AbortSignal | undefined;
  /** Called with all sentences so far each time one passed the check. */
  onSentence?: ((sentences: readonly Checked[]) => void) | undefined;
}

/** What the model is told, and what its sentences are held against. */
export interface Job extends Errand {
  prompt: Pick<LlmRequest, 'system' | 'user'>;
  given: readonly Given[];
}

/** What became of one request to the model. */
export interface Attempt {
  /** Those that passed the check, in order, each once; kept even where the model then failed. */
  sentences: readonly Checked[];
  /** As the endpoint counts them, else estimated. */
  tokens: number;
  failed: boolean;
}

const MOST_SENTENCES = 6;
/** In UTF-16 units: past this, no more of an answer is read. */
const LONGEST_ANSWER = 12_000;
/** What a model takes for a token is not known; three characters each errs on the safe side for English. */
const CHARACTERS_PER_TOKEN = 3;

/** Asks the model once, and checks each sentence as soon as it stands there. Never rejects; what failed goes to the log. */
export async function attempt(llm: Llm, job: Job, signal: AbortSignal, log: Log): Promise<Attempt> {
  const { prompt, given, onSentence } = job;
  const stream = createSentenceStream();
  const sentences: Checked[] = [];
  let length = 0;
  let counted: number | undefined;
  const toAttempt = (failed: boolean): Attempt => ({
    sentences,
    tokens: counted ?? promptTokens(job) + toTokens(length),
    failed,
  });
  try {
    for await (const piece of untilAborted(llm.complete({ ...prompt, signal }), signal)) {
      if ('tokens' in piece) {
        counted = piece.tokens;
        continue;
      }
      length += piece.text.length;
      for (const claim of stream.push(piece.text)) {
        const checked = checkSentence(claim, given);
        if (typeof checked === 'string') {
          log.info({ model: llm.model, objection: checked }, 'a sentence did not pass the check');
        } else if (!sentences.some(({ text }) => text === checked.text)) {
          sentences.push(checked);
          onSentence?.([...sentences]);
        }
      }
      if (sentences.length >= MOST_SENTENCES || length > LONGEST_ANSWER) break;
    }
    return toAttempt(false);
  } catch (error) {
    if (!job.signal?.aborted) log.warn({ err: error, model: llm.model }, 'the model did not answer');
    return toAttempt(true);
  }
}

/** How many tokens the model will read, about. */
export function promptTokens({ prompt }: Pick<Job, 'prompt'>): number {
  return toTokens(prompt.system.length + prompt.user.length);
}

function toTokens(characters: number): number {
  return Math.ceil(characters / CHARACTERS_PER_TOKEN);
}
