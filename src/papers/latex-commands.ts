import {
  findNext,
  MAX_FORMULA,
  type Mode,
  type Read,
  type Reader,
  readGroup,
  readInner,
  take,
  takeGroup,
} from './latex-reader.ts';
import {
  ACCENTS,
  DOUBLE_STRUCK,
  DROPPED,
  FUNCTIONS,
  GLUED,
  LETTERS,
  SILENT,
  SYMBOLS,
} from './latex-symbols.ts';
import { toSubscript, toSuperscript } from './scripts.ts';

/** Gives a command's text. `argument` reads its next argument as text, `raw` takes it as it is written. */
type Command = (argument: (mode?: Mode) => string, raw: () => string) => string;

const fraction: Command = (argument) => `${parenthesised(argument())}/${parenthesised(argument())}`;
const address: Command = (_, raw) => raw().replace(/\\([_%&#~])/gu, '$1');
const note: Command = (argument) => ` (${argument('text')})`;
/** A reference to the list of works, which an abstract has not: its key in brackets says that something is cited. */
const citation: Command = (_, raw) => raw().replace(/^.+$/su, '[$&]');
/** The first argument is a colour or an ornament, the second is what people read. */
const second: Command = (argument, raw) => {
  raw();
  return argument();
};
/** The argument is no text to read. */
const nothing: Command = (_, raw) => {
  raw();
  return '';
};

const COMMANDS: ReadonlyMap<string, Command> = new Map(
  Object.entries({
    frac: fraction,
    tfrac: fraction,
    dfrac: fraction,
    nicefrac: fraction,
    sqrt: (argument) => `√${parenthesised(argument())}`,
    binom: (argument) => `(${argument()} choose ${argument()})`,
    textsubscript: (argument) => toSubscript(argument('text')),
    textsuperscript: (argument) => toSuperscript(argument('text')),
    mathbb: (argument) => doubleStruck(argument('math')),
    mathbbm: (argument) => doubleStruck(argument('math')),
    href: (argument, raw) => labelled(address(argument, raw), argument('text')),
    url: address,
    nolinkurl: address,
    footnote: note,
    footnotetext: note,
    textcolor: second,
    colorbox: second,
    hyperlink: second,
    overset: second,
    underset: second,
    SI: (argument) => `${argument()} ${argument()}`,
    unicode: (_, raw) => fromCodePoint(raw().replace(/^x/u, '')),
    cite: citation,
    citep: citation,
    citet: citation,
    citealp: citation,
    textcite: citation,
    parencite: citation,
  } satisfies Record<string, Command>),
);

/** Commands that set their argument in another face; without an argument they leave nothing behind. */
const FACE =
  /^(?:text|math|emph$|underline$|uline$|ul$|mbox$|hbox$|fbox$|operatorname$|bm$|boldsymbol$|pmb$)/u;
/** Arguments of these are words even inside a formula. */
const WORDS = /^(?:text|mbox$|hbox$|fbox$|emph$)/u;

/**
 * Reads the command whose backslash stands at the reader. A command that nobody knows, as authors define them for their
 * method's name, gives its argument, or without one its own name.
 * @param before the last characters of the text so far, for spacing
 */
export function readCommand(reader: Reader, end: number, mode: Mode, before: string, read: Read): string {
  const escaped = take(reader, /\\u(?=[0-9a-f]{0,3}\d)[0-9a-f]{4}/iy, end);
  if (escaped !== undefined) return fromCodePoint(escaped.slice(2));
  const verbatim = take(reader, /\\verb\|[^|]{0,200}\|/y, end);
  if (verbatim !== undefined) return verbatim.slice(6, -1);
  const name = (take(reader, /\\(?:[A-Za-z]+(?:\*(?=\{))?|.?)/suy, end) ?? '')
    .slice(1)
    .replace(/(.)\*$/u, '$1');
  const context = { reader, end, mode, before, read };
  return /[A-Za-z]/u.test(name) ? readWord(name, context) : readSign(name, context);
}

interface Context {
  reader: Reader;
  end: number;
  mode: Mode;
  before: string;
  read: Read;
}

function readWord(name: string, context: Context): string {
  const { reader, end, mode, before } = context;
  if (ACCENTS.has(name)) return readAccent(name, context) ?? name;
  if (SILENT.has(name)) {
    take(reader, name === 'left' || name === 'right' ? /\./y : / /y, end);
    return '';
  }
  if (name === 'not') return `${readArgument(context, 'math')}\u0338`;
  const command = DROPPED.has(name) ? nothing : COMMANDS.get(name);
  if (command !== undefined) {
    take(reader, /(?:\[[^\]]{0,80}\]){1,2}/y, end);
    return command(
      (inner = mode) => readArgument(context, inner),
      () => takeGroup(reader, end) ?? '',
    );
  }
  if (FACE.test(name)) {
    return readArgument(context, WORDS.test(name) ? 'text' : name.startsWith('math') ? 'math' : mode);
  }
  if (FUNCTIONS.has(name)) return /[\p{L}\p{N})]$/u.test(before) ? ` ${name}` : name;
  return readSymbol(name, context) ?? readUnknown(name, context);
}

function readSymbol(name: string, { reader, end, mode, before }: Context): string | undefined {
  const symbol = SYMBOLS.get(name);
  if (symbol === undefined) return undefined;
  take(reader, /\{\}/y, end);
  const isGlued = mode === 'math' ? GLUED.has(name) : LETTERS.has(name) && /\p{L}$/u.test(before);
  if (isGlued) take(reader, / +(?=\p{L})/uy, end);
  return symbol;
}

function readUnknown(name: string, { reader, end, mode, read }: Context): string {
  const inner = readGroup(reader, end, mode, read);
  return inner === undefined || inner.trim() === '' ? name : inner;
}

/** What ends the formula that each command opens. */
const FORMULA_ENDS: ReadonlyMap<string, string> = new Map([
  ['(', '\\)'],
  ['[', '\\]'],
]);

/** Commands that are one sign: escapes, accents, spaces, and the brackets around formulas. */
function readSign(name: string, context: Context): string {
  const { reader, mode, before } = context;
  const close = FORMULA_ENDS.get(name);
  if (close !== undefined) return mode === 'text' ? readFormula(close, context) : '';
  if (/^[\s\\,;:]$/u.test(name)) return ' ';
  if (name === '|') return '‖';
  if (SILENT.has(name)) return '';
  if (!ACCENTS.has(name)) return name;
  const following = reader.source.slice(reader.at, reader.at + 4);
  // JSON's escapes look like accents: `it\'s`, `\"latent\"`.
  if (name === "'" && /\p{L}$/u.test(before) && /^(?:s|t|re|ll|ve|d|m)(?!\p{L})/u.test(following))
    return name;
  if (name === '"' && !/^(?: ?\{|[aeiouy\\])/iu.test(following)) return name;
  return readAccent(name, context) ?? ('=.'.includes(name) ? '' : name);
}

/** The formula up to `close`; without one, nothing, and reading goes on after the opening bracket. */
function readFormula(close: string, { reader, end, read }: Context): string {
  const stop = findNext(reader, close);
  if (stop >= Math.min(end, reader.at + MAX_FORMULA)) return '';
  return readInner(reader, stop, stop + close.length, 'math', read).trim();
}

/** An accent and its letter; undefined where no letter follows. */
function readAccent(name: string, { reader, end, mode, read }: Context): string | undefined {
  take(reader, / (?=[A-Za-z\\{])/y, end);
  const base =
    readGroup(reader, end, mode, read)?.trim() ??
    take(reader, /\\[ij](?![A-Za-z]) ?/y, end)?.charAt(1) ??
    (mode === 'math' && reader.source.charAt(reader.at) === '\\' && reader.at < end
      ? readCommand(reader, end, mode, '', read)
      : take(reader, /\p{L}/uy, end));
  if (base === undefined || base === '') return undefined;
  const [first = '', ...rest] = Array.from(base.replace(/^ı/u, 'i').replace(/^ȷ/u, 'j'));
  if (rest.length === 0) return (first + (ACCENTS.get(name) ?? '')).normalize('NFC');
  // `\beta` whose backslash and first letter were taken for an escape comes out as `\b{eta}`.
  return SYMBOLS.get(name + base) ?? base;
}

/** A group; in a formula one command or one character will do. */
function readArgument({ reader, end, mode, read }: Context, inner: Mode): string {
  take(reader, / (?=\{)/y, end);
  const group = readGroup(reader, end, inner, read);
  if (group !== undefined || mode === 'text' || reader.at >= end) return group?.trim() ?? '';
  take(reader, /\s+/y, end);
  if (reader.source.charAt(reader.at) === '\\') return readCommand(reader, end, inner, '', read);
  return take(reader, /[^\s{}$]/uy, end) ?? '';
}

function doubleStruck(letters: string): string {
  return DOUBLE_STRUCK.get(letters) ?? letters;
}

function labelled(link: string, label: string): string {
  return label === '' || label.includes('://') || link.includes(label) ? link : `${label} (${link})`;
}

function parenthesised(text: string): string {
  return /^[\p{L}\p{N}.∂√]*$/u.test(text) ? text : `(${text})`;
}

function fromCodePoint(hex: string): string {
  const point = /^[0-9a-f]{1,6}$/iu.test(hex) ? Number.parseInt(hex, 16) : 0;
  return point > 0x1f && point <= 0x10ffff ? String.fromCodePoint(point) : '';
}
