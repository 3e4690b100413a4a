import type { Command, Invocation, OptionValue } from './command.ts';
import { UserError } from './errors.ts';
import { type OptionInfo, optionsOf } from './options.ts';
import { parseArxivId } from './papers/arxiv-id.ts';
import { nearest } from './text/nearest.ts';

/**
 * The line grammar, one for the terminal, Slack, buttons, README and the tests:
 *
 *     line  = name { word | flag } [ "-- " verbatim ]
 *     flag  = "--" option [ ( "=" | space ) value ]
 *     value = word | '"' any text, with \" and \\ for those two '"'
 *
 * Words that are no flag make up the positional option, as typed, quotes included (a search needs them), white space
 * folded. After a lone `--` everything is taken as it stands (POSIX Utility Conventions, guideline 10).
 */

/** Phones turn `--page` into `—page` and straight quotes into curly ones. */
const flagStart = /^(?:--|—|–)(?=\p{L})/u;

/**
 * Reads a line as a command and its options, each of the type that the command declares. Bounds are not checked
 * here: that is the schema's part, in `bot.run`. A line that is wholly an arXiv ID or link means `show`.
 *
 * @throws UserError for no words, an unknown command or option, a missing value, or a number that is none.
 */
export function parseLine(line: string, commands: readonly Command[]): Invocation {
  const start = line.trimStart().replace(/^\/(?:paper(?:\s+|$))?/i, '');
  const word = /^\S*/.exec(start)?.[0] ?? '';
  if (word === '') throw new UserError('Type a command.', { example: 'help' });
  const command = findCommand(word, commands);
  if (!command) return parseBare(start, word, commands);
  const { text, flags } = scan(start.slice(word.length), (name) => takesValue(command, name));
  const options: Record<string, OptionValue> = {};
  for (const [name, value] of flags) {
    const option = optionsOf(command).find((each) => each.name === name);
    if (!option) throw unknownOption(command, name);
    options[name] = toOptionValue(command, option, value);
  }
  if (text !== undefined) {
    if (!command.positional)
      throw new UserError(`${command.name} takes no words after it.`, { example: command.examples[0] });
    const option = optionsOf(command).find((each) => each.name === command.positional);
    if (option) options[command.positional] = toOptionValue(command, option, text);
  }
  return { command: command.name, options };
}

/** The line that means this invocation: `parseLine(formatLine(x))` equals x, for every x that names its command's options. */
export function formatLine(invocation: Invocation, commands: readonly Command[]): string {
  const command = findCommand(invocation.command, commands);
  const positional = command?.positional;
  const flags = Object.entries(invocation.options)
    .filter(([name]) => name !== positional)
    .map(
      ([name, value]) =>
        ` --${name}${value === true ? '' : value === false ? '=false' : ` ${quote(String(value))}`}`,
    )
    .join('');
  const text = positional === undefined ? undefined : invocation.options[positional];
  if (text === undefined) return `${invocation.command}${flags}`;
  const plain = `${invocation.command} ${text}${flags}`;
  // The short form where it reads back as the same words; else the words go last, as they stand.
  const readBack = scan(
    plain.slice(invocation.command.length),
    (name) => command !== undefined && takesValue(command, name),
  );
  const same =
    readBack.text === String(text) && readBack.flags.length === Object.keys(invocation.options).length - 1;
  return same ? plain : `${invocation.command}${flags} -- ${text}`;
}

/** The command of this name or alias, whatever its case. */
export function findCommand(name: string, commands: readonly Command[]): Command | undefined {
  const wanted = name.toLowerCase();
  return commands.find((each) => each.name === wanted || each.aliases?.includes(wanted));
}

function parseBare(line: string, word: string, commands: readonly Command[]): Invocation {
  const show = findCommand('show', commands);
  if (show?.positional && parseArxivId(line))
    return { command: show.name, options: { [show.positional]: line.trim() } };
  // `state space models` is no mistyped `status`, which takes no words.
  const wordsFollow = /^\s+(?!--)\S/.test(line.slice(word.length));
  const names = commands
    .filter((each) => !wordsFollow || each.positional)
    .flatMap((each) => [each.name, ...(each.aliases ?? [])]);
  const meant = nearest(word.toLowerCase(), names);
  const search = findCommand('search', commands);
  const shown = word.length > 40 ? `${word.slice(0, 40)}…` : word;
  if (meant)
    throw new UserError(`There is no command “${shown}”. Did you mean ${meant}?`, {
      example: meant + line.slice(word.length, 200),
    });
  const rest = line.trim().slice(0, 80);
  throw new UserError(`There is no command “${shown}”.`, search ? { example: `search ${rest}` } : {});
}

interface Scanned {
  text: string | undefined;
  flags: [name: string, value: string | undefined][];
}

