import { z } from 'zod';
import { type Command, defineCommand } from '../../src/command.ts';
import { commands } from '../../src/commands/commands.ts';
import { UnavailableError, UserError } from '../../src/errors.ts';
import type { Reply } from '../../src/reply.ts';

/** Text that tries everything: markup and pings of both platforms, terminal escapes, odd Unicode, links to avoid. */
export const HOSTILE =
  '@everyone @here <@1234567890123456789> <@&1> <#2> <!channel> <!here> <@U123ABC> <https://evil.example|click> ' +
  '[click](javascript:alert(1)) *b* _i_ ~s~ `c` ||sp|| ```x``` # h > q & < > \u001b[31mred\u001b]8;;https://evil.example\u0007x ' +
  '\u202eright to left\u202c \u0000\u0007\u009b \ud800 \udc00 :smile: https://user:pass@evil.example/ end';

const long = 'A sentence of a certain length that says something about experts and routing. '.repeat(120);

/** Longer than what some platforms carry in a button. */
const LONG_NAME = 'y'.repeat(150);

const tally = (name: string) => ({ command: 'tally', options: { name } });

/** One reply of each kind that a command may give. */
export const replies: Readonly<Record<string, Reply>> = {
  empty: {},
  title: { title: 'Only a title' },
  text: {
    title: 'A title',
    text: [
      'plain ',
      { text: 'bold', style: 'bold' },
      ' and ',
      { text: 'linked', url: 'https://example.org/a' },
    ],
  },
  private: { title: 'Only for you', visibleTo: 'asker' },
  card: {
    cards: [
      {
        title: 'One card',
        url: 'https://arxiv.org/abs/2402.17764',
        byline: 'facts · more facts',
        body: ['the ', { text: 'marked', style: 'mark' }, ' word'],
        fields: [{ label: 'Label', value: 'value' }],
        buttons: [
          { label: 'Hello', run: { command: 'hello', options: {} } },
          { label: 'Open', open: 'https://example.org/' },
        ],
      },
    ],
    note: 'a closing note',
    buttons: [{ label: 'More ▶', run: { command: 'page', options: { page: 2 } }, inPlace: true }],
  },
  many: {
    title: 'Twenty-five cards',
    cards: Array.from({ length: 25 }, (_, index) => ({
      title: `Card number ${index + 1}`,
      byline: 'facts',
      body: long.slice(0, 600),
      buttons: [{ label: 'Hello', run: { command: 'hello', options: {} } }],
    })),
  },
  rows: {
    title: 'Cards with rows',
    text: 'What they are about',
    cards: Array.from({ length: 5 }, (_, index) => ({
      title: `Card with a row ${index + 1}`,
      byline: 'facts',
      body: 'A sentence about it.',
      row: [
        { label: 'Three', run: tally(`up-${index}`), inPlace: true as const },
        { label: 'Two', run: tally(`down-${index}`), inPlace: true as const },
        { label: 'Hello', run: { command: 'hello', options: {} } },
        { label: 'Long', run: tally(`${index}${LONG_NAME}`), inPlace: true as const },
      ],
    })),
    note: 'a closing note',
    buttons: [
      { label: 'Back', run: { command: 'page', options: { page: 1 } }, inPlace: true },
      { label: 'More ▶', run: { command: 'page', options: { page: 2 } }, inPlace: true },
    ],
  },
  files: {
    title: 'Two files',
    cards: [{ title: 'One card', buttons: [{ label: 'Hello', run: { command: 'hello', options: {} } }] }],
    files: [
      { name: 'list.bib', text: '@misc{first,\n  title = {{A first paper}},\n}\n' },
      { name: 'list.md', text: '- A *second* paper\n' },
    ],
    note: 'a closing note',
    buttons: [
      { label: 'Three', run: tally('up-0'), inPlace: true },
      { label: 'Votes', run: { command: 'give', options: { kind: 'rows' } } },
    ],
  },
  long: { title: 'Long', cards: [{ title: 'A long body', url: 'https://example.org/long', body: long }] },
  longTitle: { title: long, cards: [{ title: long, byline: long, fields: [{ label: long, value: long }] }] },
  code: { title: 'Code', code: { language: 'bibtex', text: '@misc{a,\n  title = {{A ``` B}},\n}' } },
  hostile: {
    title: HOSTILE,
    text: HOSTILE,
    cards: [
      {
        title: HOSTILE,
        url: 'javascript:alert(1)',
        byline: HOSTILE,
        body: [HOSTILE, { text: HOSTILE, url: 'https://user:secret@evil.example/' }],
        fields: [{ label: HOSTILE, value: HOSTILE }],
        buttons: [
          { label: HOSTILE, run: { command: 'hello', options: { words: HOSTILE } } },
          { label: 'bad', open: 'javascript:alert(1)' },
        ],
      },
    ],
    code: { language: 'text', text: HOSTILE },
    note: HOSTILE,
  },
  longButton: {
    title: 'Buttons',
    buttons: [
      { label: 'x'.repeat(300), run: { command: 'hello', options: { words: 'y'.repeat(900) } } },
      ...Array.from({ length: 12 }, (_, index) => ({
        label: `Button ${index + 1}`,
        run: { command: 'page', options: { page: index + 1 } },
      })),
    ],
  },
};

