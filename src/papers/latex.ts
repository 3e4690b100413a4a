import { readCommand } from './latex-commands.ts';
import {
  createReader,
  findNext,
  MAX_FORMULA,
  type Mode,
  type Read,
  type Reader,
  readGroup,
  readInner,
  take,
} from './latex-reader.ts';
import { toSubscript, toSuperscript } from './scripts.ts';

/**
 * Turns LaTeX, as abstracts hold it, into the text people read: accents, fonts, escapes, ties, dashes, quotes, links and
 * formulas. Text without LaTeX comes back as it is. Linear in the length; any text is accepted, balanced or not.
 */
export function fromLatex(source: string): string {
  return dropGroupBraces(read(createReader(source), source.length, 'text'));
}

/** Reads what one special character starts. `before` is the end of the text so far. */
type Special = (reader: Reader, end: number, before: string) => string;

const TEXT_SPECIALS: Readonly<Record<string, Special>> = {
  '\\': (reader, end, before) => readCommand(reader, end, 'text', before, read),
  $: readFormula,
  '{': readTextGroup,
  '~': readTie,
  '^': readTextSuperscript,
  _: readTextSubscript,
  '-': readDashes,
  '`': (reader, end) => (take(reader, /``/y, end) ? '"' : next(reader)),
  "'": (reader, end) => (take(reader, /''/y, end) ? '"' : next(reader)),
  h: (reader, end) => readAddress(reader, end) ?? next(reader),
};

const MATH_SPECIALS: Readonly<Record<string, Special>> = {
  '\\': (reader, end, before) => readCommand(reader, end, 'math', before, read),
  $: skip,
  '{': (reader, end) => readGroup(reader, end, 'math', read) ?? skip(reader),
  '}': skip,
  '~': (reader) => `${skip(reader)} `,
  '&': (reader) => `${skip(reader)} `,
  '^': (reader, end) => `${skip(reader)}${toSuperscript(readIndex(reader, end))}`,
  _: (reader, end) => `${skip(reader)}${toSubscript(readIndex(reader, end))}`,
};

