import { afterEach, expect, it } from 'vitest';
import { call } from './support/slack/by-hand.ts';
import { fieldsOf } from './support/slack/json.ts';
import { type Slack, startSlack } from './support/slack/slack.ts';

// What the proof of once leans on.

let slack: Slack;
afterEach(() => slack.stop());

it('an answer that gets lost leaves the message standing, and it is counted', async () => {
  slack = await startSlack();
  const reading = slack.channel('reading');
  slack.faults.next('chat.postMessage', 'lost');
  await expect(call(slack, 'chat.postMessage', { channel: reading.id, text: 'picks' })).rejects.toThrow();
  expect(slack.messages(reading).map(({ text }) => text)).toEqual(['picks']);
  expect(slack.calls.at(-1)?.response).toMatchObject({ ok: true });
});

it('metadata comes with the history only where it is asked for, and survives an update that leaves it out', async () => {
  slack = await startSlack();
  const channel = slack.channel('reading').id;
  const metadata = { event_type: 'paperboy_delivery', event_payload: { key: 'a/1' } };
  const { ts } = await call(slack, 'chat.postMessage', { channel, text: 'picks', metadata });
  await call(slack, 'chat.update', { channel, ts, text: 'picks, voted on' });
  const read = async (more: object) => {
    const { messages } = await call(slack, 'conversations.history', { channel, ...more });
    return fieldsOf(Array.isArray(messages) ? messages[0] : undefined);
  };
  expect(await read({ include_all_metadata: true })).toMatchObject({ text: 'picks, voted on', metadata });
  expect(await read({})).not.toHaveProperty('metadata');
});

it.each([
  ['is_archived', () => slack.archive(slack.channel('papers'))],
  ['not_in_channel', () => slack.kick(slack.channel('papers'))],
  ['account_inactive', () => slack.uninstall(slack.team)],
] as const)('a channel or workspace that is closed to the app says %s', async (error, close) => {
  slack = await startSlack();
  const channel = slack.channel('papers').id;
  close();
  expect(await call(slack, 'chat.postMessage', { channel, text: 'picks' })).toEqual({ ok: false, error });
});

it('a channel that was deleted is not found, with all that was said in it', async () => {
  slack = await startSlack();
  const papers = slack.channel('papers');
  await call(slack, 'chat.postMessage', { channel: papers.id, text: 'picks' });
  slack.remove(papers);
  const { error } = await call(slack, 'chat.postMessage', { channel: papers.id, text: 'picks' });
  expect([error, slack.messages(papers)]).toEqual(['channel_not_found', []]);
});
