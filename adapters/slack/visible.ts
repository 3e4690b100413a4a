import type { Text } from '../../src/reply.ts';

/** Without what no reader sees but every renderer obeys: control characters, bidi overrides, lone surrogates. */
export function visible(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, (c) => (c === '\n' ? c : ''));
}

/** A heading, a byline and a note are one line each. */
export function oneLine(text: Text): Text {
  const fold = (part: string) => part.replace(/\s+/g, ' ');
  if (typeof text === 'string') return fold(text);
  return text.map((span) => (typeof span === 'string' ? fold(span) : { ...span, text: fold(span.text) }));
}
