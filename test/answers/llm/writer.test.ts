import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createMemoryBudgetBook } from '../../../src/answers/llm/budget.ts';
import { createOpenAi } from '../../../src/answers/llm/openai.ts';
import { createWriter } from '../../../src/answers/llm/writer.ts';
import { createBot } from '../../../src/bot.ts';
import { commands } from '../../../src/commands/commands.ts';
import { type Reply, toPlain } from '../../../src/reply.ts';
import { createFakeTimer } from '../../support/fake-timer.ts';
import {
  type Answering,
  honest,
  type LoopbackLlm,
  readData,
  type Seen,
  startLoopbackLlm,
  toLine,
} from '../../support/loopback-llm.ts';
import { asker, createLog, createWorld } from '../../support/world.ts';

const KEY = 'sk-secret-planted-0123456789';
const LINE = 'ask can transformers plan better than A*?';

let world: Awaited<ReturnType<typeof createWorld>>;
beforeAll(async () => {
  world = await createWorld();
});
const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

async function start(
  answer: (seen: Seen, count: number) => Answering,
  limits = { perPerson: 1e6, perDay: 1e6 },
  book = createMemoryBudgetBook(),
) {
  const llm: LoopbackLlm = await startLoopbackLlm(answer);
  stops.push(llm.stop);
  const log = createLog();
  const timer = createFakeTimer();
  const model = createOpenAi({ baseUrl: llm.baseUrl, model: 'test-model', apiKey: KEY });
  const writer = createWriter({ llm: model, clock: world.clock, timer, log, limits, book });
  const bot = createBot({ ...world, commands, log, writer });
  const progress: Reply[] = [];
  const ask = async (line = LINE, more: { lang?: 'ru'; signal?: AbortSignal } = {}) => {
    const person = { ...asker, lang: more.lang ?? asker.lang };
    const signal = more.signal ? { signal: more.signal } : {};
    const { outcome, reply } = await bot.run({
      line,
      asker: person,
      progress: (each) => progress.push(each),
      ...signal,
    });
    expect(outcome).toBe('ok');
    return { reply, text: toPlain(reply.text ?? ''), note: toPlain(reply.note ?? '') };
  };
  return { llm, log, timer, ask, progress };
}

describe('an answer by a model', () => {
  it('is sentences with citations, by name of the model, with the quotes one press away', async () => {
    const { ask, llm } = await start(honest);
    const { text, note, reply } = await ask();
    expect(text).toMatch(/^· .+ \[1\]/);
    expect(note).toMatch(/^Written by test-model, checked against the abstracts\./);
    expect(reply.buttons?.[0]).toMatchObject({ run: { command: 'ask', options: { quotes: true } } });
    expect(llm.seen[0]).toMatchObject({ model: 'test-model', authorization: `Bearer ${KEY}` });
  });

  it('arrives while it is written: first that it reads, then each sentence that passed', async () => {
    const { ask, progress } = await start(honest);
    const { text } = await ask();
    const shown = progress.map((each) => toPlain(each.text ?? ''));
    expect(shown[0]).toMatch(/^Reading \d+ papers…$/);
    expect(shown.length).toBeGreaterThan(2);
    for (const [at, each] of shown.slice(2).entries())
      expect(each.startsWith(shown[at + 1] ?? '?')).toBe(true);
    expect(shown.at(-1)).toBe(text);
  });

  it('drops the sentences that do not stand in what they cite, and keeps the others', async () => {
    const { ask } = await start((seen) => {
      const sentence = readData(seen.user).passages[0]?.text.split('. ')[0] ?? '';
      return {
        pieces: [toLine('GPT-9 wins by 99%.', [1], [sentence]), toLine(`${sentence}.`, [1], [sentence])],
      };
    });
    const { text } = await ask();
    expect(text).not.toContain('GPT-9');
    expect(text.match(/\[1\]/g)).toHaveLength(1);
  });

  it('is asked for in the language of the question, else of the asker', async () => {
    const { ask, llm } = await start(honest);
    await ask(LINE, { lang: 'ru' });
    expect(llm.seen[0]?.system).toContain('in Russian');
    await ask('ask что такое MoRA и LoRA?');
    expect(llm.seen[1]?.system).toContain('in Russian');
  });

  it('is not asked for where the asker wants the quotes', async () => {
    const { ask, llm } = await start(honest);
    await ask(`${LINE} --quotes`);
    expect(llm.seen).toEqual([]);
  });

  it('is not asked for where no paper answers', async () => {
    const { ask, llm } = await start(honest);
    expect((await ask('ask what is the capital of France?')).text).toMatch(/^None of/);
    expect(llm.seen).toEqual([]);
  });
});

