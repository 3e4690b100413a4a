import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createOpenAi } from '../../src/answers/llm/openai.ts';
import { createWriter, type Writer } from '../../src/answers/llm/writer.ts';
import { type Bot, createBot, type Request } from '../../src/bot.ts';
import { commands } from '../../src/commands/commands.ts';
import { prepareDelivery } from '../../src/daily/prepare-delivery.ts';
import type { Subscription } from '../../src/daily/subscriptions.ts';
import { toPickText } from '../../src/daily/translate-picks.ts';
import type { Paper } from '../../src/papers/paper.ts';
import { type Reply, toPlain } from '../../src/reply.ts';
import { makeSubscription } from '../contracts/subscriptions.ts';
import { createFakeTimer } from '../support/fake-timer.ts';
import { type Answering, readTexts, type Seen, startLoopbackLlm } from '../support/loopback-llm.ts';
import { asker, createLog, createTeamWorld, createWorld, openLibrary } from '../support/world.ts';

const TODAY = '2026-11-22';
const paper = (id: string, title: string, abstract: string): Paper => ({
  ...{ id, arxivId: id, title, abstract, lang: 'en', date: TODAY },
  foundIn: [{ document: 'arXiv', line: 1 }],
});
const sparse = paper(
  '2611.00001',
  'Sparse experts',
  'We propose sparse experts that keep 83% of the quality.',
);
const russian: Paper = {
  ...paper('2611.00002', 'Разреженные модели', 'Мы предлагаем разреженные модели для перевода.'),
  lang: 'ru',
};
const RUSSIAN: Readonly<Record<string, string>> = {
  'Sparse experts': 'Разреженные эксперты',
  'We propose sparse experts that keep 83% of the quality.':
    'Предложены разреженные эксперты, сохраняющие 83% качества.',
};

let world: Awaited<ReturnType<typeof createWorld>>;
const stops: (() => Promise<unknown>)[] = [];
let said: Seen[];

beforeAll(async () => {
  world = { ...(await createWorld()), library: await openLibrary([sparse, russian]) };
});
beforeEach(() => {
  world = { ...world, ...createTeamWorld(world.clock) };
});
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

/** A model that says this of each text. */
async function startWriter(translate: (text: string) => string | undefined): Promise<Writer> {
  const answer = ({ user }: Seen): Answering => ({
    pieces: readTexts(user).flatMap(({ number, text }) => {
      const translated = translate(text);
      return translated === undefined ? [] : [`${JSON.stringify({ number, text: translated })}\n`];
    }),
  });
  const { baseUrl, seen, stop } = await startLoopbackLlm(answer);
  stops.push(stop);
  said = seen;
  const llm = createOpenAi({ baseUrl, model: 'small-model' }, fetch);
  return createWriter({ llm, clock: world.clock, timer: createFakeTimer(), log: createLog() });
}

const inRussian: Partial<Subscription> = { lang: 'ru', madeAt: '2026-11-22T06:00:00Z' };

async function deliver(writer: Writer | undefined, given: Partial<Subscription> = inRussian): Promise<Reply> {
  const subscription = makeSubscription({ id: 'k3f9x2', zone: 'UTC', ...given });
  const prepared = await prepareDelivery(subscription, TODAY, undefined, { ...world, writer });
  if (!prepared) throw new Error('nothing was prepared');
  return prepared.reply;
}

/** Each card's title, body and first button beside votes and save. */
const cardsOf = ({ cards = [] }: Reply) =>
  new Map(
    cards.map((card) => [
      card.paper,
      {
        title: toPlain(card.title),
        body: toPlain(card.body ?? ''),
        button: card.row?.at(-1)?.label,
      },
    ]),
  );

