import { widthOf, widthOfPoint } from './width.ts';

/** Part of a text: from `start` to before `end`, in UTF-16 units. */
export interface Range {
  start: number;
  end: number;
}

/** An address goes with the bracket or quote before it, and with the punctuation after it. */
const TOKEN = /\n| +|[([{<"']?https?:\/\/[!-~]+|(?:(?![([{<"']?https?:\/\/)[^\n ])+/gu;
const ADDRESS = /^.?https?:/u;
/** Columns of a wide character. */
const WIDE = 2;
const ASCII = /^[ -~]*$/;

/** No line starts with these, none ends with those: https://www.w3.org/TR/clreq/#prohibition_rules_for_line_start_end. */
const CLOSING = new Set('，。、；：？！）」』】》〉’”…,.;:?!)]}%');
const OPENING = new Set('（「『【《〈‘“([{\u200d');

/**
 * Breaks text into lines of at most `width` columns (at least 2): at spaces, beside wide characters, and inside a word
 * only where it is longer than a line. An address is never broken, so that it can be copied. Linear time.
 */
export function wrap(text: string, width: number): Range[] {
  const lines: Range[] = [];
  let line: Range = { start: 0, end: 0 };
  let column = 0;
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    if (token === '\n') {
      lines.push(line);
      line = { start: index + 1, end: index + 1 };
      column = 0;
    } else if (token.startsWith(' ')) {
      column += token.length;
    } else {
      for (const piece of piecesOf(token, width)) {
        const start = index + piece.start;
        if (column > 0 && column + piece.columns > width) {
          // A line that holds only spaces so far is dropped.
          if (line.end > line.start) lines.push(line);
          line = { start, end: start };
          column = 0;
        }
        line.end = index + piece.end;
        column += piece.columns;
      }
    }
  }
  lines.push(line);
  return lines;
}

type Piece = Range & { columns: number };

/** What of a word must stay together: all of it, but for wide characters and what is longer than a line. */
function piecesOf(word: string, width: number): Piece[] {
  if (ADDRESS.test(word) || (word.length <= width && ASCII.test(word)))
    return [{ start: 0, end: word.length, columns: widthOf(word) }];
  const pieces: Piece[] = [];
  let piece: Piece = { start: 0, end: 0, columns: 0 };
  let before = '';
  let wideBefore = false;
  for (const character of word) {
    const columns = widthOfPoint(character.codePointAt(0) ?? 0);
    const mayPart = (wideBefore || columns === WIDE) && !CLOSING.has(character) && !OPENING.has(before);
    if (columns > 0 && piece.end > piece.start && (mayPart || piece.columns + columns > width)) {
      pieces.push(piece);
      piece = { start: piece.end, end: piece.end, columns: 0 };
    }
    piece.end += character.length;
    piece.columns += columns;
    // A mark that takes no column belongs to the character before it.
    if (columns > 0) wideBefore = columns === WIDE;
    before = character;
  }
  pieces.push(piece);
  return pieces;
}
