import type { Message } from 'discord.js';
import type { Outcome } from '../../src/bot.ts';
import { formatLine } from '../../src/line.ts';
import type { Language } from '../../src/papers/paper.ts';
import { wordsFor } from '../../src/words/words.ts';
import type { Parts } from './parts.ts';
import { type Payload, toAnswer, toPayload } from './payload.ts';
import { componentsToSend, relabelComponents } from './relabel.ts';
import { render } from './render.ts';

/** How the answer of an interaction is reached once one was promised. */
export interface Reach {
  /** The message that the promise shows, or whose button was pressed. */
  original(): Promise<Message>;
  edit(payload: Omit<Payload, 'files'> & Partial<Payload>): Promise<unknown>;
  remove(): Promise<unknown>;
  followUp(answer: ReturnType<typeof toAnswer>): Promise<unknown>;
}

/** How an answer is shown. */
export interface Shown {
  /** The asker alone sees it. */
  ephemeral: boolean;
  /** It was promised to the asker alone. */
  early: boolean;
  /** It takes the place of the message whose button was pressed. */
  isReplacing: boolean;
  /** Nobody else is there. */
  isPrivate: boolean;
  lang: Language;
}

/** Gives an answer that was promised. Twice the same is as once, but for what has to become private. */
export async function deliverLate(reach: Reach, shown: Shown, outcome: Outcome, parts: Parts): Promise<void> {
  const { ephemeral, early, isReplacing } = shown;
  const payload = toMessage(outcome, shown, parts);
  if (isReplacing && outcome.outcome === 'ok') {
    await reach.edit(toChange(await reach.original(), outcome, payload, parts));
  } else if (isReplacing) await reach.followUp(toAnswer(payload, ephemeral));
  else if (!ephemeral || early) await reach.edit(payload);
  else {
    // What was acknowledged in public cannot become private: it makes way for a private message.
    await reach.remove();
    await reach.followUp(toAnswer(payload, true));
  }
}

/** What becomes of a pressed message: the answer, or new labels only; then its files are not spoken of, so they stay. */
export function toChange(
  pressed: Message,
  { reply: { relabel } }: Outcome,
  payload: Payload,
  { bot }: Parts,
) {
  const { files, ...rest } = payload;
  if (!relabel) return { ...rest, files };
  return { ...rest, components: relabelComponents(componentsToSend(pressed), relabel, bot.commands) };
}

export function toMessage(
  outcome: Outcome,
  { ephemeral, isReplacing, isPrivate, lang }: Shown,
  { bot }: Parts,
): Payload {
  const { commands } = bot;
  const shareable =
    ephemeral && !isReplacing && !isPrivate && outcome.outcome === 'ok' && outcome.reply.cards !== undefined;
  const share = shareable && outcome.invocation ? formatLine(outcome.invocation, commands) : undefined;
  return toPayload(render(outcome.reply, { commands, words: wordsFor(lang), share }));
}