describe('the quotes stand in, and say why', () => {
  const QUOTES = /^\w+ papers? here speaks? to this\.\n· “/;

  it.each<[string, Answering]>([
    ['an error', { status: 500, body: `{"error":{"message":"no, Bearer ${KEY}"}}` }],
    ['a refusal that repeats the key', { status: 401, body: `{"error":{"message":"bad key ${KEY}"}}` }],
    ['too many requests', { status: 429, body: '{}' }],
    ['no JSON', { status: 404, body: '<html>' }],
    ['a connection that breaks at once', { pieces: [], ends: 'broken' }],
    ['half a sentence and a broken connection', { pieces: ['{"text": "Weigh'], ends: 'broken' }],
  ])('after %s, and one retry; the key is nowhere', async (_, answering) => {
    const { ask, llm, log } = await start(() => answering);
    const { text, note, reply } = await ask();
    expect(text).toMatch(QUOTES);
    expect(note).toMatch(/^The model did not answer/);
    expect(llm.seen).toHaveLength(2);
    expect(log.entries.some(({ level }) => level === 'warn')).toBe(true);
    const everything = log.entries
      .map(({ fields }) => Object.values(fields).map(describeAll).join(' '))
      .join(' ');
    expect(everything + JSON.stringify([log.entries, reply])).not.toContain(KEY);
  });

  it.each([
    ['nothing', ['']],
    ['prose', ['I think weights can be small.']],
    ['half a sentence', ['{"text": "Weights can be small.", "passages": [1]']],
    [
      'JSON of another shape',
      ['{"text": 1, "passages": "all", "quotes": null} [[{"answer": {"text": []}}]]'],
    ],
    ['what no passage says', [toLine('Bananas ripen.', [1], ['bananas ripen now'])]],
  ])('where the model writes %s', async (_, pieces) => {
    const { ask, llm } = await start(() => ({ pieces }));
    const { text, note } = await ask();
    expect(text).toMatch(QUOTES);
    expect(note).toMatch(/^What the model wrote did not pass the check/);
    expect(llm.seen).toHaveLength(2);
  });

  it('not where the retry helps', async () => {
    const { ask } = await start((seen, count) => (count === 1 ? { status: 503, body: '' } : honest(seen)));
    expect((await ask()).note).toMatch(/^Written by/);
  });

  it('when the time is up, however long the model hangs', async () => {
    const { ask, timer, llm } = await start(() => ({ pieces: [], ends: 'never' }));
    const asking = ask();
    await until(() => llm.seen.length === 1);
    timer.expire();
    expect((await asking).note).toMatch(/^The model did not answer/);
  });

  it('when the asker stops it', async () => {
    const controller = new AbortController();
    const { ask, llm } = await start(() => ({ pieces: [], ends: 'never' }));
    const asking = ask(LINE, { signal: controller.signal });
    await until(() => llm.seen.length === 1);
    controller.abort();
    expect((await asking).note).toMatch(/^Stopped/);
  });

  it('at once while the model rests after a failure, and no longer than that', async () => {
    const { ask, llm, timer } = await start((seen, count) =>
      count <= 2 ? { status: 500, body: '' } : honest(seen),
    );
    await ask();
    expect((await ask()).note).toMatch(/^The model did not answer/);
    expect(llm.seen).toHaveLength(2);
    timer.advance(60_000);
    expect((await ask()).note).toMatch(/^Written by/);
  });

  it('while the budget cannot be read, and no model is asked', async () => {
    const book = { addTokens: () => Promise.reject(new Error('the database is away')) };
    const { ask, llm, log } = await start(honest, undefined, book);
    const { text, note } = await ask();
    expect(text).toMatch(QUOTES);
    expect(note).toMatch(/^The model did not answer/);
    expect(llm.seen).toEqual([]);
    expect(log.entries.map(({ message }) => message)).toContain('the budget cannot be read');
  });

  it('when the time is up, however long the budget’s book hangs', async () => {
    const { promise: read, resolve } = Promise.withResolvers<void>();
    const hang = () => {
      resolve();
      return new Promise<never>(() => undefined);
    };
    const { ask, timer } = await start(honest, undefined, { addTokens: hang });
    const asking = ask();
    await read;
    timer.expire();
    expect((await asking).note).toMatch(/^The model did not answer/);
  });

  it('when the day’s budget is spent', async () => {
    const { ask } = await start((seen) => ({ ...honest(seen), usage: 90_000 }), {
      perPerson: 100_000,
      perDay: 1e6,
    });
    expect((await ask()).note).toMatch(/^Written by/);
    expect((await ask()).note).toMatch(/^Written by/);
    expect((await ask()).note).toMatch(/^Today’s budget for written answers is spent/);
  });
});