/** Commands that give each kind of reply and each kind of failure, for the adapter contract. */
const ASKED = [
  'search',
  'ask',
  'show',
  'summary',
  'today',
  'random',
  'similar',
  'cite',
  'papers',
  'cards',
  'help',
];

export const showcase: readonly Command[] = [
  defineCommand({
    name: 'give',
    summary: 'Give one kind of reply',
    examples: ['give card'],
    options: z.object({ kind: z.string().max(20).describe('which kind') }),
    positional: 'kind',
    run: ({ kind }) => Promise.resolve(replies[kind] ?? { title: `no reply ${kind}` }),
  }),
  defineCommand({
    name: 'hello',
    summary: 'Say hello',
    examples: ['hello'],
    options: z.object({ words: z.string().max(2000).describe('what to say').optional() }),
    positional: 'words',
    run: ({ words }) =>
      Promise.resolve({ title: words === undefined ? 'Hello there' : `You said ${words.length} characters` }),
  }),
  defineCommand({
    name: 'page',
    summary: 'Turn a page',
    examples: ['page'],
    options: z.object({ page: z.int().min(1).max(99).default(1).describe('which page') }),
    run: ({ page }) =>
      Promise.resolve({
        title: `This is page ${page}`,
        buttons: [
          { label: 'More ▶', run: { command: 'page', options: { page: page + 1 } }, inPlace: true as const },
        ],
      }),
  }),
  defineCommand({
    name: 'tally',
    summary: 'Count one more, on the button itself',
    examples: ['tally up-0'],
    options: z.object({ name: z.string().max(300).describe('what is counted') }),
    positional: 'name',
    visibleTo: 'asker',
    run: () =>
      Promise.resolve({
        title: 'Counted',
        relabel: [
          { run: tally('up-0'), label: 'Four' },
          { run: tally('down-0'), label: 'One' },
          { run: tally(`0${LONG_NAME}`), label: 'Longer' },
          { run: tally('nowhere'), label: 'Nowhere' },
        ],
      }),
  }),
  defineCommand({
    name: 'fail',
    summary: 'Fail in one of three ways',
    examples: ['fail user'],
    options: z.object({ how: z.enum(['user', 'down', 'bug']).describe('in which way') }),
    positional: 'how',
    run: ({ how }) => {
      if (how === 'user') throw new UserError('You can mend this.', { example: 'hello' });
      if (how === 'down')
        throw new UnavailableError('Elsewhere is down.', { cause: new Error('ECONNREFUSED secret-host') });
      throw new TypeError('planted-secret');
    },
  }),
  defineCommand({
    name: 'quiet',
    summary: 'Answer only the asker',
    examples: ['quiet'],
    options: z.object({}),
    visibleTo: 'asker',
    run: () => Promise.resolve({ title: 'Between us' }),
  }),
  defineCommand({
    name: 'slow',
    summary: 'Take a while',
    examples: ['slow'],
    options: z.object({
      ending: z.enum(['answer', 'fail']).default('answer').describe('what happens in the end'),
    }),
    positional: 'ending',
    slow: true,
    run: ({ ending }) => {
      if (ending === 'fail') throw new UserError('It took long and came to nothing.');
      return Promise.resolve({ title: 'Worth the wait' });
    },
  }),
];

/** As many commands as Discord takes of one app: those that only show something, and the bot's own that tests of its answers ask. */
export const mixed: readonly Command[] = [
  ...commands.filter(({ name }) => ASKED.includes(name)),
  ...showcase,
];
