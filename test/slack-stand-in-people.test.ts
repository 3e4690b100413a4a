import { afterEach, describe, expect, it } from 'vitest';
import { acknowledge, call, openSocket } from './support/slack/by-hand.ts';
import { type Fields, fieldsOf } from './support/slack/json.ts';
import { startSlack } from './support/slack/slack.ts';

// What people can do and how an app hears of it, payload by payload.

const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

const plain = (text: string) => ({ type: 'plain_text', text });
const option = (text: string) => ({ text: plain(text), value: text.toLowerCase() });
const button = { type: 'button', text: plain('Summary'), action_id: 'summary', value: 'summary 2401.04081' };
const menu = { type: 'static_select', action_id: 'sort', options: [option('Newest'), option('Best')] };
const input = {
  type: 'input',
  block_id: 'query',
  dispatch_action: true,
  label: plain('Search'),
  element: { type: 'plain_text_input', action_id: 'words' },
};
const blocks = [{ type: 'actions', block_id: 'row', elements: [button, menu] }, input];

/** A workspace with an app that acknowledges everything, or answers as told. */
async function start(answer: (envelope: Fields) => unknown[] = acknowledge) {
  const slack = await startSlack();
  stops.push(() => slack.stop());
  const ana = slack.user('ana');
  const reading = slack.channel('reading', { members: [ana] });
  const envelopes = await openSocket(slack, answer);
  const last = () => fieldsOf(envelopes.at(-1)?.payload);
  const post = async (method: string, args: Fields) => {
    const posted = await call(slack, method, { channel: reading.id, text: 'x', blocks, ...args });
    const ts = posted.ts ?? posted.message_ts;
    return slack.until('the message', () => slack.state.messages.find((message) => message.ts === ts));
  };
  return { slack, ana, reading, last, post };
}

describe('pressing', () => {
  it('tells the app the message, the button and where to answer', async () => {
    const { slack, ana, reading, last, post } = await start();
    const message = await post('chat.postMessage', {});
    await slack.press(message, 'Summary', { by: ana });
    expect(last()).toMatchObject({
      type: 'block_actions',
      user: { id: ana.id },
      container: { type: 'message', message_ts: message.ts, channel_id: reading.id, is_ephemeral: false },
      message: { ts: message.ts, bot_id: slack.team.botId },
      actions: [{ type: 'button', action_id: 'summary', block_id: 'row', value: button.value }],
      response_url: expect.stringContaining('http://127.0.0.1:'),
    });
    await slack.press(message, 'Best', { by: ana, filled: { Search: 'moe' } });
    expect(last()).toMatchObject({
      actions: [{ action_id: 'sort', selected_option: option('Best') }],
      state: { values: { query: { words: { value: 'moe' } } } },
    });
  });

  it('does not tell what an ephemeral message says, and lets nobody else press', async () => {
    const { slack, ana, last, post } = await start();
    const message = await post('chat.postEphemeral', { user: ana.id });
    await slack.press(message, 'Summary', { by: ana });
    expect(last()).toMatchObject({ container: { is_ephemeral: true } });
    expect(last()).not.toHaveProperty('message');
    await expect(slack.press(message, 'Summary', { by: slack.user('bo') })).rejects.toThrow('does not see');
    await expect(slack.press(message, 'Cite', { by: ana })).rejects.toThrow('there is: Summary, sort');
  });

  it('works under an unfurled link', async () => {
    const { slack, ana, reading, last } = await start();
    const { message } = await slack.say(reading, 'https://arxiv.org/abs/2401.04081', { by: ana });
    const unfurls = {
      'https://arxiv.org/abs/2401.04081': { blocks: [{ type: 'actions', elements: [button] }] },
    };
    await call(slack, 'chat.unfurl', { channel: reading.id, ts: message?.ts, unfurls });
    const unfurl = await slack.until('an unfurl', () => slack.unfurls[0]);
    await slack.press(unfurl, 'Summary', { by: ana });
    const app_unfurl_url = 'https://arxiv.org/abs/2401.04081';
    expect(last()).toMatchObject({
      container: { type: 'message_attachment', app_unfurl_url },
      app_unfurl: { app_unfurl_url },
    });
  });

  it('works on the Home tab, where what is typed goes along', async () => {
    const { slack, ana, last } = await start();
    await call(slack, 'views.publish', { user_id: ana.id, view: { type: 'home', blocks } });
    const home = await slack.until('a Home tab', () => slack.home(ana));
    await slack.enter(home, 'Search', 'moe', { by: ana });
    expect(last()).toMatchObject({
      container: { type: 'view', view_id: home.id },
      view: { type: 'home', hash: home.hash, state: { values: { query: { words: { value: 'moe' } } } } },
      actions: [{ type: 'plain_text_input', action_id: 'words', value: 'moe' }],
    });
    expect(last()).not.toHaveProperty('response_url');
  });
});

describe('other ways in', () => {
  it('runs a shortcut on a message', async () => {
    const { slack, ana, reading, last } = await start();
    const { message } = await slack.say(reading, 'see 2401.04081', { by: ana });
    if (message) await slack.messageShortcut('papers', message, { by: ana });
    expect(last()).toMatchObject({
      type: 'message_action',
      callback_id: 'papers',
      message: { text: 'see 2401.04081' },
    });
    await expect(slack.shortcut('nope', { by: ana })).rejects.toThrow('no global shortcut nope');
    await expect(slack.slash('/nope', '', { by: ana, channel: reading })).rejects.toThrow(
      'not a valid command',
    );
  });

  it('offers the choices that the app gives, and minds wrong ones', async () => {
    const suggestions = [option('Mixture of Experts'), { text: plain('No value'), value: 7 }];
    const { slack, ana, last, post } = await start(({ envelope_id, accepts_response_payload: accepts }) => [
      accepts ? { envelope_id, payload: { options: suggestions } } : { envelope_id },
    ]);
    const message = await post('chat.postMessage', {
      blocks: [{ type: 'actions', elements: [{ type: 'external_select', action_id: 'paper' }] }],
    });
    const asked = await slack.suggest(message, 'paper', 'mix', { by: ana });
    expect(last()).toMatchObject({ type: 'block_suggestion', action_id: 'paper', value: 'mix' });
    expect(asked.ack).toEqual({ options: suggestions });
    expect(() => slack.expectClean()).toThrow(
      'must provide a string [json-pointer:/blocks/0/elements/0/options/1/value]',
    );
  });

  it('lays modals over each other, three at most, and says when one is closed', async () => {
    const modal = {
      type: 'modal',
      notify_on_close: true,
      title: plain('Papers'),
      submit: plain('Go'),
      blocks,
    };
    const { slack, ana, last } = await start();
    await slack.shortcut('search', { by: ana });
    await call(slack, 'views.open', { trigger_id: last().trigger_id, view: modal });
    const pushed: unknown[] = [];
    for (let time = 1; time <= 3; time++) {
      const top = await slack.until('a modal', () => slack.views(ana).at(-1));
      await slack.press(top, 'Summary', { by: ana });
      const { ok, error } = await call(slack, 'views.push', { trigger_id: last().trigger_id, view: modal });
      pushed.push(error ?? ok);
    }
    expect(pushed).toEqual([true, true, 'push_limit_reached']);
    const top = await slack.until('a modal', () => slack.views(ana).at(-1));
    await slack.close(top);
    expect(last()).toMatchObject({ type: 'view_closed', is_cleared: false, view: { id: top.id } });
    expect(slack.views(ana)).toHaveLength(2);
  });
});