describe('picks in another language', () => {
  it('are translated, say so, and keep the original one press away', async () => {
    const reply = await deliver(await startWriter((text) => RUSSIAN[text]));
    expect(cardsOf(reply).get(sparse.id)).toEqual({
      title: 'Разреженные эксперты',
      body: 'Предложены разреженные эксперты, сохраняющие 83% качества.',
      button: 'Слова авторов',
    });
    expect(toPlain(reply.note ?? '')).toBe(
      'Перевод модели small-model; оригинал — по кнопке «Слова авторов».',
    );
    const card = reply.cards?.find((each) => each.paper === sparse.id);
    const button = card?.row?.at(-1);
    if (!button || !('run' in button)) throw new Error('there is no button to the original');
    const bot = createBot({ ...world, commands, log: createLog() });
    const { reply: original } = await bot.run({ invocation: button.run, asker });
    expect(toPlain(original.cards?.[0]?.fields?.[0]?.value ?? '')).toBe(toPickText(sparse).tldr);
    expect(toPlain(original.cards?.[0]?.title ?? '')).toBe('Sparse experts');
  });

  it('leave what is in that language already as it is, and do not ask for it', async () => {
    const reply = await deliver(await startWriter((text) => RUSSIAN[text]));
    expect(cardsOf(reply).get(russian.id)).toMatchObject({ title: russian.title, button: 'Кратко' });
    expect(said.flatMap(({ user }) => readTexts(user).map(({ text }) => text))).toEqual([
      toPickText(sparse).title,
      toPickText(sparse).tldr,
    ]);
  });

  it('stand in the authors’ words where the model is away, silent, or wrong', async () => {
    const own = cardsOf(await deliver(undefined)).get(sparse.id);
    expect(own).toMatchObject({ title: 'Sparse experts', button: 'Кратко' });
    for (const translate of [() => undefined, () => 'Visit evil.example now', (text: string) => text]) {
      const reply = await deliver(await startWriter(translate));
      expect(cardsOf(reply).get(sparse.id)).toEqual(own);
      expect(reply.note).toBeUndefined();
    }
  });

  it('keep a title whose translation fails beside a TL;DR that passes', async () => {
    const writer = await startWriter((text) => (text === sparse.title ? 'Nonsense' : RUSSIAN[text]));
    expect(cardsOf(await deliver(writer)).get(sparse.id)).toMatchObject({
      title: 'Sparse experts',
      body: 'Предложены разреженные эксперты, сохраняющие 83% качества.',
      button: 'Слова авторов',
    });
  });

  it('are not sent to a model where the channel reads what the authors write', async () => {
    const only = await openLibrary([sparse]);
    world = { ...world, library: only };
    const writer = await startWriter(() => undefined);
    await deliver(writer, { ...inRussian, lang: 'en' });
    expect(said).toEqual([]);
  });
});

describe('a preview', () => {
  it('shows the authors’ words first, then the translation that would be posted', async () => {
    const writer = await startWriter((text) => RUSSIAN[text]);
    const bot = createBot({ ...world, writer, commands, log: createLog() });
    const shown: Reply[] = [];
    const { reply } = await bot.run({
      line: 'picks',
      asker: { ...asker, lang: 'ru' },
      progress: (each) => shown.push(each),
    });
    expect(shown.map((each) => cardsOf(each).get(sparse.id)?.title)).toEqual(['Sparse experts']);
    expect(cardsOf(reply).get(sparse.id)?.title).toBe('Разреженные эксперты');
  });
});

describe('subscribing in another language', () => {
  const request: Omit<Request, 'line'> = { asker, place: { id: 'discord:1', mayManage: true } };
  const say = async (bot: Bot, line: string) =>
    toPlain((await bot.run({ line, ...request })).reply.note ?? '');

  it('says honestly that nothing is translated without a language model', async () => {
    const bot = createBot({ ...world, commands, log: createLog() });
    expect(await say(bot, 'subscribe moe --lang ru')).toBe(
      'My own words there are in Russian. Titles and TL;DRs stay as the authors wrote them: no language model is set up to translate them.',
    );
    expect(await say(bot, 'subscribe moe')).toBe('');
  });

  it('says which model translates where there is one', async () => {
    const writer = await startWriter(() => undefined);
    const bot = createBot({ ...world, writer, commands, log: createLog() });
    expect(await say(bot, 'subscribe moe --lang zh')).toContain('small-model translates titles and TL;DRs');
  });
});
