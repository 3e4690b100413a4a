import type { App } from '@slack/bolt';
import { afterEach, describe, expect, it } from 'vitest';
import { startSocketApp } from './support/slack/bolt.ts';
import { buttonsOf, visibleText } from './support/slack/reading.ts';
import { type Slack, type SlackOptions, startSlack } from './support/slack/slack.ts';

// The real Bolt against the stand-in: what an app that behaves sees, and that the stand-in notices one that does not.

const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

async function start(options: SlackOptions = {}) {
  const slack = await startSlack(options);
  stops.push(() => slack.stop());
  const ana = slack.user('ana', { realName: 'Ana' });
  return { slack, ana, reading: slack.channel('reading', { members: [ana] }) };
}

async function bolt(...args: Parameters<typeof startSocketApp>): Promise<void> {
  const app = await startSocketApp(...args);
  stops.push(() => app.stop());
}

const plain = (text: string) => ({ type: 'plain_text' as const, text });
const page = (number: number) => ({
  text: `page ${number}`,
  blocks: [
    { type: 'section' as const, text: { type: 'mrkdwn' as const, text: `*page ${number}*` } },
    {
      type: 'actions' as const,
      elements: [
        {
          type: 'button' as const,
          text: plain('More'),
          action_id: 'more',
          value: `search moe --page ${number + 1}`,
        },
      ],
    },
  ],
});

