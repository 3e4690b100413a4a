import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { followUpOf } from '../../src/answers/thread.ts';
import { type Bot, createBot } from '../../src/bot.ts';
import { commands } from '../../src/commands/commands.ts';
import type { Library } from '../../src/library.ts';
import { inPassing } from '../../src/passing.ts';
import { type Reply, toPlain } from '../../src/reply.ts';
import { asker, createLog, createWorld } from '../support/world.ts';

let bot: Bot;
let world: Awaited<ReturnType<typeof createWorld>>;
beforeAll(async () => {
  world = await createWorld();
  bot = createBot({ ...world, commands, log: createLog() });
});

const ask = async (line: string, lang = asker.lang): Promise<Reply> => {
  const { outcome, reply } = await bot.run({ line, asker: { ...asker, lang } });
  expect(outcome).toBe('ok');
  return reply;
};

const runsOf = ({ cards = [], buttons = [] }: Reply) =>
  [...cards.flatMap((card) => card.buttons ?? []), ...buttons].flatMap((button) =>
    'run' in button ? [button.run] : [],
  );

describe('ask', () => {
  it('quotes papers word for word, each with a citation to a card', async () => {
    const reply = await ask('ask can transformers plan better than A*?');
    const text = toPlain(reply.text ?? '');
    const quotes = [...text.matchAll(/“(.+?)” \[(\d)\]/gs)];
    expect(quotes.length).toBeGreaterThanOrEqual(1);
    for (const [, quote = '', number = ''] of quotes) {
      const card = reply.cards?.[Number(number) - 1];
      const [paper] = await world.library.get([card?.paper ?? '']);
      expect(paper?.abstract).toContain(quote);
      expect(toPlain(card?.title ?? '')).toBe(`[${number}] ${paper?.title}`);
    }
  });

  it('repeats the question, and says what it read', async () => {
    const { title, note } = await ask('ask how fast is FlatQuant?');
    expect(title).toBe('how fast is FlatQuant?');
    expect(toPlain(note ?? '')).toMatch(/From abstracts only\. \d+ papers, the newest from/);
  });

  it.each([
    'what is the capital of France?',
    'how do I bake bread?',
    'who won the football world cup in 1998?',
    'wie wird das Wetter morgen in Berlin?',
    'какая столица Франции?',
    '法国的首都是哪里？',
  ])('says that no paper answers: %s', async (question) => {
    expect(toPlain((await ask(`ask ${question}`)).text ?? '')).toMatch(
      /^None of the \d+ papers here answers this\./,
    );
  });

  it('offers a search for the words that papers here do have', async () => {
    const { buttons } = await ask(
      'ask do transformers dislike hallucinating about purple volcanoes in Patagonia?',
    );
    expect(buttons).toEqual([
      { label: 'Search “transformers”', run: { command: 'search', options: { query: 'transformers' } } },
    ]);
  });

  it('speaks the asker’s language around the quotes', async () => {
    expect(toPlain((await ask('ask how fast is FlatQuant?', 'ru')).text ?? '')).toContain('Об этом здесь');
    expect(toPlain((await ask('ask how fast is FlatQuant?', 'zh')).text ?? '')).toContain('谈到这个问题');
  });

  it('answers a follow-up from what its own buttons say of the answer before', async () => {
    const first = await ask('ask how do transformers handle long sequences?');
    const { about = '', papers = '' } = followUpOf([runsOf(first)]);
    expect(about).toBe('how do transformers handle long sequences?');
    const invocation = { command: 'ask', options: { question: 'what about memory?', about, papers } };
    const { reply } = await bot.run({ invocation, asker });
    expect(toPlain(reply.text ?? '')).toMatch(/memory/i);
    expect(toPlain(reply.text ?? '')).toMatch(/sequence/i);
  });

  it('is what a mention in passing asks', () => {
    expect(inPassing('how small can weights get?', commands)).toEqual({
      invocation: { command: 'ask', options: { question: 'how small can weights get?' } },
    });
  });

  it('answers any option values, however odd', async () => {
    const odd = { question: '\ud800"“«[1](x) @everyone', about: '\u0000', papers: ',,,../../etc,😀' };
    const { outcome } = await bot.run({ invocation: { command: 'ask', options: odd }, asker });
    expect(outcome).toBe('ok');
  });
});

describe('ask, where the papers are slow to come', () => {
  afterEach(() => vi.useRealTimers());

  /** A library whose search ends when the test says so. */
  function createSlowLibrary() {
    const held = Promise.withResolvers<void>();
    const library: Library = {
      ...world.library,
      search: async (query, page) => {
        await held.promise;
        return world.library.search(query, page);
      },
    };
    return { library, finish: held.resolve };
  }

  const line = 'ask how fast is FlatQuant?';

  it('says that it reads, and then answers', async () => {
    const { library, finish } = createSlowLibrary();
    const announced = Promise.withResolvers<Reply>();
    const bot = createBot({ ...world, library, commands, log: createLog() });
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const answer = bot.run({ line, asker, progress: announced.resolve });
    await vi.advanceTimersByTimeAsync(3_000);
    expect(toPlain((await announced.promise).text ?? '')).toBe('Reading 12 papers…');
    finish();
    expect(toPlain((await answer).reply.text ?? '')).toContain('“');
  });

  it('ends at once when the asker stops it', async () => {
    const { library } = createSlowLibrary();
    const bot = createBot({ ...world, library, commands, log: createLog() });
    const { outcome, reply } = await bot.run({ line, asker, signal: AbortSignal.abort() });
    expect([outcome, reply.text]).toEqual(['ok', 'Stopped before the papers were read.']);
  });
});
