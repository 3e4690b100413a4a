/** Where reading stands in a LaTeX source. Every function that reads moves `at`. */
export interface Reader {
  readonly source: string;
  /** For each `{` the offset of the `}` that closes it, for every other character 0. */
  readonly closers: Int32Array;
  at: number;
  /** How many groups and formulas are open around `at`. */
  depth: number;
  /** Where each closing mark that was looked for stands next; Infinity where it does not. */
  readonly nextMarks: Map<string, number>;
}

export type Mode = 'text' | 'math';

/** Reads up to `end` and gives plain text. */
export type Read = (reader: Reader, end: number, mode: Mode) => string;

/** No formula of an abstract is longer; what looks like one is two prices far apart. */
export const MAX_FORMULA = 2000;

/** Nobody nests deeper; a hostile source that does loses its braces instead of the stack. */
const MAX_DEPTH = 40;

export function createReader(source: string): Reader {
  const closers = new Int32Array(source.length);
  const open: number[] = [];
  for (let at = 0; at < source.length; at += 1) {
    const character = source.charCodeAt(at);
    if (character === 0x5c) at += 1;
    else if (character === 0x7b) open.push(at);
    else if (character === 0x7d) {
      const opener = open.pop();
      if (opener !== undefined) closers[opener] = at;
    }
  }
  return { source, closers, at: 0, depth: 0, nextMarks: new Map() };
}

/** Reads what lies before `to`, one level deeper, and goes on at `next`. */
export function readInner(reader: Reader, to: number, next: number, mode: Mode, read: Read): string {
  reader.depth += 1;
  const text = read(reader, to, mode);
  reader.depth -= 1;
  reader.at = next;
  return text;
}

/** Reads the group that opens at `at`; undefined, with nothing read, where none does. */
export function readGroup(reader: Reader, end: number, mode: Mode, read: Read): string | undefined {
  const closer = closerAt(reader, end);
  if (closer === undefined) return undefined;
  reader.at += 1;
  return readInner(reader, closer, closer + 1, mode, read);
}

/** Takes the group that opens at `at` as it is written; undefined, with nothing read, where none does. */
export function takeGroup(reader: Reader, end: number): string | undefined {
  const closer = closerAt(reader, end);
  if (closer === undefined) return undefined;
  const text = reader.source.slice(reader.at + 1, closer);
  reader.at = closer + 1;
  return text;
}

function closerAt(reader: Reader, end: number): number | undefined {
  const closer = reader.closers[reader.at];
  return closer === undefined || closer === 0 || closer >= end || reader.depth >= MAX_DEPTH
    ? undefined
    : closer;
}

/** What a sticky pattern finds at `at`, which moves past it; undefined, with nothing read, where it finds nothing. */
export function take(reader: Reader, pattern: RegExp, end: number): string | undefined {
  pattern.lastIndex = reader.at;
  const found = pattern.exec(reader.source)?.[0];
  if (found === undefined || found.length === 0) return undefined;
  const text = found.slice(0, end - reader.at);
  reader.at += text.length;
  return text;
}

/** The offset of the next `mark` at or after `at`; Infinity where there is none. Each stretch is searched but once. */
export function findNext(reader: Reader, mark: string): number {
  const known = reader.nextMarks.get(mark);
  if (known !== undefined && known >= reader.at) return known;
  const found = reader.source.indexOf(mark, reader.at);
  const at = found < 0 ? Number.POSITIVE_INFINITY : found;
  reader.nextMarks.set(mark, at);
  return at;
}