describe('Bolt over Socket Mode', () => {
  it('answers a command to the asker alone, and turns pages in place', async () => {
    const { slack, ana, reading } = await start();
    await bolt(slack, (app) => {
      app.command('/paper', async ({ ack, respond }) => {
        await ack();
        await respond(page(1));
      });
      app.action('more', async ({ ack, respond }) => {
        await ack();
        await respond({ ...page(2), replace_original: true });
      });
    });
    const asked = await slack.slash('/paper', 'search moe', { by: ana, channel: reading });
    const answer = await asked.answer();
    expect(visibleText(answer)).toContain('*page 1*');
    expect(slack.messages(reading)).toEqual([]);
    expect(slack.messages(reading, { visibleTo: ana })).toEqual([answer]);
    expect(buttonsOf(answer)).toEqual(['More']);

    const turned = await (await slack.press(answer, 'More', { by: ana })).answer();
    expect(turned.ts).toBe(answer.ts);
    expect(visibleText(turned)).toContain('*page 2*');
    slack.expectClean();
  });

  it('shows what an acknowledgement carries', async () => {
    const { slack, ana, reading } = await start();
    await bolt(slack, (app) =>
      app.command('/paper', ({ ack }) => ack({ response_type: 'in_channel', text: 'for all' })),
    );
    const asked = await slack.slash('/paper', 'help', { by: ana, channel: reading });
    expect(asked.ack).toMatchObject({ text: 'for all' });
    expect(slack.messages(reading).map(({ text }) => text)).toEqual(['for all']);
  });

  it('hears a mention and a direct message as Slack writes them', async () => {
    const { slack, ana, reading } = await start();
    const heard: string[] = [];
    await bolt(slack, (app) => {
      app.event('app_mention', async ({ event, say }) => {
        heard.push(event.text);
        await say({ text: 'an answer', thread_ts: event.ts });
      });
      app.message(async ({ event, say }) => {
        if (event.channel_type === 'im') await say('hello');
      });
    });
    const asked = await slack.mention(reading, 'is 1 < 2 & https://arxiv.org/abs/2401.04081?', { by: ana });
    expect((await asked.answer()).threadTs).toBe(asked.message?.ts);
    const wire = `is 1 &lt; 2 &amp; <https://arxiv.org/abs/2401.04081>?`;
    expect(heard).toEqual([`<@${slack.team.botUser}> ${wire}`]);
    expect((await (await slack.dm(ana, 'hello')).answer()).text).toBe('hello');
    slack.expectClean();
  });

  it('gets an event again under one id: three times at once, over two sockets, or only as a retry', async () => {
    const { slack, ana, reading } = await start();
    const seen: { id: string; retry: number | undefined }[] = [];
    const listen = (app: App) =>
      app.event('app_mention', async ({ body, context }) => {
        seen.push({ id: body.event_id, retry: context.retryNum });
      });
    await bolt(slack, listen);
    await bolt(slack, listen);
    await slack.mention(reading, 'thrice', { by: ana, times: 3 });
    await slack.until('three', () => seen.length === 3);
    await slack.mention(reading, 'twice', { by: ana, sockets: 'all' });
    await slack.until('two more', () => seen.length === 5);
    await slack.mention(reading, 'late', { by: ana, retry: { attempt: 1, reason: 'timeout' } });
    await slack.until('one more', () => seen.length === 6);
    expect(seen.map(({ retry }) => retry)).toEqual([0, 0, 0, 0, 0, 1]);
    expect(new Set(seen.map(({ id }) => id)).size).toBe(3);
  });

  it.each([
    ['asked to refresh', (slack: Slack) => slack.socket.disconnect('refresh_requested')],
    ['cut off', (slack: Slack) => slack.socket.drop()],
  ])('comes back when it is %s', async (_how, end) => {
    const { slack, ana, reading } = await start();
    await bolt(slack, (app) => app.command('/paper', ({ ack }) => ack('here')));
    end(slack);
    await slack.until('a second socket', () => slack.socket.opened() === 2 && slack.socket.count() === 1);
    const asked = await slack.slash('/paper', 'help', { by: ana, channel: reading });
    expect((await asked.answer()).text).toBe('here');
  });

  it('waits out 429, a server error and a cut connection', async () => {
    const { slack, ana, reading } = await start();
    const listen = (app: App) => app.event('app_mention', ({ say }) => say('at last').then(() => undefined));
    await bolt(slack, listen, { retries: 3, minTimeout: 1, maxTimeout: 1 });
    slack.faults.next('chat.postMessage', { retryAfter: 0 });
    slack.faults.next('chat.postMessage', { status: 503 });
    slack.faults.next('chat.postMessage', 'cut');
    const asked = await slack.mention(reading, 'hello', { by: ana });
    expect((await asked.answer()).text).toBe('at last');
    const posts = slack.state.calls.filter(({ method }) => method === 'chat.postMessage');
    expect(posts.map(({ response }) => response)).toMatchObject([
      { error: 'ratelimited' },
      { status: 503 },
      { cut: true },
      { ok: true },
    ]);
  });

  it('is found out when a listener never acknowledges', async () => {
    const { slack, ana, reading } = await start({ ackWindow: 50 });
    await bolt(slack, (app) => app.command('/paper', async () => undefined));
    const asked = await slack.slash('/paper', 'help', { by: ana, channel: reading });
    expect(asked.trouble).toBe('operation_timeout');
    expect(() => slack.expectClean()).toThrow('/paper: not acknowledged in time');
  });

  it('opens a modal from a shortcut, and shows errors, an update and the end of it', async () => {
    const { slack, ana } = await start();
    const element = { type: 'plain_text_input' as const, action_id: 'words' };
    const blocks = [{ type: 'input' as const, block_id: 'query', label: plain('Words'), element }];
    const modal = {
      type: 'modal' as const,
      callback_id: 'search',
      title: plain('Search'),
      submit: plain('Search'),
      blocks,
    };
    await bolt(slack, (app) => {
      app.shortcut('search', async ({ ack, client, shortcut }) => {
        await ack();
        await client.views.open({ trigger_id: shortcut.trigger_id, view: modal });
      });
      app.view('search', async ({ ack, view }) => {
        const words = view.state.values.query?.words?.value ?? '';
        if (words.length < 3)
          await ack({ response_action: 'errors', errors: { query: 'Three letters at least' } });
        else if (words === 'moe')
          await ack({ response_action: 'update', view: { ...modal, title: plain('Found') } });
        else await ack();
      });
    });
    await slack.shortcut('search', { by: ana });
    const view = await slack.until('a modal', () => slack.views(ana)[0]);
    await expect(slack.submit(view, {})).rejects.toThrow('"Words" must be filled in');
    expect((await slack.submit(view, { Words: 'x' })).ack).toMatchObject({
      errors: { query: 'Three letters at least' },
    });
    await slack.submit(view, { Words: 'moe' });
    expect(view.view.title).toEqual(plain('Found'));
    await slack.submit(view, { Words: 'the end' });
    expect(slack.views(ana)).toEqual([]);
    slack.expectClean();
  });

  it('publishes the Home tab, and unfurls a link in the composer and once posted', async () => {
    const { slack, ana } = await start();
    const elsewhere = slack.channel('elsewhere', { members: [ana], withBot: false });
    await bolt(slack, (app) => {
      app.event('app_home_opened', async ({ client, event }) => {
        await client.views.publish({ user_id: event.user, view: { type: 'home', blocks: page(1).blocks } });
      });
      app.event('link_shared', async ({ client, event }) => {
        const unfurls = Object.fromEntries(event.links.map(({ url }) => [url, { blocks: page(1).blocks }]));
        const source = event.source === 'composer' ? 'composer' : 'conversations_history';
        await client.chat.unfurl({ unfurl_id: event.unfurl_id ?? '', source, unfurls });
      });
    });
    await slack.openHome(ana);
    const home = await slack.until('a Home tab', () => slack.home(ana));
    expect(visibleText(home)).toContain('*page 1*');
    const typed = 'look: https://arxiv.org/abs/2401.04081?a=1&b=2 and https://example.com/x';
    await slack.compose(elsewhere, typed, { by: ana });
    await slack.say(elsewhere, typed, { by: ana });
    await slack.until('two unfurls', () => slack.state.unfurls.length === 2);
    const url = 'https://arxiv.org/abs/2401.04081?a=1&amp;b=2';
    expect(slack.state.unfurls).toMatchObject([
      { source: 'composer', url },
      { source: 'conversations_history', url },
    ]);
    slack.expectClean();
  });
});
