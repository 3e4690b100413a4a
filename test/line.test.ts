import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Command, defineCommand, type Invocation } from '../src/command.ts';
import { commands } from '../src/commands/commands.ts';
import { UserError } from '../src/errors.ts';
import { formatLine, parseLine } from '../src/line.ts';

const reply = () => Promise.resolve({});

const everyKind = defineCommand({
  name: 'every',
  summary: 'One option of each kind',
  examples: ['every words'],
  options: z.object({
    words: z.string().describe('text').optional(),
    count: z.int().describe('a whole number').optional(),
    share: z.number().describe('a number').optional(),
    loud: z.boolean().describe('a switch').optional(),
    note: z.string().describe('more text').optional(),
  }),
  positional: 'words',
  run: reply,
});
const bare = defineCommand({
  name: 'bare',
  summary: 'No options',
  examples: ['bare'],
  options: z.object({}),
  run: reply,
});
const all: readonly Command[] = [...commands, everyKind, bare];

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom(
      '-',
      '--',
      '—',
      '"',
      '\\',
      '=',
      ' ',
      '\n',
      'a',
      'count',
      'loud',
      '--count',
      ' --loud',
    ),
  }),
);

describe('the line grammar', () => {
  it.each<[string, Invocation]>([
    ['search moe', { command: 'search', options: { query: 'moe' } }],
    ['search moe --page 2', { command: 'search', options: { query: 'moe', page: 2 } }],
    ['search --page=2 moe', { command: 'search', options: { query: 'moe', page: 2 } }],
    ['  SEARCH   state   space ', { command: 'search', options: { query: 'state space' } }],
    ['/paper search moe', { command: 'search', options: { query: 'moe' } }],
    ['search "state  space" -vision', { command: 'search', options: { query: '"state space" -vision' } }],
    ['search moe —page 2', { command: 'search', options: { query: 'moe', page: 2 } }],
    ['search "a --page 2"', { command: 'search', options: { query: '"a --page 2"' } }],
    ['search -- --page 2', { command: 'search', options: { query: '--page 2' } }],
    ['new', { command: 'today', options: {} }],
    ['2402.17764', { command: 'show', options: { paper: '2402.17764' } }],
    [
      'https://arxiv.org/pdf/2402.17764v1.pdf',
      { command: 'show', options: { paper: 'https://arxiv.org/pdf/2402.17764v1.pdf' } },
    ],
    [
      'every --note "say \\"hi\\"" --loud --share .5',
      { command: 'every', options: { note: 'say "hi"', loud: true, share: 0.5 } },
    ],
    ['every --loud=no --count -3 x', { command: 'every', options: { loud: false, count: -3, words: 'x' } }],
  ])('reads %j', (line, invocation) => {
    expect(parseLine(line, all)).toEqual(invocation);
  });

  it.each([
    ['', 'Type a command.', 'help'],
    ['serach moe', 'There is no command “serach”. Did you mean search?', 'search moe'],
    ['state space models', 'There is no command “state”.', 'search state space models'],
    ['search moe --pgae 2', 'There is no option --pgae. Did you mean --page?', 'search moe'],
    ['search moe --colour red', 'There is no option --colour: search has --query, --page.', 'search moe'],
    ['search moe --page', '--page needs a value: which page of the results.', 'search moe'],
    ['search moe --page two', '--page takes a whole number, not “two”.', 'search moe'],
    ['search moe --page 1.5', '--page takes a whole number, not “1.5”.', 'search moe'],
    ['bare words', 'bare takes no words after it.', 'bare'],
  ])('says what is wrong with %j, and shows a line that works', (line, message, example) => {
    const error = catchUserError(() => parseLine(line, all));
    expect({ message: error.message, example: error.example }).toEqual({ message, example });
  });

  it('reads back every invocation that it writes', () => {
    const options = fc.record(
      {
        words: text,
        count: fc.maxSafeInteger(),
        share: fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => n + 0),
        loud: fc.boolean(),
        note: text,
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(options, (given) => {
        const invocation = { command: 'every', options: given };
        expect(parseLine(formatLine(invocation, all), all)).toEqual(invocation);
      }),
      { numRuns: 2_000 },
    );
  });

  it('answers any text with an invocation or a UserError, and nothing else', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          text,
          text.map((t) => `search ${t}`),
          text.map((t) => `every ${t}`),
        ),
        (line) => {
          try {
            expect(all.map((each) => each.name)).toContain(parseLine(line, all).command);
          } catch (error) {
            expect(error).toBeInstanceOf(UserError);
          }
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('reads a megabyte of quotes, dashes or words without slowing down', () => {
    for (const unit of ['"', '"a ', '-- ', 'a ', '--x ', '"\\']) {
      const line = `search x ${unit.repeat(1_000_000 / unit.length)}`;
      expect(() => {
        try {
          parseLine(line, all);
        } catch (error) {
          if (!(error instanceof UserError)) throw error;
        }
      }).not.toThrow();
    }
  });
});

function catchUserError(run: () => unknown): UserError {
  try {
    run();
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}