/** One pass over the words after the command's name. */
function scan(rest: string, takesValue: (flag: string) => boolean): Scanned {
  const flags: Scanned['flags'] = [];
  const words: string[] = [];
  let at = skipSpace(rest, 0);
  while (at < rest.length) {
    if (/^--(?:\s|$)/.test(rest.slice(at, at + 3))) {
      words.push(rest.slice(at + 3));
      break;
    }
    const end = wordEnd(rest, at);
    const word = rest.slice(at, end);
    const dashes = flagStart.exec(word)?.[0];
    if (dashes === undefined) {
      words.push(word.replace(/\s+/g, ' '));
      at = skipSpace(rest, end);
    } else {
      const { flag, end: flagEnd } = readFlag(rest, at + dashes.length, takesValue);
      flags.push(flag);
      at = skipSpace(rest, flagEnd);
    }
  }
  return { text: words.length > 0 ? words.join(' ') : undefined, flags };
}

/** A flag and its value, from behind its dashes on. */
function readFlag(
  rest: string,
  at: number,
  takesValue: (flag: string) => boolean,
): { flag: Scanned['flags'][number]; end: number } {
  flagName.lastIndex = at;
  const name = flagName.exec(rest)?.[0] ?? '';
  const nameEnd = at + name.length;
  const valueStart = rest[nameEnd] === '=' ? nameEnd + 1 : skipSpace(rest, nameEnd);
  const given = rest[nameEnd] === '=' || (takesValue(name) && valueStart < rest.length);
  // What follows is the next flag: this one's value was forgotten.
  const forgotten = rest[nameEnd] !== '=' && flagStart.test(rest.slice(valueStart, valueStart + 4));
  if (!given || forgotten) return { flag: [name, undefined], end: nameEnd };
  const value = readValue(rest, valueStart);
  return { flag: [name, value.text], end: value.end };
}

/** Sticky, so that a long line is walked once and never sliced. */
const space = /\s*/y;
const quotedPart = /[^\s"]*"[^"]*"\S*/y;
const plainWord = /\S+/y;
const flagName = /[^\s=]*/y;
const quotedValue = /"((?:[^"\\]|\\.)*)"/sy;

function skipSpace(text: string, at: number): number {
  space.lastIndex = at;
  space.test(text);
  return space.lastIndex;
}

/** A word ends at white space, but not inside "straight quotes" that are closed. */
function wordEnd(text: string, at: number): number {
  plainWord.lastIndex = at;
  const word = plainWord.exec(text)?.[0] ?? '';
  const plainEnd = at + word.length;
  if (!word.includes('"')) return plainEnd;
  quotedPart.lastIndex = at;
  return quotedPart.test(text) ? Math.max(quotedPart.lastIndex, plainEnd) : plainEnd;
}

function readValue(text: string, at: number): { text: string; end: number } {
  quotedValue.lastIndex = at;
  const quoted = quotedValue.exec(text);
  if (quoted) return { text: (quoted[1] ?? '').replace(/\\(.)/gs, '$1'), end: quotedValue.lastIndex };
  plainWord.lastIndex = at;
  const word = plainWord.exec(text)?.[0] ?? '';
  return { text: word, end: at + word.length };
}

function quote(value: string): string {
  const safe = value !== '' && !/[\s"\\]/.test(value) && !/^[-—–]/.test(value);
  return safe || (/^-\d/.test(value) && !/[\s"\\]/.test(value))
    ? value
    : `"${value.replace(/["\\]/g, '\\$&')}"`;
}

function takesValue(command: Command, flag: string): boolean {
  return optionsOf(command).find((each) => each.name === flag)?.type !== 'boolean';
}

function toOptionValue(command: Command, option: OptionInfo, value: string | undefined): OptionValue {
  if (option.type === 'boolean') return value === undefined || /^(?:true|yes|on|1)$/i.test(value);
  if (value === undefined)
    throw new UserError(`--${option.name} needs a value: ${option.description}.`, {
      example: command.examples[0],
    });
  if (option.type === 'string') return value;
  const number = Number(value);
  const whole = option.type === 'integer';
  if (value.trim() === '' || !Number.isFinite(number) || (whole && !Number.isSafeInteger(number))) {
    throw new UserError(
      `--${option.name} takes a ${whole ? 'whole ' : ''}number, not “${value.slice(0, 40)}”.`,
      { example: command.examples[0] },
    );
  }
  return number;
}

function unknownOption(command: Command, name: string): UserError {
  const names = optionsOf(command).map((each) => each.name);
  const meant = nearest(name.toLowerCase(), names);
  const has =
    names.length === 0
      ? `${command.name} has no options`
      : `${command.name} has ${names.map((each) => `--${each}`).join(', ')}`;
  const shown = name.length > 40 ? `${name.slice(0, 40)}…` : name;
  return new UserError(`There is no option --${shown}${meant ? `. Did you mean --${meant}?` : `: ${has}.`}`, {
    example: command.examples[0],
  });
}
