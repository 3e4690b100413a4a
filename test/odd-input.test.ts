import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Bot, createBot } from '../src/bot.ts';
import { commands } from '../src/commands/commands.ts';
import { asker, createLog, createWorld } from './support/world.ts';

const MEGABYTE = 1_000_000;
const names = commands.map((each) => each.name);

/** Whatever people, or programs, may send: any text, and text made of what the grammars look for. */
const odd = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc
    .array(
      fc.constantFrom(
        '"',
        '-',
        '--',
        ':',
        'cat:',
        'year:',
        'after:',
        'sort:',
        'has:',
        '*',
        '\u202e',
        '\ud800',
        '\u0000',
        '量化',
        'модель',
        '2402.17764',
        'moe',
        ' ',
        '\n',
        '--page',
        '(',
        '[',
        '\\',
      ),
      { maxLength: 60 },
    )
    .map((parts) => parts.join('')),
);

describe('the longest, oddest and emptiest input', () => {
  let bot: Bot;
  const log = createLog();
  beforeAll(async () => {
    bot = createBot({ ...(await createWorld()), commands, log });
  });

  it('gets an answer or a clear error from every command, never a bug', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('', ...names), odd, async (name, text) => {
        const { outcome, reply } = await bot.run({ line: `${name} ${text}`, asker });
        expect(['ok', 'user-error']).toContain(outcome);
        expect(Object.keys(reply).length).toBeGreaterThan(1);
      }),
      { numRuns: 1_000 },
    );
  });

  it('gets the same as typed options, which pass no line', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...commands), odd, async (command, text) => {
        const options = command.positional === undefined ? {} : { [command.positional]: text };
        const { outcome } = await bot.run({ invocation: { command: command.name, options }, asker });
        expect(['ok', 'user-error']).toContain(outcome);
      }),
      { numRuns: 1_000 },
    );
  });

  it.each([
    ['a megabyte of letters', 'a'.repeat(MEGABYTE)],
    ['a megabyte of words', 'moe '.repeat(MEGABYTE / 4)],
    ['ten thousand quotes', '"'.repeat(10_000)],
    ['ten thousand minus signs', '- '.repeat(10_000)],
    ['nothing but white space', ' \t\u00a0\u3000'],
    ['control characters', '\u0000\u0007\u001b[31m'],
    ['right-to-left marks', '\u202e\u202d\u2066'],
    ['lone surrogates', '\ud800\udc00\ud800 \udfff'],
  ])('takes %s in every command', async (_what, text) => {
    for (const name of names) {
      for (const request of [{ line: `${name} ${text}` }, { invocation: toInvocation(name, text) }]) {
        const { outcome } = await bot.run({ ...request, asker });
        expect({ name, outcome: ['ok', 'user-error'].includes(outcome) }).toEqual({ name, outcome: true });
      }
    }
  });
});

function toInvocation(name: string, text: string) {
  const positional = commands.find((each) => each.name === name)?.positional;
  return { command: name, options: positional === undefined ? {} : { [positional]: text } };
}
