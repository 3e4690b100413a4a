/** A line of a file, without its end. */
export interface Line {
  /** From 1. */
  number: number;
  /** Undefined where the line is longer than any record. */
  text: string | undefined;
}

/**
 * The longest line that is read, in bytes: a record with three thousand authors takes a twentieth of it. It bounds
 * what a file without line ends costs.
 */
export const LONGEST_LINE = 4 * 2 ** 20;

const LINE_FEED = 0x0a;

/**
 * Splits UTF-8 text into lines that end with LF or CRLF, so many at a time as a piece of the text holds. A byte order
 * mark is dropped; bytes that are no text become U+FFFD. Memory is bounded by the longest line.
 */
export async function* splitLines(
  pieces: AsyncIterable<Buffer>,
  longest = LONGEST_LINE,
): AsyncGenerator<Line[]> {
  let number = 0;
  let begun: Buffer[] = [];
  let length = 0;

  function add(part: Buffer): void {
    length += part.length;
    if (length <= longest) begun.push(part);
    else begun = [];
  }

  function end(): Line {
    const text = length <= longest ? toText(Buffer.concat(begun), number === 0) : undefined;
    begun = [];
    length = 0;
    number += 1;
    return { number, text };
  }

  for await (const piece of pieces) {
    const lines: Line[] = [];
    let start = 0;
    for (let at = piece.indexOf(LINE_FEED); at >= 0; at = piece.indexOf(LINE_FEED, start)) {
      add(piece.subarray(start, at));
      lines.push(end());
      start = at + 1;
    }
    add(piece.subarray(start));
    yield lines;
  }
  if (length > 0) yield [end()];
}

function toText(bytes: Buffer, isFirst: boolean): string {
  const text = bytes.toString('utf8');
  const from = isFirst && text.startsWith('\uFEFF') ? 1 : 0;
  return text.slice(from, text.endsWith('\r') ? -1 : undefined);
}
