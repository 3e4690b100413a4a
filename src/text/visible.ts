import type { Text } from '../reply.ts';

/** What an author, a page or a person wrote, without what no reader sees but every screen obeys. */

/**
 * The text with line ends as `\n`, tabs as a space, and without every other control character (ESC and the one-byte
 * CSI U+009B among them) and the marks that reorder text. A lone surrogate becomes U+FFFD.
 */
export function toVisible(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replaceAll('\t', ' ')
    .replace(/(?!\n)[\p{Cc}\p{Bidi_Control}]/gu, '');
}

/** As `toVisible`, on one line. */
export function toVisibleLine(text: string): string {
  return toVisible(text).replaceAll('\n', ' ');
}

/** A text whose white space is single spaces: a heading, a byline and a note are one line each. */
export function toOneLine(text: Text): Text {
  const fold = (part: string) => part.replace(/\s+/g, ' ');
  if (typeof text === 'string') return fold(text);
  return text.map((span) => (typeof span === 'string' ? fold(span) : { ...span, text: fold(span.text) }));
}
