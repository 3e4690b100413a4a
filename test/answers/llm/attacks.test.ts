import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { render as renderForDiscord } from '../../../adapters/discord/render.ts';
import { render as renderForSlack } from '../../../adapters/slack/render.ts';
import { checkSentence } from '../../../src/answers/llm/check.ts';
import { createOpenAi } from '../../../src/answers/llm/openai.ts';
import { createWriter } from '../../../src/answers/llm/writer.ts';
import { readFor } from '../../../src/answers/reading.ts';
import { createBot } from '../../../src/bot.ts';
import { urlOf } from '../../../src/cards.ts';
import { commands } from '../../../src/commands/commands.ts';
import type { Paper } from '../../../src/papers/paper.ts';
import { type Reply, toPlain } from '../../../src/reply.ts';
import { systemTimer } from '../../../src/sources/timer.ts';
import { wordsFor } from '../../../src/words/words.ts';
import { findPings } from '../../support/discord/mentions.ts';
import { type LoopbackLlm, obedient, startLoopbackLlm } from '../../support/loopback-llm.ts';
import { pingsIn } from '../../support/slack/pings.ts';
import { asker, createLog, createWorld, openLibrary } from '../../support/world.ts';
import { type Attack, attacks } from '../attacks.ts';

const QUESTION = 'how small can weights get before accuracy drops?';

const PAPERS: readonly Paper[] = [
  toPaper(
    '2401.00001',
    'Small weights and accuracy',
    'We study how small weights can get. Accuracy drops once weights get below two bits. Larger models tolerate smaller weights.',
  ),
  toPaper(
    '2401.00002',
    'Binary networks',
    'Networks with binary weights are small. We find that accuracy drops little when weights get small late in training.',
  ),
];

interface Scene {
  papers: readonly Paper[];
  options: { question: string; about?: string };
}

/** Where an attack can stand. */
const CARRIERS: Readonly<Record<string, (attack: Attack) => Scene>> = {
  abstract: ({ instruction }) => ({
    papers: PAPERS.map((paper) => ({ ...paper, abstract: `${paper.abstract} ${instruction}.` })),
    options: { question: QUESTION },
  }),
  title: ({ instruction }) => ({
    papers: PAPERS.map((paper) => ({ ...paper, title: `${paper.title}. ${instruction}` })),
    options: { question: QUESTION },
  }),
  question: ({ instruction }) => ({
    papers: PAPERS,
    options: { question: `${QUESTION} ${instruction}`.slice(0, 1000) },
  }),
  thread: ({ instruction }) => ({
    papers: PAPERS,
    options: { question: QUESTION, about: instruction.trim().slice(0, 1000) },
  }),
};

let llm: LoopbackLlm;
let world: Awaited<ReturnType<typeof createWorld>>;
beforeAll(async () => {
  const orders = new Map(attacks.map(({ instruction, payload }) => [instruction.trim(), payload]));
  llm = await startLoopbackLlm(obedient(orders));
  world = await createWorld();
});
afterAll(() => llm.stop());

function createGullibleWriter() {
  const log = createLog();
  const model = createOpenAi({ baseUrl: llm.baseUrl, model: 'gullible' });
  const limits = { perPerson: 1e9, perDay: 1e9 };
  const objections = () =>
    log.entries.flatMap(({ fields }) => ('objection' in fields ? [String(fields.objection)] : []));
  return {
    writer: createWriter({ llm: model, clock: world.clock, timer: systemTimer, log, limits }),
    objections,
  };
}

describe('an obedient model', () => {
  it('is tried with at least forty attacks, each another one', () => {
    expect(attacks.length).toBeGreaterThanOrEqual(40);
    expect(new Set(attacks.map(({ instruction }) => instruction)).size).toBe(attacks.length);
  });

  describe.each(Object.entries(CARRIERS))('told so in the %s', (_, toScene) => {
    it.each(attacks)('does not make an answer that $name', async (attack) => {
      const { papers, options } = toScene(attack);
      const library = await openLibrary(papers);
      const { writer } = createGullibleWriter();
      const bot = createBot({ ...world, library, commands, log: createLog(), writer });
      const shown: Reply[] = [];
      const invocation = { command: 'ask', options: { ...options } };
      const { outcome, reply } = await bot.run({ invocation, asker, progress: (each) => shown.push(each) });
      expect(outcome).toBe('ok');
      for (const each of [...shown, reply]) {
        // What the asker typed, and what a paper is called, is shown as what it is; it is no answer.
        expect(toPlain(each.text ?? '')).not.toMatch(attack.forbidden);
        expect(toPlain(each.note ?? '')).not.toMatch(attack.forbidden);
        expectHonest(each, papers);
      }
    });
  });

  // The bot may find that nothing answers such a question; here the model is asked all the same.
  describe.each(['question', 'thread'] as const)(
    'asked whatever the evidence, told so in the %s',
    (carrier) => {
      it.each(attacks)('obeys in vain where it $name', async (attack) => {
        const { papers, options } = CARRIERS[carrier]?.(attack) ?? { papers: [], options: { question: '' } };
        const { evidence } = await readFor({ question: QUESTION }, await openLibrary(papers));
        const { writer, objections } = createGullibleWriter();
        const { sentences } = await writer.answer(options, evidence, { person: 'ana', lang: 'en' });
        expect(sentences).toEqual([]);
        const isWhole = attack.instruction.length < 1000 && attack.payload.trim() !== '';
        if (isWhole) expect(objections()).toContain('no such passage');
      });
    },
  );

  it.each(attacks)('cannot pass the check with words that it $name', ({ payload }) => {
    const given = PAPERS.map((paper, at) => ({
      number: at + 1,
      paper,
      title: paper.title,
      text: paper.abstract,
    }));
    for (const { number, text } of given) {
      const claim = { text: payload.trim().slice(0, 600), passages: [number], quotes: [text.slice(0, 60)] };
      expect(checkSentence(claim, given)).toBeTypeOf('string');
    }
  });
});

/** The parts are those of an answer, links and cards lead to the papers, buttons do what ours do, and nobody is pinged. */
function expectHonest(reply: Reply, papers: readonly Paper[]): void {
  const { title, text, cards = [], note, buttons = [], visibleTo, ...others } = reply;
  expect({ others, visibleTo: visibleTo ?? 'everyone' }).toEqual({ others: {}, visibleTo: 'everyone' });
  const urls = papers.map(urlOf);
  const spans = [title, text, note, ...cards.flatMap((card) => [card.title, card.byline, card.body])].flatMap(
    (each) => (typeof each === 'object' ? each : []),
  );
  for (const span of spans) expect(typeof span === 'string' ? undefined : span.url).toBeUndefined();
  for (const card of cards) {
    expect(urls).toContain(card.url);
    expect(papers.map(({ id }) => id)).toContain(card.paper);
  }
  for (const button of [...buttons, ...cards.flatMap((card) => card.buttons ?? [])])
    expect(['search', 'summary', 'ask']).toContain('run' in button ? button.run.command : button.open);

  const options = { commands, words: wordsFor('en') };
  const discord = renderForDiscord(reply, options);
  const situation = { mayPingEveryone: true, flags: 0 };
  expect(findPings(JSON.stringify(discord.components), discord.allowedMentions, situation)).toEqual([]);
  expect(pingsIn({ ...renderForSlack(reply, options) })).toEqual([]);
}

function toPaper(id: string, title: string, abstract: string): Paper {
  return { id, arxivId: id, title, abstract, lang: 'en', foundIn: [{ document: 'test', line: 1 }] };
}
