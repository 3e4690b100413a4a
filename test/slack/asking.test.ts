import { afterEach, describe, expect, it } from 'vitest';
import { commands } from '../../src/commands/commands.ts';
import { showcase } from '../support/showcase.ts';
import { buttonsOf } from '../support/slack/reading.ts';
import { readable, type StageOptions, startStage } from '../support/slack-driver.ts';

const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

async function start(options: StageOptions = {}) {
  const stage = await startStage({ commands: [...commands, ...showcase], ...options });
  stops.push(stage.stop);
  const { slack } = stage;
  const ana = slack.user('ana');
  return { ...stage, ana, reading: slack.channel('reading', { members: [ana] }) };
}

/** Every answer is promised first, as one is that takes its time. */
const late: StageOptions = { world: { promiseAfter: 0 } };

describe('/paper', () => {
  it('answers the asker alone, turns pages in place, and shares with everybody when asked to', async () => {
    const { slack, ana, reading } = await start();
    const asked = await slack.slash('/paper', 'search moe', { by: ana, channel: reading });
    const first = await asked.answer();
    expect(asked.ack).toBeDefined();
    expect(readable(first)).toMatch(/^\d+ papers about moe/);
    expect(slack.messages(reading)).toEqual([]);

    const second = await (await slack.press(first, 'More ▶', { by: ana })).answer();
    expect(second.ts).toBe(first.ts);
    expect(readable(second)).toContain('Page 2 of');

    const shared = await (await slack.press(second, 'Share', { by: ana })).answer();
    expect(slack.messages(reading)).toEqual([shared]);
    expect(readable(shared)).toContain('Page 2 of');
    expect(buttonsOf(shared)).not.toContain('Share');
    slack.expectClean();
  });

  it.each(['', 'help', '  '])('shows examples for `/paper %s`', async (text) => {
    const { slack, ana, reading } = await start();
    const answer = await (await slack.slash('/paper', text, { by: ana, channel: reading })).answer();
    expect(readable(answer)).toContain('search moe');
    expect(answer.visibleTo).toBe(ana.id);
  });

  it.each(['2402.17764', 'https://arxiv.org/abs/2402.17764v1', '<https://arxiv.org/abs/2402.17764>'])(
    'shows the paper for `/paper %s`',
    async (text) => {
      const { slack, ana, reading } = await start();
      const answer = await (await slack.slash('/paper', text, { by: ana, channel: reading })).answer();
      expect(readable(answer)).toContain('The Era of 1-bit LLMs');
    },
  );

  it('keeps every kind of reply within what Slack takes', async () => {
    const { slack, ana, reading } = await start();
    for (const kind of ['empty', 'card', 'many', 'long', 'longTitle', 'code', 'hostile', 'longButton']) {
      await (await slack.slash('/paper', `give ${kind}`, { by: ana, channel: reading })).answer();
    }
    slack.expectClean();
    expect(slack.state.pings).toEqual([]);
  });

  it('answers also where it is no member, and shares there too', async () => {
    const { slack, ana } = await start();
    const elsewhere = slack.channel('elsewhere', { members: [ana], withBot: false });
    const answer = await (
      await slack.slash('/paper', 'show 2402.17764', { by: ana, channel: elsewhere })
    ).answer();
    const shared = await (await slack.press(answer, 'Share', { by: ana })).answer();
    expect(shared.visibleTo).toBeUndefined();
    expect(readable(shared)).toContain('The Era of 1-bit LLMs');
    slack.expectClean();
  });

  it.each(['used_url', 'expired_url'])(
    'falls back to an ephemeral message where the response_url says %s',
    async () => {
      const { slack, ana, reading } = await start(late);
      slack.faults.next('response_url', { status: 404 });
      const answer = await (await slack.slash('/paper', 'quiet', { by: ana, channel: reading })).answer();
      expect(readable(answer)).toBe('Between us');
      expect(answer.visibleTo).toBe(ana.id);
      expect(slack.state.calls.at(-1)?.method).toBe('chat.postEphemeral');
    },
  );

  it('falls back to a direct message where it may not even do that', async () => {
    const { slack, ana } = await start(late);
    const elsewhere = slack.channel('elsewhere', { members: [ana], withBot: false });
    slack.faults.next('response_url', { status: 404 });
    await slack.slash('/paper', 'quiet', { by: ana, channel: elsewhere });
    const direct = await slack.until('a direct message', () =>
      slack.state.messages.find(({ channel, botId }) => botId && channel.startsWith('D')),
    );
    expect(readable(direct)).toBe('Between us');
  });

  it('tries again where Slack failed in passing', async () => {
    const { slack, ana, reading } = await start(late);
    slack.faults.next('response_url', { status: 503 });
    slack.faults.next('response_url', 'cut');
    const answer = await (await slack.slash('/paper', 'hello', { by: ana, channel: reading })).answer();
    expect(readable(answer)).toBe('Hello there');
    expect(slack.state.calls.filter(({ method }) => method === 'response_url')).toHaveLength(3);
  });
});

