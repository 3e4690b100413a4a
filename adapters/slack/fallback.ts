import type { Reply, Text } from '../../src/reply.ts';
import { toPlain } from '../../src/reply.ts';
import { shorten } from '../../src/text/shorten.ts';
import type { Words } from '../../src/words/words.ts';
import { limits } from './limits.ts';
import { escaped } from './mrkdwn.ts';

/**
 * A reply as plain words, for notifications and screen readers: they read `text` in place of the blocks.
 * https://docs.slack.dev/reference/methods/chat.postMessage#text-blocks-and-attachments
 */
export function toFallback(reply: Reply, words: Words): string {
  const cards = (reply.cards ?? []).flatMap((card) => [
    card.title,
    card.byline,
    card.body,
    ...(card.fields ?? []).map(({ label, value }) => `${label}: ${toPlain(value)}`),
  ]);
  const parts: (Text | undefined)[] = [reply.title, reply.text, ...cards, reply.code?.text, reply.note];
  const lines = parts.flatMap((part) => (part === undefined ? [] : [toPlain(part).trim()]));
  const text = lines.filter((line) => line !== '').join('\n') || words.nothingToShow;
  // Escaping lengthens, so the words are cut until it fits.
  let room: number = limits.messageText;
  let written = escaped(shorten(text, room));
  while (written.length > limits.messageText) {
    room = Math.floor(room * Math.min(0.9, limits.messageText / written.length));
    written = escaped(shorten(text, room));
  }
  return written.trim() || words.nothingToShow;
}
