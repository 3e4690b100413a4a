import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { wideManifest } from './support/slack/app.ts';
import { acknowledge, call, openSocket } from './support/slack/by-hand.ts';
import { type Fields, fieldsOf } from './support/slack/json.ts';
import { type SlackOptions, startSlack } from './support/slack/slack.ts';

// Apps that Bolt would never be: what the stand-in makes of late, double and odd acknowledgements and of spent permissions.

const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

async function start(options: SlackOptions = {}) {
  const slack = await startSlack(options);
  stops.push(() => slack.stop().catch(() => undefined));
  const ana = slack.user('ana');
  return { slack, ana, reading: slack.channel('reading', { members: [ana] }) };
}

describe('Socket Mode', () => {
  it('opens one socket for each address', async () => {
    const { slack } = await start();
    const { url } = await call(slack, 'apps.connections.open', {}, slack.appToken);
    const open = () =>
      new Promise<string>((resolve) => {
        const socket = new WebSocket(String(url));
        socket.on('open', () => resolve('open'));
        socket.on('error', ({ message }) => resolve(message));
      });
    expect([await open(), await open()]).toEqual(['open', 'Unexpected server response: 401']);
  });

  it.each([
    ['twice', (envelope: Fields) => [...acknowledge(envelope), ...acknowledge(envelope)], 'not waiting'],
    ['for an envelope that never was', () => [{ envelope_id: 'nobody' }], 'not waiting'],
    ['without an id', () => ['{}'], 'not waiting'],
    ['in no JSON at all', () => ['\u0000 {"'], 'not waiting'],
    [
      'an event with a payload',
      ({ envelope_id }: Fields) => [{ envelope_id, payload: { text: 'x' } }],
      'which Slack ignores',
    ],
  ])('minds an acknowledgement %s', async (_how, answer, complaint) => {
    const { slack, ana } = await start({ ackWindow: 100, retries: [] });
    await openSocket(slack, answer);
    await slack.openHome(ana);
    await slack.until('a violation', () =>
      slack.state.violations.some((violation) => violation.includes(complaint)),
    );
    expect(() => slack.expectClean()).toThrow(complaint);
  });

  it('delivers an event again with a new envelope, under its id and with its number', async () => {
    const { slack, ana } = await start({ ackWindow: 20, retries: [0, 0, 0] });
    const envelopes = await openSocket(slack, () => []);
    await slack.openHome(ana);
    await slack.until('three retries', () => envelopes.length === 4);
    const tries = envelopes.map(({ retry_attempt, retry_reason }) => `${retry_attempt} ${retry_reason}`);
    expect(tries).toEqual(['0 ', '1 timeout', '2 timeout', '3 timeout']);
    expect(new Set(envelopes.map(({ payload }) => fieldsOf(payload).event_id)).size).toBe(1);
    expect(new Set(envelopes.map(({ envelope_id }) => envelope_id)).size).toBe(4);
  });

  it('leaves a request hanging until Slack stops', async () => {
    const { slack } = await start();
    slack.faults.next('auth.test', 'hang');
    const hanging = call(slack, 'auth.test', {});
    await slack.until('the call', () => slack.calls.some(({ method }) => method === 'auth.test'));
    await Promise.all([expect(hanging).rejects.toThrow(), slack.stop()]);
  });

  it('tells the asker that nobody is there', async () => {
    const { slack, ana, reading } = await start();
    const asked = await slack.slash('/paper', 'help', { by: ana, channel: reading });
    expect(asked.trouble).toBe('dispatch_failed');
  });

  it('shows the asker that an answer in the acknowledgement was refused', async () => {
    const { slack, ana, reading } = await start();
    await openSocket(slack, ({ envelope_id }) => [
      { envelope_id, payload: { text: 'x', blocks: [{ type: 'nope' }] } },
    ]);
    const asked = await slack.slash('/paper', 'help', { by: ana, channel: reading });
    expect(asked.trouble).toBe('invalid_blocks');
    expect(() => slack.expectClean()).toThrow('unsupported type: nope [json-pointer:/blocks/0/type]');
  });
});