const MODES = {
  text: { specials: TEXT_SPECIALS, plain: /[^\\${~^_`'h-]+/y },
  math: { specials: MATH_SPECIALS, plain: /[^\\${}~&^_]+/y },
} as const satisfies Record<Mode, unknown>;

const read: Read = (reader, end, mode) => {
  const { specials, plain } = MODES[mode];
  const pieces: string[] = [];
  let before = '';
  while (reader.at < end) {
    const piece =
      take(reader, plain, end) ??
      specials[reader.source.charAt(reader.at)]?.(reader, end, before) ??
      next(reader);
    pieces.push(piece);
    before = (before + piece.slice(-4)).slice(-4);
  }
  return pieces.join('');
};

function next(reader: Reader): string {
  reader.at += 1;
  return reader.source.charAt(reader.at - 1);
}

function skip(reader: Reader): string {
  reader.at += 1;
  return '';
}

/** `$…$` or `$$…$$`, unless the signs are prices. */
function readFormula(reader: Reader, end: number): string {
  const { source, at } = reader;
  const mark = source.startsWith('$$', at) ? '$$' : '$';
  const start = at + mark.length;
  const close = findUnescaped(reader, mark, start, Math.min(end, start + MAX_FORMULA));
  reader.at = at;
  if (close === undefined) return next(reader);
  if (mark === '$' && isPrice(source.slice(start, close), source.charAt(close + mark.length)))
    return next(reader);
  reader.at = start;
  return readInner(reader, close, close + mark.length, 'math', read).trim();
}

function findUnescaped(reader: Reader, mark: string, start: number, limit: number): number | undefined {
  for (reader.at = start; ; reader.at += 1) {
    reader.at = findNext(reader, mark);
    if (reader.at >= limit) return undefined;
    if (reader.source.charAt(reader.at - 1) !== '\\') return reader.at;
  }
}

/** Two words in a row, commands left aside: running text. */
const PROSE = /(?<![\\\p{L}])(?:\p{L}{3,}\s+\p{L}{2,}|\p{L}{2,}\s+\p{L}{3,})/u;
/** Formulas with a space before their end are short. */
const MAX_PADDED = 20;

/** Whether the text between two dollar signs shows that they are currency: `$5 and $10`, `$5-$10`, `$4 per test. … $`. */
function isPrice(between: string, after: string): boolean {
  const isPadded = /\s$/u.test(between);
  if (!/^\d/u.test(between)) return isPadded && /^\s/u.test(between) && PROSE.test(between);
  if (PROSE.test(between) || (isPadded && between.length > MAX_PADDED)) return true;
  return (isPadded || /\d/u.test(after)) && !between.includes('\\');
}

/** A group in running text. One that starts with a command is formatting; of others, the braces are judged at the end. */
function readTextGroup(reader: Reader, end: number): string {
  const isFormatting = /^\\\p{L}/u.test(reader.source.slice(reader.at + 1, reader.at + 3));
  const text = readGroup(reader, end, 'text', read);
  if (text === undefined) return next(reader);
  // `49{,}375` keeps TeX from setting a space after the comma.
  return isFormatting || /^[,.;:]$/u.test(text) ? text : `{${text}}`;
}

/** `~` is a space that no line may break at, but people also write it for "about" (`~49%`) and "to" (`1~5`). */
function readTie(reader: Reader, _end: number, before: string): string {
  reader.at += 1;
  const last = before.at(-1) ?? ' ';
  const following = reader.source.charAt(reader.at);
  if (/[\s([{]/u.test(last)) return /[\p{L}(]/u.test(following) ? '' : '~';
  if (last === '/' || (/[\p{N}\p{Script=Han}]/u.test(last) && /\p{N}/u.test(following))) return '~';
  return ' ';
}

/** Two hyphens for a dash, three for a long one, or for a minus (`--0.97`); not so in `--option` and arrows. */
function readDashes(reader: Reader, end: number, before: string): string {
  const dashes = take(reader, /-+/y, end) ?? '';
  if (dashes.length === 1) return dashes;
  const following = reader.source.charAt(reader.at);
  const isFirst = /(?:^|[\s([])$/u.test(before);
  if (isFirst && /\p{N}/u.test(following)) return '-';
  const isOption = isFirst && /\p{L}/u.test(following);
  if (isOption || following === '>' || before.endsWith('<') || before.endsWith('!')) return dashes;
  return dashes.length === 2 ? '–' : '—';
}

/** Outside a formula a caret raises only what cannot be meant otherwise: `L^2`, `10^{-3}`, `A^*`. */
function readTextSuperscript(reader: Reader, end: number, before: string): string {
  reader.at += 1;
  if (!/[\p{L}\p{N})\]]$/u.test(before)) return '^';
  const index = readGroup(reader, end, 'math', read) ?? take(reader, /[+−-]?\d+|[*∗]/y, end);
  return index === undefined ? '^' : toSuperscript(index.trim());
}

function readTextSubscript(reader: Reader, end: number, before: string): string {
  reader.at += 1;
  const index = /[\p{L}\p{N})\]]$/u.test(before) ? readGroup(reader, end, 'math', read) : undefined;
  return index === undefined ? '_' : toSubscript(index.trim());
}

/** The argument of `^` or `_` in a formula: a group, a command or one character. */
function readIndex(reader: Reader, end: number): string {
  const group = readGroup(reader, end, 'math', read);
  if (group !== undefined) return group.trim();
  if (reader.source.charAt(reader.at) === '\\') return readCommand(reader, end, 'math', '', read).trim();
  return take(reader, /[^\s{}]/uy, end) ?? '';
}

/** A link, kept as it is but for escapes. A label that a scraper left glued to it (`https://a.b/c{c}`) is dropped. */
function readAddress(reader: Reader, end: number): string | undefined {
  const written = take(reader, /https?:\/\/(?:[^\s\\{}$<>"]|\\[_%&#~])+/y, end);
  if (written === undefined) return undefined;
  const address = written.replace(/\\([_%&#~])/gu, '$1');
  const label = readGroup(reader, end, 'text', read);
  return label === undefined || address.includes(label) ? address : `${address} (${label})`;
}

/** What makes braces in running text those of a set, which stay: `{-1, 0, 1}`, `{x | x > 0}`, `{1}`. */
const BRACE_OR_MARK = /[{},;|<>=…]/gu;
/** Longer ones are a stray pair around a sentence. */
const MAX_SET = 120;

/** Drops braces that group (`{BERT}`) and keeps those of sets. Braces without a partner are dropped. */
function dropGroupBraces(text: string): string {
  if (!/[{}]/u.test(text)) return text;
  const open: { at: number; isSet: boolean }[] = [];
  const dropped = new Uint8Array(text.length);
  for (const { index: at, 0: sign } of text.matchAll(BRACE_OR_MARK)) {
    const group = open.at(-1);
    if (sign === '{') open.push({ at, isSet: false });
    else if (sign !== '}') {
      if (group !== undefined) group.isSet = true;
    } else {
      open.pop();
      const isKept =
        group !== undefined && isSet(text.slice(group.at + 1, at).slice(0, MAX_SET + 1), group.isSet);
      if (!isKept) dropped[at] = 1;
      if (!isKept && group !== undefined) dropped[group.at] = 1;
    }
  }
  for (const group of open) dropped[group.at] = 1;
  return text.replace(/[{}]/gu, (brace, at: number) => (dropped[at] === 1 ? '' : brace));
}

function isSet(inner: string, hasMark: boolean): boolean {
  return inner.length <= MAX_SET && (hasMark || /^[+-]?\d{1,6}$/u.test(inner));
}
