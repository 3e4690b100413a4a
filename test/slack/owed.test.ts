import { afterEach, describe, expect, it } from 'vitest';
import { toManifest } from '../../adapters/slack/manifest.ts';
import { commands } from '../../src/commands/commands.ts';
import type { Debts } from '../../src/debts/debts.ts';
import { createOwingStage } from '../support/owing.ts';
import { showcase } from '../support/showcase.ts';
import { readable, startStage } from '../support/slack-driver.ts';

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

const all = [...commands, ...showcase];

async function start(change?: (debts: Debts, before: Debts) => Debts) {
  const owing = createOwingStage(change);
  const stage = await startStage({
    over: 'http',
    commands: all,
    slack: { manifest: toManifest(all, undefined, true), retries: [0, 0, 0] },
    world: { owing: owing.owing },
  });
  stops.push(stage.stop, owing.close);
  const { slack } = stage;
  const ana = slack.user('ana');
  const reading = slack.channel('reading', { members: [ana] });
  const answers = () => slack.messages(reading, { visibleTo: ana }).filter(({ botId }) => botId);

  /** A mention of which no living process heard, as Slack told it. */
  async function unheard() {
    const { message } = await slack.say(reading, 'hello', { by: ana });
    const ts = message?.ts ?? '';
    const event = { type: 'app_mention', user: ana.id, channel: reading.id, ts, text: 'hello', event_ts: ts };
    const team = slack.team.id;
    return { type: 'event_callback', event_id: 'Ev1', team_id: team, api_app_id: 'A1', event_time: 1, event };
  }
  return { ...stage, owing, ana, reading, answers, unheard };
}

/** A process that dies once it has sent an answer, before it can say so; the next is told that it may be out. */
function dyingOnce() {
  const settled: string[] = [];
  let begun = '';
  const ends = () => settled.filter((key) => key === begun).length;
  const change = (debts: Debts, before: Debts): Debts => ({
    ...debts,
    take: before.take,
    begin(...given) {
      begun = given[0];
      return before.begin(...given);
    },
    async settle(...given) {
      settled.push(given[0]);
      if (ends() > 1) await debts.settle(...given);
    },
  });
  return { change, ends };
}

describe('what a process left behind that died', () => {
  it('is answered once, though it was acknowledged to Slack, and nothing is owed then', async () => {
    const { slack, owing, answers, unheard } = await start();
    await owing.leave('slack:event:Ev1', await unheard());
    owing.look();
    await slack.until('the answer', () => answers().length > 0);
    await slack.quiet();
    owing.look();
    await slack.quiet();
    expect(answers().map(readable)).toEqual(['Hello there']);
    slack.expectClean();
  });

  it('is not answered again where the answer stands already', async () => {
    const { slack, owing, reading, answers, unheard } = await start();
    const body = await unheard();
    const send = slack.state;
    await fetch(`${slack.apiUrl}chat.postMessage`, {
      method: 'POST',
      headers: { authorization: `Bearer ${slack.botToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        ...{ channel: reading.id, thread_ts: body.event.ts, text: 'sent before it died' },
        metadata: { event_type: 'paperboy_answer', event_payload: { key: 'slack:event:Ev1' } },
      }),
    });
    await owing.leave('slack:event:Ev1', body, 'seen');
    owing.look();
    await slack.until('a look', () => send.calls.some(({ method }) => method === 'conversations.replies'));
    await slack.quiet();
    expect(answers().map(({ text }) => text)).toEqual(['sent before it died']);
  });

  it('is answered where the process died before Slack had the answer', async () => {
    const { slack, owing, answers, unheard } = await start();
    await owing.leave('slack:event:Ev1', await unheard(), 'seen');
    owing.look();
    await slack.until('the answer', () => answers().length > 0);
    expect(answers().map(readable)).toEqual(['Hello there']);
  });

  it('is not answered again where the asker alone was answered, for which nobody can look', async () => {
    const { change, ends } = dyingOnce();
    const { slack, ana, reading, owing, answers } = await start(change);
    await slack.mention(reading, 'show', { by: ana });
    await expect.poll(ends).toBe(1);
    expect(answers()).toMatchObject([{ visibleTo: ana.id }]);
    owing.look();
    await expect.poll(ends).toBe(2);
    expect(answers()).toHaveLength(1);
    slack.expectClean();
  });

  it('is not given a card again where it was a message that names a paper', async () => {
    const { change, ends } = dyingOnce();
    const { slack, ana, reading, owing, answers } = await start(change);
    await (await slack.slash('/paper', 'cards on', { by: ana, channel: reading })).answer();
    const { message } = await slack.say(reading, 'see 2402.17764', { by: ana });
    const cards = () => answers().filter(({ threadTs }) => threadTs === message?.ts);
    await slack.until('the card', () => cards().length > 0);
    await expect.poll(ends).toBe(1);
    owing.look();
    await expect.poll(ends).toBe(2);
    expect(cards()).toHaveLength(1);
    slack.expectClean();
  });
});

describe('an event that cannot be written down', () => {
  it('is not acknowledged, so that Slack sends it again, and is answered once then', async () => {
    let isAway = true;
    const { slack, ana, reading, answers } = await start((debts) => ({
      ...debts,
      take: (...given) => {
        if (!isAway) return debts.take(...given);
        isAway = false;
        return Promise.reject(new Error('the database is away'));
      },
    }));
    const asked = await slack.mention(reading, 'hello', { by: ana });
    await slack.until('the answer', () => answers().length > 0);
    await slack.quiet();
    expect(answers()).toHaveLength(1);
    expect(asked.outcomes.some(({ ok }) => !ok)).toBe(true);
  });
});

describe('a command', () => {
  it('that is answered soon has its answer in the acknowledgement, so that Slack has both or neither', async () => {
    const { slack, ana, reading, answers } = await start();
    const asked = await slack.slash('/paper', 'hello', { by: ana, channel: reading });
    expect(asked.ack).toBeDefined();
    expect(answers().map(readable)).toEqual(['Hello there']);
    expect(slack.calls.map(({ method }) => method)).not.toContain('response_url');
  });
});
