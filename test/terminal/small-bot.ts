import { PassThrough } from 'node:stream';
import { z } from 'zod';
import type { Io } from '../../adapters/terminal/io.ts';
import type { TerminalParts } from '../../adapters/terminal/terminal.ts';
import { type Bot, createBot } from '../../src/bot.ts';
import { defineCommand } from '../../src/command.ts';
import { UnavailableError } from '../../src/errors.ts';
import type { Library } from '../../src/library.ts';
import type { Paper } from '../../src/papers/paper.ts';
import { createMemoryPlaces } from '../../src/places.ts';
import type { Card } from '../../src/reply.ts';
import { createTeamWorld } from '../support/world.ts';

const paperOption = z.string().min(1).describe('a paper');

const toCard = (paper: string): Card => ({
  paper,
  title: `Paper ${paper}`,
  url: `https://arxiv.org/abs/${paper}`,
  buttons: [{ label: 'Summary', run: { command: 'summary', options: { paper } } }],
});

const search = defineCommand({
  name: 'search',
  summary: 'Find papers',
  examples: ['search moe'],
  options: z.object({
    query: z.string().describe('words'),
    page: z.int().min(1).max(9).default(1).describe('which page'),
  }),
  positional: 'query',
  suggest: {
    query: async (typed) =>
      ['moe mamba', 'moe routing']
        .filter((each) => each.startsWith(typed))
        .map((value) => ({ label: value, value })),
  },
  async run({ query, page }) {
    if (query === 'outage') throw new UnavailableError('The index is away.');
    if (query === 'bug') throw new TypeError('undefined is not a paper');
    const turn = (label: string, to: number) => ({
      label,
      run: { command: 'search', options: { query, page: to } },
    });
    return {
      title: `2 papers about ${query}, page ${page}`,
      cards: [toCard('2401.04081'), toCard('2402.17764')],
      buttons: [...(page > 1 ? [turn('Back', page - 1)] : []), turn('More', page + 1)],
    };
  },
});

const summary = defineCommand({
  name: 'summary',
  summary: 'Sum up a paper',
  examples: ['summary 2401.04081'],
  options: z.object({ paper: paperOption }),
  positional: 'paper',
  suggest: {
    paper: async () => [
      { label: 'MoE-Mamba', value: '2401.04081' },
      { label: 'The Era of 1-bit LLMs', value: '2402.17764' },
    ],
  },
  run: async ({ paper }) => ({ title: `TL;DR of ${paper}` }),
});

const show = defineCommand({
  name: 'show',
  summary: 'Show a paper',
  examples: ['show 2401.04081'],
  options: z.object({ paper: paperOption }),
  positional: 'paper',
  run: async ({ paper }) => ({ cards: [toCard(paper)] }),
});

const library: Library = {
  get: async () => [],
  arrived: () => Promise.resolve([]),
  find: async () => ({ kind: 'nothing' }),
  hits: async () => ({ total: 0, hits: [], terms: [], also: [], suggestions: [] }),
  search: async () => ({ total: 0, hits: [], terms: [], also: [], suggestions: [], papers: [] }),
  similar: async () => [],
  complete: async () => [],
  topics: async () => [],
  papersWith: async (words) => words.map(() => 0),
  termsOf: async (ids) => ids.map(() => undefined),
  days: async () => [],
  onDay: async () => [],
  count: async () => 0,
  idAt: async () => undefined,
  announcement: async () => undefined,
};

const silent = { debug() {}, info() {}, warn() {}, error() {} };

/** A real bot with three commands over no corpus; `search outage` and `search bug` fail. */
export function createSmallBot(): Bot {
  const clock = { now: () => new Date('2024-11-27T12:00:00Z') };
  return createBot({
    library,
    places: createMemoryPlaces(),
    ...createTeamWorld(clock),
    commands: [search, summary, show],
    log: silent,
    clock,
    random: () => 0,
  });
}

const toPaper = (id: string): Paper => ({
  id,
  title: `Paper ${id}`,
  abstract: 'We propose it.',
  lang: 'en',
  foundIn: [{ document: 'page.txt', line: 3 }],
});

/** A terminal in memory: what to type goes into `stdin`, what was shown is read with `shown` and `errors`. */
export function createTerminal(options: { isTTY?: boolean; env?: Io['env'] } = {}) {
  const isTTY = options.isTTY ?? false;
  const stdin = Object.assign(new PassThrough(), { isTTY });
  const stdout = Object.assign(new PassThrough(), { isTTY, columns: 80 });
  const stderr = Object.assign(new PassThrough(), { isTTY });
  const seen = { out: '', err: '' };
  stdout.on('data', (chunk) => {
    seen.out += String(chunk);
  });
  stderr.on('data', (chunk) => {
    seen.err += String(chunk);
  });
  const io: Io = { stdin, stdout, stderr, env: options.env ?? {} };
  const parts = (args: TerminalParts['args']): TerminalParts => ({
    bot: createSmallBot(),
    io,
    args,
    asker: { id: 'terminal:me', server: 'terminal', lang: 'en', zone: 'UTC' },
    getPapers: async (ids) => ids.map(toPaper),
    greeting: '265 papers.',
  });
  return { io, stdin, stdout, parts, shown: () => seen.out, errors: () => seen.err };
}
