import type { Document } from './format.ts';

/** The byte order marks that name an encoding other than UTF-8. */
const UTF16_MARKS = [
  { encoding: 'utf-16le', first: 0xff, second: 0xfe },
  { encoding: 'utf-16be', first: 0xfe, second: 0xff },
] as const;

/**
 * Reads a page's bytes: UTF-8, or UTF-16 where a byte order mark says so; the mark is dropped, and bytes that are
 * no text become U+FFFD. Lines end with LF, CRLF or CR; the end of the last line adds no empty one.
 */
export function readDocument(name: string, bytes: Uint8Array): Document {
  const mark = UTF16_MARKS.find(({ first, second }) => bytes[0] === first && bytes[1] === second);
  const text = new TextDecoder(mark?.encoding ?? 'utf-8').decode(bytes);
  const lines = text.split(/\r\n|\n|\r/);
  if (lines.at(-1) === '') lines.pop();
  return { name, lines };
}
