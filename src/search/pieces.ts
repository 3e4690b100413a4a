/** A run of one script in a text, with its UTF-16 offsets. */
export interface Piece {
  text: string;
  start: number;
  end: number;
  script: 'word' | 'cyrillic' | 'han';
  /** How it hangs on the piece before it: by a hyphen, by one space, or not. */
  joint: 'hyphen' | 'space' | 'none';
}

const HAN = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー`;
const CYRILLIC = String.raw`\p{Script=Cyrillic}`;
/** Marks, and invisible characters that stand inside words: soft hyphens, joiners, direction marks. */
const INSIDE = String.raw`\p{M}\u00ad\u200b-\u200f\u2060\ufeff`;
const WORD = String.raw`[[\p{L}\p{N}]--[${HAN}${CYRILLIC}]]`;
const IN_WORD = String.raw`[[\p{L}\p{N}${INSIDE}]--[${HAN}${CYRILLIC}]]`;

/**
 * Every choice begins with another kind of character, or ends where the next begins, so the scan is linear. In order:
 * Chinese (and kana), Cyrillic, numbers with thousands set off, and words, which may hold an apostrophe or a decimal
 * point (`b1.58`).
 */
const piecePattern = new RegExp(
  [
    `[${HAN}][${HAN}${INSIDE}]*`,
    `${CYRILLIC}[${CYRILLIC}${INSIDE}]*`,
    String.raw`\d{1,3}(?:,\d{3}){1,6}(?![\d,])`,
    String.raw`${WORD}${IN_WORD}*(?:(?:['’ʼ](?=\p{L})|\.(?<=\d\.)(?=\d))${IN_WORD}+)*`,
  ].join('|'),
  'gv',
);

const hyphen = /^[-‐‑‒–−﹣－]$/;
const letter = /^\p{L}$/u;

/** Cuts a text into pieces. Everything that is no letter or digit is left out, but for `C++`, `C#` and `A*`. */
export function* toPieces(text: string): Generator<Piece> {
  let before = -2;
  for (const match of text.matchAll(piecePattern)) {
    const start = match.index;
    const written = match[0];
    const plainEnd = start + written.length;
    // A letter is one UTF-16 unit or two.
    const sign = written.length <= 2 && letter.test(written) ? signLength(text, plainEnd) : 0;
    const end = plainEnd + sign;
    yield {
      text: sign === 0 ? written : text.slice(start, end),
      start,
      end,
      script: toScript(written),
      joint: start - before === 1 ? toJoint(text.charAt(before)) : 'none',
    };
    before = end;
  }
}

function toJoint(gap: string): Piece['joint'] {
  if (gap === ' ') return 'space';
  return hyphen.test(gap) ? 'hyphen' : 'none';
}

const han = new RegExp(`^[${HAN}]`, 'v');
const cyrillic = new RegExp(`^${CYRILLIC}`, 'v');

/** The script of a piece, by its first letter. */
function toScript(written: string): Piece['script'] {
  // Before Greek: most of all text, told without a pattern.
  if (written.charCodeAt(0) < 0x370) return 'word';
  return han.test(written) ? 'han' : cyrillic.test(written) ? 'cyrillic' : 'word';
}

const signs = /\+\+|[#*∗](?![\p{L}\p{N}*])/uy;

/** How many characters of a name's sign follow a single letter: 2 in `C++`, 1 in `A*`. */
function signLength(text: string, at: number): number {
  signs.lastIndex = at;
  return signs.exec(text)?.[0].length ?? 0;
}
