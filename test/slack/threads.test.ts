import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createMemoryThreads } from '../../src/answers/threads.ts';
import { defineCommand } from '../../src/command.ts';
import { commands } from '../../src/commands/commands.ts';
import type { Reply } from '../../src/reply.ts';
import { createFakeTimer } from '../support/fake-timer.ts';
import { showcase } from '../support/showcase.ts';
import { buttonsOf } from '../support/slack/reading.ts';
import { readable, type StageOptions, startStage } from '../support/slack-driver.ts';

const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

/** Instead of `ask`: says what it was asked, and shows two papers. */
const echo = defineCommand({
  name: 'ask',
  summary: 'Say what was asked',
  examples: ['ask what?'],
  options: z.object({
    question: z.string().describe('what'),
    about: z.string().describe('the question before').optional(),
    papers: z.string().describe('the papers before').optional(),
  }),
  positional: 'question',
  run: ({ question, about = 'nothing', papers = 'none' }) =>
    Promise.resolve({
      title: `${question} after ${about} with ${papers}`,
      cards: ['2402.17764', '2402.14083'].map((paper) => ({
        title: paper,
        paper,
        buttons: [{ label: 'Summary', run: { command: 'summary', options: { paper } } }],
      })),
    }),
});

/** A command whose steps the test sets off: `step` shows progress, `finish` ends it; cancelling ends it, too. */
function createSlow(ending: Reply = { title: 'At last' }) {
  const begun = Promise.withResolvers<(reply: Reply) => void>();
  const finished = Promise.withResolvers<void>();
  const slow = defineCommand({
    name: 'slow',
    summary: 'Take your time',
    examples: ['slow'],
    options: z.object({}),
    async run(_options, { progress, signal }) {
      begun.resolve((reply) => progress?.(reply));
      const cancelled = new Promise<'cancelled'>((resolve) =>
        signal?.addEventListener('abort', () => resolve('cancelled'), { once: true }),
      );
      const end = await Promise.race([finished.promise, cancelled]);
      return end === 'cancelled' ? { title: 'What there was so far' } : ending;
    },
  });
  return { slow, step: async (title: string) => (await begun.promise)({ title }), finish: finished.resolve };
}

async function start(options: StageOptions = {}) {
  const stage = await startStage(options);
  stops.push(stage.stop);
  const { slack } = stage;
  const [ana, bo] = [slack.user('ana'), slack.user('bo')];
  return { ...stage, ana, bo, reading: slack.channel('reading', { members: [ana, bo] }) };
}

const withEcho: StageOptions = {
  commands: [
    ...commands.filter(({ name }) => name !== 'ask'),
    ...showcase.filter(({ name }) => name !== 'slow'),
    echo,
  ],
};