describe('events', () => {
  it('reach an app only where it subscribed, is installed and is a member', async () => {
    const event_subscriptions = { bot_events: ['app_mention' as const, 'message.channels' as const] };
    const manifest = { ...wideManifest, settings: { event_subscriptions } };
    const { slack, ana, reading } = await start({ manifest });
    const envelopes = await openSocket(slack, acknowledge);
    const bo = slack.user('bo', { team: slack.addTeam('Not installed').id });
    await slack.dm(bo, 'hello');
    await slack.dm(ana, 'hello');
    await slack.openHome(ana);
    await slack.mention(slack.channel('elsewhere', { withBot: false }), 'hello', { by: ana });
    await slack.mention(reading, 'hello', { by: ana });
    expect(envelopes.map(({ payload }) => fieldsOf(fieldsOf(payload).event).type)).toEqual([
      'message',
      'app_mention',
    ]);
  });

  it('cannot be subscribed without their scope', async () => {
    const oauth_config = { scopes: { bot: ['chat:write' as const] } };
    await expect(startSlack({ manifest: { ...wideManifest, oauth_config } })).rejects.toThrow('app_mention');
  });
});

describe('a response_url', () => {
  async function asked(now?: () => number) {
    const { slack, ana, reading } = await start(now ? { now } : {});
    const envelopes = await openSocket(slack, acknowledge);
    await slack.slash('/paper', 'help', { by: ana, channel: reading });
    const url = String(fieldsOf(envelopes[0]?.payload).response_url);
    const respond = async (body: Fields) => {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      return { status: response.status, ...fieldsOf(await response.json()) };
    };
    return { slack, ana, reading, respond };
  }

  it('is good five times', async () => {
    const { slack, ana, reading, respond } = await asked();
    for (let use = 1; use <= 5; use++)
      expect(await respond({ text: `use ${use}` })).toEqual({ status: 200, ok: true });
    expect(await respond({ text: 'use 6' })).toEqual({ status: 404, ok: false, error: 'used_url' });
    expect(slack.messages(reading, { visibleTo: ana })).toHaveLength(5);
  });

  it('is good for half an hour', async () => {
    let now = Date.now();
    const { respond } = await asked(() => now);
    now += 30 * 60_000;
    expect(await respond({ text: 'in time' })).toMatchObject({ ok: true });
    now += 1;
    expect(await respond({ text: 'too late' })).toEqual({ status: 404, ok: false, error: 'expired_url' });
  });

  it('refuses what no message may hold, and does not count it', async () => {
    const { slack, respond } = await asked();
    for (let use = 1; use <= 6; use++)
      expect(await respond({ text: '' })).toMatchObject({ status: 400, error: 'no_text' });
    expect(await respond({ text: 'x', responseType: 'in_channel' })).toMatchObject({ ok: true });
    expect(() => slack.expectClean()).toThrow('unknown field responseType');
  });

  it('speaks to all where it says so', async () => {
    const { slack, reading, respond } = await asked();
    await respond({ text: 'for all', response_type: 'in_channel' });
    expect(slack.messages(reading).map(({ text }) => text)).toEqual(['for all']);
  });
});

describe('a trigger_id', () => {
  const view = { type: 'modal', title: { type: 'plain_text', text: 'Search' }, blocks: [] };

  it('opens one modal, within three seconds', async () => {
    let now = Date.now();
    const { slack, ana } = await start({ now: () => now });
    const envelopes = await openSocket(slack, acknowledge);
    const trigger = async () => {
      await slack.shortcut('search', { by: ana });
      return fieldsOf(envelopes.at(-1)?.payload).trigger_id;
    };
    const trigger_id = await trigger();
    expect(await call(slack, 'views.open', { trigger_id, view })).toMatchObject({ ok: true });
    expect(await call(slack, 'views.open', { trigger_id, view })).toMatchObject({
      error: 'exchanged_trigger_id',
    });
    const late = await trigger();
    now += 3_001;
    expect(await call(slack, 'views.open', { trigger_id: late, view })).toMatchObject({
      error: 'expired_trigger_id',
    });
    expect(await call(slack, 'views.open', { trigger_id: 'x', view })).toMatchObject({
      error: 'invalid_trigger_id',
    });
    expect(slack.views(ana)).toHaveLength(1);
  });
});
