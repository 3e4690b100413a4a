import { afterEach, describe, expect, it } from 'vitest';
import { startSlack } from '../../adapters/slack/slack.ts';
import { commands } from '../../src/commands/commands.ts';
import { createMemoryOnce } from '../../src/once.ts';
import { createMemoryPlaces } from '../../src/places.ts';
import { showcase } from '../support/showcase.ts';
import { readable, type StageOptions, startStage } from '../support/slack-driver.ts';
import { createLog } from '../support/world.ts';

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

describe('a mention', () => {
  it.each([
    ['search moe', /^\d+ papers about moe/],
    ['what beats softmax in hardware?', /softmax/],
    ['is 2402.17764 better?', /The Era of 1-bit LLMs/],
    ['https://arxiv.org/abs/2402.17764', /The Era of 1-bit LLMs/],
  ])('is answered in its thread: %s', async (said, expected) => {
    const { slack, ana, reading } = await start();
    const asked = await slack.mention(reading, said, { by: ana });
    const answer = await asked.answer();
    expect(answer.threadTs).toBe(asked.message?.ts);
    expect(readable(answer)).toMatch(expected);
    slack.expectClean();
  });

  it('without words, or only for the asker, is answered to them alone', async () => {
    const { slack, ana, reading } = await start();
    const help = await (await slack.mention(reading, '', { by: ana })).answer();
    expect(help).toMatchObject({ visibleTo: ana.id });
    const asked = await slack.mention(reading, 'hello', { by: ana });
    await asked.answer();
    const inThread = await slack.mention(reading, 'quiet', { by: ana, thread: asked.message ?? help });
    expect(await inThread.answer()).toMatchObject({ visibleTo: ana.id, threadTs: asked.message?.ts });
    slack.expectClean();
  });

  it('is answered once, however often and over however many sockets it is delivered', async () => {
    const once = createMemoryOnce();
    const { slack, ana, reading, bot } = await start({ world: { once } });
    const connection = { kind: 'socket' as const, appToken: slack.appToken };
    const workspaces = { kind: 'one' as const, botToken: slack.botToken };
    const second = await startSlack(
      bot,
      { apiUrl: slack.apiUrl, connection, workspaces },
      { log: createLog(), once, clock: { now: () => new Date() }, zone: 'UTC', places: createMemoryPlaces() },
    );
    stops.unshift(() => second.stop());
    const thrice = await slack.mention(reading, 'hello', { by: ana, times: 3 });
    const everywhere = await slack.mention(reading, 'hello', { by: ana, sockets: 'all' });
    await slack.until('two answers', () => slack.messages(reading).filter(({ botId }) => botId).length === 2);
    await slack.quiet();
    const threads = slack.messages(reading).flatMap(({ botId, threadTs }) => (botId ? [threadTs] : []));
    expect(threads.sort()).toEqual([thrice.message?.ts, everywhere.message?.ts]);
  });

  it('is answered also where its only delivery is a retry', async () => {
    const { slack, ana, reading } = await start();
    const retry = { attempt: 2, reason: 'timeout' };
    expect(readable(await (await slack.mention(reading, 'hello', { by: ana, retry })).answer())).toBe(
      'Hello there',
    );
  });

  it('is answered although Slack, and the memory of what was answered, fail in passing', async () => {
    const once = { claim: () => Promise.reject(new Error('the database is away')) };
    const { slack, ana, reading } = await start({ world: { once } });
    slack.faults.next('chat.postMessage', { error: 'internal_error' });
    slack.faults.next('chat.postMessage', { status: 502 });
    slack.faults.next('chat.postMessage', { retryAfter: 0 });
    slack.faults.next('chat.postMessage', 'cut');
    const answer = await (await slack.mention(reading, 'hello', { by: ana })).answer();
    expect(readable(answer)).toBe('Hello there');
    expect(slack.state.calls.filter(({ method }) => method === 'chat.postMessage')).toHaveLength(5);
  });

  it.each([
    ['channel_not_found', 'I am not a member of this conversation', 'warn'],
    ['not_in_channel', 'I am not a member of this conversation', 'warn'],
    ['missing_scope', 'I was not allowed to post here', 'error'],
    ['is_archived', 'I was not allowed to post here', 'error'],
  ])('is answered to the asker alone, and explained, where Slack says %s', async (error, told, level) => {
    const { slack, ana, reading, logged } = await start();
    slack.faults.next('chat.postMessage', { error, more: { needed: 'chat:write' } });
    const answer = await (await slack.mention(reading, 'hello', { by: ana })).answer();
    expect(answer.visibleTo).toBe(ana.id);
    expect(readable(answer)).toContain('Hello there');
    expect(readable(answer)).toContain(told);
    const line = logged.find(({ message }) => message === `Slack refused: ${error}`);
    expect(line).toMatchObject({ level, fields: { what: 'chat.postMessage', todo: expect.any(String) } });
  });

  it('tells the log what to do once the token is revoked, and goes on', async () => {
    const { slack, ana, reading, logged } = await start();
    slack.faults.always('chat.postMessage', { error: 'token_revoked' });
    slack.faults.always('chat.postEphemeral', { error: 'token_revoked' });
    await slack.mention(reading, 'hello', { by: ana });
    await slack.until(
      'the last way',
      () => slack.state.calls.filter(({ method }) => method.startsWith('chat.')).length === 3,
    );
    await slack.quiet();
    expect(logged.filter(({ level }) => level === 'error').at(-1)?.fields).toMatchObject({
      todo: expect.stringContaining('install the app again'),
    });
    slack.faults.clear();
    expect(readable(await (await slack.mention(reading, 'hello', { by: ana })).answer())).toBe('Hello there');
  });

  it('by another bot, or in an edit, is left alone', async () => {
    const { slack, ana, reading } = await start();
    const event = {
      type: 'app_mention',
      channel: reading.id,
      user: ana.id,
      text: 'hello',
      ts: '1.2',
      event_ts: '1.2',
    };
    slack.state.emit(slack.team.id, { ...event, bot_id: 'B999' });
    slack.state.emit(slack.team.id, { ...event, subtype: 'message_changed' });
    slack.state.emit(slack.team.id, { type: 'app_mention', odd: true });
    await slack.quiet();
    expect(slack.messages(reading)).toEqual([]);
  });
});

