import type { Outcome } from '../../src/bot.ts';
import type { Paper } from '../../src/papers/paper.ts';
import { messageOf } from './render.ts';

/** The papers of the reply's cards, in their order, each once. */
export async function papersShown(
  outcome: Outcome,
  getPapers: (ids: readonly string[]) => Promise<Paper[]>,
): Promise<Paper[]> {
  const ids = (outcome.reply.cards ?? []).flatMap((card) => (card.paper === undefined ? [] : [card.paper]));
  return ids.length === 0 ? [] : getPapers([...new Set(ids)]);
}

/**
 * An outcome as one line of JSON without the line end: `{ reply, papers }`, with `error: { kind, message }` where it
 * failed. What could steer a terminal is written as `\uXXXX`, which every JSON reader takes for the same character.
 */
export function toJsonLine({ outcome, reply }: Outcome, papers: readonly Paper[]): string {
  const value =
    outcome === 'ok'
      ? { reply, papers }
      : { reply, error: { kind: outcome, message: messageOf(reply) }, papers };
  return JSON.stringify(value).replace(
    /[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
