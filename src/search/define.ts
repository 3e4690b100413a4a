import { STOP_WORDS } from './stop-words.ts';

/** An acronym and what a text says it stands for, both as written there. */
export interface Definition {
  short: string;
  long: string;
  shortStart: number;
  longStart: number;
}

/** A bracket longer than this is a remark, not an acronym. */
const MAX_BRACKET = 100;
const MAX_SHORT = 10;
const bracket = new RegExp(`[(（]([^()（）]{2,${MAX_BRACKET}})[)）]`, 'g');
const wordPattern = /[\p{L}\p{N}]+/gu;
const sentenceEnd = /[.!?;:)）。！？；](?=\s|$)|[。！？；（(]/gu;

/**
 * The acronyms that a text defines: `mixture of experts (MoE)`, `MoE (Mixture of Experts)`, plurals and hyphens as the
 * field writes them. After Schwartz and Hearst, "A simple algorithm for identifying abbreviation definitions in
 * biomedical text" (Pacific Symposium on Biocomputing, 2003), but a long form whose words begin with the acronym's
 * letters is preferred to their shortest match, which may start inside the definition.
 */
export function findDefinitions(text: string): Definition[] {
  const found: Definition[] = [];
  for (const match of text.matchAll(bracket)) {
    const inside = match[1] ?? '';
    const insideStart = match.index + 1;
    const definition =
      shortInside(text, match.index, inside) ?? longInside(text, match.index, inside, insideStart);
    if (definition) found.push(definition);
  }
  return found;
}

const shortPattern = /(?<![\p{L}\p{N}])[\p{L}\p{N}](?:[\p{L}\p{N}]|[-+*.&/](?=[\p{L}\p{N}]))*/gu;
/** A number of a section or a volume, and what looks like one. */
const romanNumber = /^[IVX]+$/;
/** Words run together, such as `TensorFlow` and `WikiText`. */
const name = /\p{Ll}{3}/u;

/**
 * Where short forms stand in a text, in UTF-16 units, whether or not it says what they stand for: words with capitals
 * in a row (`MoE` and `CNNs`, not `TensorFlow`).
 */
export function findShortForms(text: string): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = [];
  for (const match of text.matchAll(shortPattern)) {
    const [word] = match;
    if (isShort(word) && !romanNumber.test(word) && !name.test(word))
      found.push({ start: match.index, end: match.index + word.length });
  }
  return found;
}

/** `mixture of experts (MoE)`, also `(MoE, for short)`. */
function shortInside(text: string, open: number, inside: string): Definition | undefined {
  const short = /^\s*([^\s,;:/]+)\s*(?:[,;]|$)/u.exec(inside)?.[1];
  if (short === undefined || !isShort(short)) return undefined;
  const letters = toLetters(short);
  const window = text.slice(Math.max(0, open - 40 - 14 * letters.length), open);
  const clauseStart = lastEnd(window);
  const clause = window.slice(clauseStart);
  const range = toRange(clause, letters);
  if (range === undefined) return undefined;
  const long = clause.slice(range.start, range.end);
  if (!isLong(long, short, letters)) return undefined;
  const longStart = open - clause.length + range.start;
  return { short: toSingular(short), long, shortStart: text.indexOf(short, open), longStart };
}

/** What follows the last word of a long form and is none of it: quotation marks, a comma, a possessive's ending. */
const tail = /(?:[\s"”»,]|['’]{1,2}(?:s(?![\p{L}\p{N}]))?)*$/u;
const lastWord = /[\s-]+[\p{L}\p{N}]+$/u;

/**
 * Where the long form stands at the end of a clause. Words that begin with the letters come first; then the same but for
 * one word more, as in `social media crawling method (SMC)`; then Schwartz and Hearst's match.
 */
function toRange(clause: string, letters: readonly string[]): { start: number; end: number } | undefined {
  const whole = clause.replace(tail, '');
  const exact = byInitials(whole, letters);
  if (exact !== undefined) return { start: exact, end: whole.length };
  const shorter = whole.replace(lastWord, '');
  const inner = letters.length > 2 ? byInitials(shorter, letters) : undefined;
  if (inner !== undefined) return { start: inner, end: shorter.length };
  const loose = byLetters(whole, letters);
  return loose === undefined ? undefined : { start: loose, end: whole.length };
}

/** `MoE (Mixture of Experts)`. */
function longInside(text: string, open: number, inside: string, insideStart: number): Definition | undefined {
  const before = /([^\s([]+)\s*$/u.exec(text.slice(Math.max(0, open - 2 * MAX_SHORT), open));
  const short = before?.[1];
  if (short === undefined || !isShort(short)) return undefined;
  const letters = toLetters(short);
  const long = (/^[^,;]+/u.exec(inside)?.[0] ?? '').trim();
  const start = byInitials(long, letters) ?? byLetters(long, letters);
  if (start !== 0 || !isLong(long, short, letters)) return undefined;
  const shortStart = Math.max(0, open - 2 * MAX_SHORT) + (before?.index ?? 0);
  return { short: toSingular(short), long, shortStart, longStart: insideStart + inside.indexOf(long) };
}

function isShort(text: string): boolean {
  if (text.length < 2 || text.length > MAX_SHORT) return false;
  if (!/^[\p{L}\p{N}][\p{L}\p{N}\-+*.&']*$/u.test(text)) return false;
  return (text.match(/\p{Lu}/gu)?.length ?? 0) >= 2;
}

/** `LLMs` is `LLM`; what is compared is its letters, lower case. */
function toSingular(short: string): string {
  return short.replace(/(?<=\p{Lu})(?:'|’)?s$/u, '');
}

function toLetters(short: string): string[] {
  return [
    ...toSingular(short)
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]/gu, ''),
  ];
}

function lastEnd(text: string): number {
  let end = 0;
  for (const match of text.matchAll(sentenceEnd)) end = match.index + match[0].length;
  return end;
}

/** Where the long form starts if its words begin with the letters; only words like `of` may be passed over. */
function byInitials(text: string, letters: readonly string[]): number | undefined {
  const words = [...text.matchAll(wordPattern)];
  let index = letters.length - 1;
  for (let at = words.length - 1; at >= 0; at--) {
    const word = words[at];
    const folded = word?.[0].toLowerCase() ?? '';
    if (folded.charAt(0) === letters[index]) {
      index -= 1;
      if (index < 0) return word?.index;
    } else if (!STOP_WORDS.has(folded)) return undefined;
  }
  return undefined;
}

/** Schwartz and Hearst's rule: the letters stand in order, read from the right, the first one at a word's start. */
function byLetters(text: string, letters: readonly string[]): number | undefined {
  const lower = text.toLowerCase();
  let at = lower.length - 1;
  for (let index = letters.length - 1; index >= 0; index--) {
    const letter = letters[index] ?? '';
    while (
      at >= 0 &&
      (lower.charAt(at) !== letter || (index === 0 && /[\p{L}\p{N}]/u.test(lower.charAt(at - 1))))
    )
      at -= 1;
    if (at < 0) return undefined;
    at -= 1;
  }
  return at + 1;
}

function isLong(long: string, short: string, letters: readonly string[]): boolean {
  const words: readonly string[] = long.match(wordPattern) ?? [];
  if (words.length < 2 || words.length > Math.min(letters.length + 5, letters.length * 2)) return false;
  return long.length > short.length && !words.includes(short) && !words.includes(toSingular(short));
}