describe('a question in a thread', () => {
  it('goes on from what was answered there last, by a mention as well as in direct messages', async () => {
    const { slack, ana, reading } = await start(withEcho);
    const asked = await slack.mention(reading, 'how small?', { by: ana });
    expect(readable(await asked.answer())).toMatch(/^how small\? after nothing with none/);
    const thread = asked.message;
    if (!thread) throw new Error('nothing was said');
    const followed = await slack.mention(reading, 'and for vision?', { by: ana, thread });
    expect(readable(await followed.answer())).toMatch(
      /^and for vision\? after how small\? with 2402\.17764,2402\.14083/,
    );
    const elsewhere = await slack.mention(reading, 'and for speech?', { by: ana });
    expect(readable(await elsewhere.answer())).toMatch(/^and for speech\? after nothing with none/);

    const direct = await slack.dm(ana, 'what is moe?');
    await direct.answer();
    const reply = await slack.dm(ana, 'and why?', direct.message ? { thread: direct.message } : {});
    expect(readable(await reply.answer())).toMatch(/^and why\? after what is moe\? with 2402/);
    slack.expectClean();
  });

  it('goes on from a search, too, and knows the papers of a delivery', async () => {
    const { slack, ana, reading, running } = await start(withEcho);
    const asked = await slack.mention(reading, 'search moe', { by: ana });
    await asked.answer();
    const thread = asked.message;
    if (!thread) throw new Error('nothing was said');
    const followed = await slack.mention(reading, 'which is best?', { by: ana, thread });
    expect(readable(await followed.answer())).toMatch(/^which is best\? after moe with /);

    const place = `slack:${reading.team}/${reading.id}`;
    const run = { command: 'summary', options: { paper: '2402.17764' } };
    const reply = { title: 'Picks', cards: [{ title: 'One', row: [{ label: 'Summary', run }] }] };
    const picks = await running.poster.post({ place, key: 'k', reply, lang: 'en' }, () =>
      Promise.resolve(true),
    );
    const posted = slack.messages(reading).find((each) => 'message' in picks && each.ts === picks.message);
    if (!posted) throw new Error('nothing was posted');
    const about = await slack.mention(reading, 'is it any good?', { by: ana, thread: posted });
    expect(readable(await about.answer())).toMatch(/^is it any good\? after nothing with 2402\.17764/);
  });

  it('is answered for itself where the memory of threads fails', async () => {
    const away = () => Promise.reject(new Error('the database is away'));
    const threads = { remember: away, recall: away };
    const { slack, ana, reading, logged } = await start({ ...withEcho, world: { threads } });
    const asked = await slack.mention(reading, 'how small?', { by: ana });
    const thread = (await asked.answer()) && asked.message;
    const followed = await slack.mention(reading, 'and now?', { by: ana, ...(thread && { thread }) });
    expect(readable(await followed.answer())).toMatch(/^and now\? after nothing/);
    expect(logged.filter(({ level }) => level === 'error').length).toBeGreaterThan(0);
  });

  it('goes on after a restart where threads are kept', async () => {
    const threads = createMemoryThreads();
    const first = await start({ ...withEcho, world: { threads } });
    const asked = await first.slack.mention(first.reading, 'how small?', { by: first.ana });
    await asked.answer();
    await first.slack.quiet();
    const { team, id } = first.reading;
    expect(await threads.recall(`slack:${team}/${id}/${asked.message?.ts}`)).toHaveLength(1);
  });
});