describe('what failed after a sentence passed leaves that sentence', () => {
  it('where the model hangs until the time is up, and it does not rest then', async () => {
    const { ask, timer, progress, llm } = await start((seen) => ({ ...honest(seen), ends: 'never' }));
    for (const asked of [1, 2]) {
      const shown = progress.length;
      const asking = ask();
      await until(() => progress.length > shown + 1);
      timer.expire();
      expect((await asking).note).toMatch(/^Written by/);
      expect(llm.seen).toHaveLength(asked);
    }
  });

  it('where the connection breaks, and nobody asks again', async () => {
    const { ask, llm } = await start((seen) => ({ ...honest(seen), ends: 'broken' }));
    expect((await ask()).note).toMatch(/^Written by/);
    expect(llm.seen).toHaveLength(1);
  });

  it('where the budget’s book fails afterwards', async () => {
    let calls = 0;
    const addTokens = () => {
      calls += 1;
      return calls === 1 ? Promise.resolve({ person: 1, all: 1 }) : Promise.reject(new Error('away'));
    };
    const { ask, log } = await start(honest, undefined, { addTokens });
    expect((await ask()).note).toMatch(/^Written by/);
    expect(log.entries.map(({ message }) => message)).toContain('the budget was not written');
  });
});

describe('a summary', () => {
  const parts = ['tldr', 'problem', 'results'];
  const write = (seen: Seen): Answering => {
    const [first = '', ...others] = readData(seen.user).passages.map(({ text }) => text);
    const lines = parts.map((part, at) =>
      toLine([first, ...others][at] ?? first, [at + 1], [[first, ...others][at] ?? first], part),
    );
    return { pieces: [...lines, toLine(first, [1], [first], 'tldr')] };
  };

  it('is written by the model, part by part, with the original one press away', async () => {
    const { ask, llm } = await start(write);
    const { reply, note } = await ask('summary 2402.14083 --lang ru');
    expect(llm.seen[0]?.system).toContain('in Russian');
    expect(reply.cards?.[0]?.fields?.map(({ label }) => label)).toEqual(['TL;DR', 'Problem', 'Results']);
    expect(note).toBe('Written by test-model, checked against the abstracts.');
    expect(reply.buttons?.[0]).toMatchObject({ run: { command: 'summary', options: { original: true } } });
  });

  it('is the authors’ own where the model fails, or where that is asked for', async () => {
    const { ask, llm } = await start(() => ({ pieces: ['no'] }));
    expect((await ask('summary 2402.14083')).note).toMatch(/own words/);
    const asked = llm.seen.length;
    expect((await ask('summary 2402.14083 --original')).note).toBe("the authors' own words");
    expect(llm.seen).toHaveLength(asked);
  });
});

/** Waits for something that happens on loopback. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
}

function describeAll(value: unknown): string {
  if (!(value instanceof Error)) return String(value);
  return `${value.stack} ${JSON.stringify(Object.getOwnPropertyNames(value).map((name) => String(Reflect.get(value, name))))} ${describeAll(value.cause ?? '')}`;
}