describe('a direct message', () => {
  it('is answered in its thread, also what is only for the asker', async () => {
    const { slack, ana } = await start();
    for (const said of ['hello', 'quiet', 'fail user']) {
      const asked = await slack.dm(ana, said);
      expect(await asked.answer()).toMatchObject({ threadTs: asked.message?.ts });
    }
    slack.expectClean();
  });
});

describe('the person who asks', () => {
  it('is answered in their language and time zone, and asked about once', async () => {
    const { slack, reading } = await start();
    const olga = slack.user('olga', { locale: 'ru-RU', timeZone: 'Asia/Vladivostok' });
    const first = await slack.mention(reading, 'today', { by: olga });
    // 12:00 UTC on 22 November is 22:00 there.
    expect(readable(await first.answer())).toContain('Сегодня, 22 ноября 2026');
    await (await slack.mention(reading, 'hello', { by: olga })).answer();
    expect(slack.state.calls.filter(({ method }) => method === 'users.info')).toHaveLength(1);
  });

  it.each([{ error: 'missing_scope' }, { error: 'user_not_found' }])(
    'is answered in English where Slack says $error',
    async (fault) => {
      const { slack, reading } = await start();
      slack.faults.always('users.info', fault);
      const olga = slack.user('olga', { locale: 'ru-RU' });
      expect(readable(await (await slack.mention(reading, 'today', { by: olga })).answer())).toContain(
        'Nothing new today',
      );
    },
  );
});