describe('a button', () => {
  it('answers the one who pressed, in the thread it stands in', async () => {
    const { slack, ana, reading } = await start();
    const asked = await slack.mention(reading, 'give card', { by: ana });
    const bo = slack.user('bo');
    reading.members.add(bo.id);
    const pressed = await (await slack.press(await asked.answer(), 'Hello', { by: bo })).answer();
    expect(pressed).toMatchObject({ visibleTo: bo.id, threadTs: asked.message?.ts });
    expect(readable(pressed)).toBe('Hello there');
    slack.expectClean();
  });

  it('that opens an address, or of a version before, is acknowledged and answers nothing', async () => {
    const { slack, ana, reading, logged } = await start();
    const answer = await (await slack.mention(reading, 'give card', { by: ana })).answer();
    const opened = await slack.press(answer, 'Open', { by: ana });
    const old = structuredClone(answer);
    for (const block of old.blocks ?? []) {
      if (block.type === 'actions' && Array.isArray(block.elements)) block.elements[0].action_id = 'older';
    }
    const pressed = await slack.press(old, 'older', { by: ana });
    await slack.quiet();
    expect([opened, pressed].map(({ trouble, answers }) => [trouble, answers().length])).toEqual([
      [undefined, 0],
      [undefined, 0],
    ]);
    expect(logged.map(({ message }) => message)).toContain(
      'a button that is not ours, or of a version before',
    );
    slack.expectClean();
  });

  it('keeps the page and tells the asker alone where its command fails', async () => {
    const { slack, ana, reading } = await start();
    const first = await (
      await slack.slash('/paper', 'page --page 99', { by: ana, channel: reading })
    ).answer();
    const failed = await (await slack.press(first, 'More ▶', { by: ana })).answer();
    expect(failed.ts).not.toBe(first.ts);
    expect(readable(failed)).toContain('page goes from 1 to 99');
  });

  it('shares nothing where Slack refuses, and says why', async () => {
    const { slack, ana, reading, logged } = await start();
    const answer = await (await slack.slash('/paper', 'give card', { by: ana, channel: reading })).answer();
    slack.faults.next('chat.postMessage', { error: 'restricted_action' });
    slack.faults.next('response_url', { status: 404 });
    const told = await (await slack.press(answer, 'Share', { by: ana })).answer();
    expect(told.visibleTo).toBe(ana.id);
    expect(readable(told)).toContain('I was not allowed to post here');
    expect(logged.find(({ level }) => level === 'error')?.fields).toMatchObject({
      todo: 'an administrator has limited who may post there',
    });
  });
});

describe('the shortcut in a message’s menu', () => {
  it('shows the papers that the message names, to the asker alone, in its thread', async () => {
    const { slack, ana, reading } = await start();
    const said = await slack.say(reading, 'what of 2402.17764 and https://arxiv.org/abs/2402.14083?', {
      by: ana,
    });
    const [message] = slack.messages(reading);
    if (!message) throw new Error('nothing was said');
    const answer = await (await slack.messageShortcut('papers', message, { by: ana })).answer();
    expect(readable(answer)).toContain('The Era of 1-bit LLMs');
    expect(answer).toMatchObject({ visibleTo: ana.id });
    expect(answer.threadTs).toBeUndefined();

    const reply = await slack.say(reading, '2402.17764', { by: ana, thread: said.message ?? message });
    const inThread = reply.message ?? message;
    const threaded = await (await slack.messageShortcut('papers', inThread, { by: ana })).answer();
    expect(threaded.threadTs).toBe(message.ts);
    slack.expectClean();
  });

  it('says so where the message names none', async () => {
    const { slack, ana, reading } = await start();
    const { message } = await slack.say(reading, 'good morning', { by: ana });
    if (!message) throw new Error('nothing was said');
    const answer = await (await slack.messageShortcut('papers', message, { by: ana })).answer();
    expect(readable(answer)).toContain('There is no arXiv ID or link in that.');
  });
});
