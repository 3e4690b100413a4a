import { shorten } from '../../src/text/shorten.ts';
import { toVisible } from '../../src/text/visible.ts';

/**
 * Text in which Slack finds no mention, channel, link or date: its three control characters are escaped.
 * https://docs.slack.dev/messaging/formatting-message-text#escaping
 */
export function escaped(text: string): string {
  return toVisible(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** mrkdwn has no way to escape its marks, so each makes way for a character that looks like it. */
const lookAlikes: Readonly<Record<string, string>> = { '*': '∗', _: 'ˍ', '~': '∼', '`': 'ˋ', '|': '∣' };

/** A run of words as mrkdwn, on one line: nothing of it is read as markup, an emoji or a mention. */
export function toMrkdwn(text: string): string {
  return escaped(text.replace(/\s+/g, ' '))
    .replace(/[*_~`|]/g, (mark) => lookAlikes[mark] ?? mark)
    .replace(/:(?=[^\s:]{1,100}:)/g, ':\u200b');
}

/** A longer address would leave too little of a block's text to the words. */
const LONGEST_ADDRESS = 1_500;

/** A link, or its label alone where the address is too long. The address must have passed `safeUrl`, the label is mrkdwn. */
function link(url: string | undefined, label: string): string {
  const address = url === undefined ? undefined : escaped(url.replace(/[|<>\s]/g, encodeURIComponent));
  return address === undefined || address.length > LONGEST_ADDRESS ? label : `<${address}|${label}>`;
}

/** A link on words; the address must have passed `safeUrl`. */
export const toLink = (url: string, words: string): string => link(url, toMrkdwn(words));

/**
 * A bold line of at most `most` characters, a link where it has an address that passed `safeUrl`. Escaping lengthens,
 * so the words are cut until it fits.
 */
export function toBoldLine(words: string, url: string | undefined, most: number): string {
  const line = toVisible(words).replace(/\s+/g, ' ').trim() || '…';
  let room = Math.min(line.length, most);
  let label = toMrkdwn(shorten(line, room));
  while (label.length > most && room > 1) {
    room = Math.max(1, Math.floor(room * Math.min(0.9, most / label.length)));
    label = toMrkdwn(shorten(line, room));
  }
  return `*${link(url, label)}*`;
}
