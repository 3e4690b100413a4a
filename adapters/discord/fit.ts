import { type Text, toPlain } from '../../src/reply.ts';
import { shorten } from '../../src/text/shorten.ts';
import { toMarkdown } from './markdown.ts';

/** Markdown of at most `most` characters; escaping lengthens, so the words are cut until it fits. */
export function fitInto(text: Text, most: number, write: (text: Text) => string = toMarkdown): string {
  let words = Math.min(toPlain(text).length, most);
  let markdown = write(shorten(text, words));
  while (markdown.length > most && words > 0) {
    words = Math.floor(words * Math.min(0.9, most / markdown.length));
    markdown = write(shorten(text, words));
  }
  return markdown;
}
