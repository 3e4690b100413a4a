import type { Span, Text } from '../reply.ts';

/**
 * At most `most` characters (UTF-16 units) of a text, cut at a word where one ends in the last third, and never
 * inside a surrogate pair; `…` says that something is missing. Styles and links of what is kept stay.
 */
export function shorten(text: string, most: number): string;
export function shorten(text: Text, most: number): Text;
export function shorten(text: Text, most: number): Text {
  if (typeof text === 'string') return cut(text, most);
  const kept: Span[] = [];
  let left = most;
  for (const span of text) {
    const words = typeof span === 'string' ? span : span.text;
    const short = cut(words, left);
    if (short !== '') kept.push(typeof span === 'string' ? short : { ...span, text: short });
    if (short.length < words.length) break;
    left -= words.length;
  }
  return kept;
}

function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  if (most < 1) return '';
  const room = text.slice(0, most - 1);
  const space = room.search(/\s\S*$/);
  const atWord = space > room.length * (2 / 3) ? room.slice(0, space) : room;
  return `${atWord.replace(/[\ud800-\udbff]$/, '').replace(/[\s,;:–—-]+$/, '')}…`;
}