describe('an answer that takes its time', () => {
  it('says so at once in the thread, shows what there is by edits in their order, and ends as the answer', async () => {
    const { slow, step, finish } = createSlow();
    const timer = createFakeTimer();
    const { slack, ana, reading } = await start({ commands: [...commands, slow], world: { timer } });
    const asked = await slack.mention(reading, 'slow', { by: ana });
    await step('Reading 12 papers…');
    const shown = await asked.answer();
    expect([readable(shown), shown.threadTs]).toEqual(['Reading 12 papers…\nCancel', asked.message?.ts]);
    for (const title of ['1', '2', '3']) {
      await step(title);
      await slack.until(title, () => readable(shown).startsWith(title));
    }
    finish();
    await slack.until('the answer', () => readable(shown) === 'At last');
    await slack.quiet();
    expect(readable(shown)).toBe('At last');
    expect(slack.messages(reading).filter(({ botId }) => botId)).toHaveLength(1);
    expect(timer.slept.every((ms) => ms >= 1_000)).toBe(true);
    slack.expectClean();
  });

  it('is edited no more often than Slack takes, and never loses its end', async () => {
    const { slow, step, finish } = createSlow();
    const { slack, ana, reading } = await start({ commands: [...commands, slow] });
    const asked = await slack.mention(reading, 'slow', { by: ana });
    for (let count = 0; count < 200; count += 1) await step(`step ${count}`);
    finish();
    await slack.until('the answer', () =>
      slack.messages(reading).some((message) => readable(message) === 'At last'),
    );
    await slack.quiet();
    expect(asked.answers()).toHaveLength(1);
    expect(
      slack.state.calls.filter(({ method }) => /chat\.(postMessage|update)/.test(method)).length,
    ).toBeLessThan(4);
  });

  it('is cancelled by the asker and nobody else, and shows what there was', async () => {
    const { slow, step } = createSlow();
    const { slack, ana, bo, reading } = await start({ commands: [...commands, slow] });
    const asked = await slack.mention(reading, 'slow', { by: ana });
    await step('Reading…');
    const shown = await asked.answer();
    const refused = await (await slack.press(shown, 'Cancel', { by: bo })).answer();
    expect([readable(refused), refused.visibleTo]).toEqual(['Only who asked can cancel this.', bo.id]);
    await slack.press(shown, 'Cancel', { by: ana });
    await slack.until('an end', () => readable(shown) === 'What there was so far');
    slack.expectClean();
  });

  it('can no longer be cancelled after a restart, which the asker is told calmly', async () => {
    const { slow, step, finish } = createSlow();
    const { slack, ana, reading } = await start({ commands: [...commands, slow] });
    const asked = await slack.mention(reading, 'slow', { by: ana });
    await step('Reading…');
    const stale = structuredClone(await asked.answer());
    finish();
    await slack.until('the answer', () =>
      slack.messages(reading).some((message) => readable(message) === 'At last'),
    );
    const told = await (await slack.press(stale, 'Cancel', { by: ana })).answer();
    expect([readable(told), told.visibleTo]).toEqual(['There is nothing to cancel any more.', ana.id]);
  });

  it('leaves the thread where it turns out to be for the asker alone', async () => {
    const { slow, step, finish } = createSlow({ title: 'Between us', visibleTo: 'asker' });
    const { slack, ana, reading } = await start({ commands: [...commands, slow] });
    const asked = await slack.mention(reading, 'slow', { by: ana });
    await step('Reading…');
    await asked.answer();
    finish();
    const end = await slack.until('the answer', () =>
      slack.messages(reading, { visibleTo: ana }).find((message) => readable(message) === 'Between us'),
    );
    expect(end.visibleTo).toBe(ana.id);
    expect(slack.messages(reading).filter(({ botId }) => botId)).toEqual([]);
  });

  it('is posted anew where Slack no longer has what showed its progress', async () => {
    const { slow, step, finish } = createSlow();
    const { slack, ana, reading } = await start({ commands: [...commands, slow] });
    const asked = await slack.mention(reading, 'slow', { by: ana });
    await step('Reading…');
    await asked.answer();
    slack.faults.next('chat.update', { error: 'message_not_found' });
    finish();
    await slack.until('the answer', () =>
      slack.messages(reading).some((message) => readable(message) === 'At last'),
    );
  });

  it('says so once to the asker alone where it was asked by a command, and uses the response_url sparingly', async () => {
    const { slow, step, finish } = createSlow();
    const { slack, ana, reading } = await start({ commands: [...commands, slow] });
    const asked = await slack.slash('/paper', 'slow', { by: ana, channel: reading });
    for (let count = 0; count < 10; count += 1) await step(`step ${count}`);
    const shown = await asked.answer();
    expect([shown.visibleTo, buttonsOf(shown)]).toEqual([ana.id, ['Cancel']]);
    finish();
    await slack.until('the answer', () => asked.answers().some((message) => readable(message) === 'At last'));
    expect(slack.state.calls.filter(({ method }) => method === 'response_url')).toHaveLength(2);
    slack.expectClean();
  });

  it('by a command goes away when it is cancelled', async () => {
    const { slow, step } = createSlow();
    const { slack, ana, reading } = await start({ commands: [...commands, slow] });
    const asked = await slack.slash('/paper', 'slow', { by: ana, channel: reading });
    await step('Reading…');
    await slack.press(await asked.answer(), 'Cancel', { by: ana });
    await slack.until('an end', () =>
      asked.answers().some((message) => readable(message).startsWith('What there')),
    );
    await slack.until('only that', () => asked.answers().length === 1);
    slack.expectClean();
  });
});
