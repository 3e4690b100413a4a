import type { z } from 'zod';
import type { Language } from '../../papers/paper.ts';
import type { Log } from '../../ports.ts';
import type { Checked } from './check.ts';
import type { Llm, LlmRequest } from './llm.ts';
import { createObjectStream } from './object-stream.ts';
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

/** One request: what the model is told, and what is made of its answer. */
export interface Exchange<Shape> {
  prompt: Pick<LlmRequest, 'system' | 'user'>;
  shape: z.ZodType<Shape>;
  /** In UTF-16 units: past this, no more of the answer is read. */
  longest: number;
  /** Takes an object as soon as it stands there; says why it is dropped, where it is. */
  take(object: Shape): string | undefined;
  /** Whether what was taken is enough. */
  enough(): boolean;
}

/** What became of one request to the model. */
export interface Attempt {
  /** As the endpoint counts them, else estimated. */
  tokens: number;
  failed: boolean;
}

/** What a model takes for a token is not known; three characters each errs on the safe side for English. */
const CHARACTERS_PER_TOKEN = 3;

/** Asks the model once. Never rejects; what failed goes to the log, except that the asker left. */
export async function attempt<Shape>(
  llm: Llm,
  exchange: Exchange<Shape>,
  signals: { ends: AbortSignal; left?: AbortSignal | undefined },
  log: Log,
): Promise<Attempt> {
  const { prompt, shape, longest } = exchange;
  const stream = createObjectStream(shape);
  let length = 0;
  let counted: number | undefined;
  const toAttempt = (failed: boolean): Attempt => ({
    tokens: counted ?? promptTokens(prompt) + toTokens(length),
    failed,
  });
  try {
    for await (const piece of untilAborted(llm.complete({ ...prompt, signal: signals.ends }), signals.ends)) {
      if ('tokens' in piece) {
        counted = piece.tokens;
        continue;
      }
      length += piece.text.length;
      for (const object of stream.push(piece.text)) {
        const objection = exchange.take(object);
        if (objection !== undefined) log.info({ model: llm.model, objection }, 'did not pass the check');
      }
      if (exchange.enough() || length > longest) break;
    }
    return toAttempt(false);
  } catch (error) {
    if (!signals.left?.aborted) log.warn({ err: error, model: llm.model }, 'the model did not answer');
    return toAttempt(true);
  }
}

/** How many tokens the model will read, about. */
export function promptTokens({ system, user }: Exchange<unknown>['prompt']): number {
  return toTokens(system.length + user.length);
}

/** How many tokens so many characters are, about. */
export function toTokens(characters: number): number {
  return Math.ceil(characters / CHARACTERS_PER_TOKEN);
}
