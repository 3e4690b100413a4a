import { afterEach, describe, expect, it } from 'vitest';
import { toManifest } from '../../adapters/slack/manifest.ts';
import { commands } from '../../src/commands/commands.ts';
import type { Posting } from '../../src/daily/poster.ts';
import { createMemoryInstallations } from '../../src/installations.ts';
import { createFakeTimer } from '../support/fake-timer.ts';
import { replies } from '../support/showcase.ts';
import type { Channel } from '../support/slack/entities.ts';
import type { Slack } from '../support/slack/slack.ts';
import { readable, type StageOptions, startStage } from '../support/slack-driver.ts';

const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

/** An app that may read the channels it is in. */
const reader: StageOptions = { slack: { manifest: toManifest(commands, undefined, true) } };

async function start(options: StageOptions = reader) {
  const timer = createFakeTimer();
  const stage = await startStage({ ...options, world: { timer, ...options.world } });
  stops.push(stage.stop);
  const { slack, running } = stage;
  return { ...stage, timer, poster: running.poster, papers: slack.channel('papers') };
}

const yes = () => Promise.resolve(true);
const toPosting = (channel: Channel, more: Partial<Posting> = {}): Posting => ({
  place: `slack:${channel.team}/${channel.id}`,
  key: 'sub-1/2026-11-22',
  reply: { title: 'Sunday', ...replies.rows },
  lang: 'en',
  ...more,
});
const earlier = () => new Date(Date.now() - 5_000);
const posts = (slack: Slack, channel: Channel) => slack.messages(channel).filter(({ botId }) => botId);
const callsOf = (slack: Slack, method: string) =>
  slack.state.calls.filter((call) => call.method === method).length;

describe('a delivery', () => {
  it('is posted with its key, as the app, without previews, and pings nobody', async () => {
    const { slack, poster, papers } = await start();
    const posted = await poster.post(toPosting(papers), yes);
    const [message] = posts(slack, papers);
    expect(posted).toEqual({ kind: 'posted', message: message?.ts });
    expect(message?.metadata).toEqual({
      event_type: 'paperboy_delivery',
      event_payload: { key: 'sub-1/2026-11-22' },
    });
    expect(message?.previews).toEqual([]);
    expect(message && readable(message)).toContain('Card with a row 5');
    expect(callsOf(slack, 'conversations.history')).toBe(0);
    slack.expectClean();
    expect(slack.state.pings).toEqual([]);
  });

  it.each(['cut', 'lost', { status: 503 }, { error: 'internal_error' }, { error: 'fatal_error' }] as const)(
    'is called once where Slack fails by %j, and stands once after the next try',
    async (fault) => {
      const { slack, poster, papers } = await start();
      slack.faults.next('chat.postMessage', fault);
      const begun = earlier();
      await expect(poster.post(toPosting(papers), yes)).rejects.toMatchObject({
        name: 'UnavailableError',
        cause: expect.any(Error),
      });
      expect(callsOf(slack, 'chat.postMessage')).toBe(1);
      const stands = fault === 'lost';
      expect(posts(slack, papers)).toHaveLength(stands ? 1 : 0);
      const again = await poster.post(toPosting(papers, { since: begun }), yes);
      expect(again).toEqual({ kind: stands ? 'found' : 'posted', message: posts(slack, papers)[0]?.ts });
      expect(posts(slack, papers)).toHaveLength(1);
      slack.expectClean();
    },
  );

  it('is found however much was said since', async () => {
    const { slack, poster, papers } = await start();
    const ana = slack.user('ana');
    await poster.post(toPosting(papers), yes);
    const [{ ts: message } = { ts: '' }] = posts(slack, papers);
    for (let count = 0; count < 450; count += 1)
      slack.state.messages.push({
        ...{ channel: papers.id, team: papers.team, user: ana.id, text: 'talk', previews: [], revision: 0 },
        ts: `${Math.floor(Date.now() / 1000) + 10}.${String(count).padStart(6, '0')}`,
      });
    const found = await poster.post(toPosting(papers, { since: earlier() }), yes);
    expect(found).toEqual({ kind: 'found', message });
    expect(callsOf(slack, 'conversations.history')).toBe(3);
  });

  it.each([
    ['of another day', { key: 'sub-1/2026-11-21' }, {}],
    ['of another app', {}, { botId: 'B9' }],
    ['that says the key in its text only', {}, { metadata: undefined }],
    ['of long before', {}, { ts: '1000000000.000100' }],
  ])('is not taken for a message %s', async (_what, first, change) => {
    const { slack, poster, papers } = await start();
    await poster.post(toPosting(papers, first), yes);
    Object.assign(posts(slack, papers)[0] ?? {}, change);
    const posted = await poster.post(toPosting(papers, { since: earlier() }), yes);
    expect(posted).toMatchObject({ kind: 'posted' });
  });

  it('is rather lost than doubled where we may not look, and the log says how we might', async () => {
    const { slack, poster, papers, logged } = await start({});
    slack.faults.next('chat.postMessage', 'lost');
    await expect(poster.post(toPosting(papers), yes)).rejects.toThrow();
    expect(await poster.post(toPosting(papers, { since: earlier() }), yes)).toEqual({ kind: 'unknown' });
    expect(posts(slack, papers)).toHaveLength(1);
    expect(logged.at(-1)).toMatchObject({
      level: 'warn',
      fields: { todo: expect.stringContaining('SLACK_MESSAGE_CONTENT'), key: 'sub-1/2026-11-22' },
    });
  });

  it.each([
    ['is archived', 'gone', (slack: Slack, channel: Channel) => slack.archive(channel)],
    ['was deleted', 'gone', (slack: Slack, channel: Channel) => slack.remove(channel)],
    ['is of a workspace that removed us', 'gone', (slack: Slack) => slack.uninstall(slack.team)],
    ['is of a workspace that took its token back', 'gone', (slack: Slack) => slack.revoke(slack.team)],
    ['is no longer ours', 'not-allowed', (slack: Slack, channel: Channel) => slack.kick(channel)],
    [
      'takes posts of administrators only',
      'not-allowed',
      (slack: Slack) => slack.faults.next('chat.postMessage', { error: 'restricted_action' }),
    ],
  ])('is refused where the channel %s', async (_how, why, change) => {
    const { slack, poster, papers } = await start();
    change(slack, papers);
    expect(await poster.post(toPosting(papers), yes)).toEqual({ kind: 'refused', why });
  });

  it('is refused in a workspace that we do not serve', async () => {
    const { poster, papers } = await start();
    const posted = await poster.post(toPosting({ ...papers, team: 'T9' }), yes);
    expect(posted).toEqual({ kind: 'refused', why: 'gone' });
  });

  it('is not given up for good where our own token is wrong', async () => {
    const { slack, poster, papers } = await start();
    slack.faults.next('chat.postMessage', { error: 'invalid_auth' });
    await expect(poster.post(toPosting(papers), yes)).rejects.toMatchObject({ name: 'UnavailableError' });
  });

  it('goes out only while it is still ours, which is asked after every wait', async () => {
    const { slack, poster, papers, timer } = await start();
    slack.faults.next('chat.postMessage', { retryAfter: 30 });
    const answers = [true, false];
    const asked: number[] = [];
    const stillMine = () => {
      asked.push(timer.now());
      return Promise.resolve(answers.shift() ?? false);
    };
    await expect(poster.post(toPosting(papers), stillMine)).rejects.toMatchObject({
      name: 'UnavailableError',
    });
    expect(asked).toEqual([0, 30_000]);
    expect(posts(slack, papers)).toEqual([]);
  });
});

describe('many deliveries', () => {
  it('to one channel keep a second between them, and wait as long as Slack says', async () => {
    const { slack, poster, papers, timer } = await start();
    slack.faults.next('chat.postMessage', { retryAfter: 7 });
    const keys = ['a/1', 'b/1', 'c/1'];
    const posted = await Promise.all(keys.map((key) => poster.post(toPosting(papers, { key }), yes)));
    expect(posted.map(({ kind }) => kind)).toEqual(['posted', 'posted', 'posted']);
    expect(posts(slack, papers).map(({ metadata }) => metadata?.event_payload)).toEqual(
      keys.map((key) => ({ key })),
    );
    expect(timer.slept.slice(0, 3)).toEqual([7_000, 1_000, 1_000]);
  });

  it('do not wait for a channel that hangs', async () => {
    const { slack, poster, papers } = await start();
    slack.faults.next('chat.postMessage', 'hang');
    const hanging = poster.post(toPosting(papers), yes).catch(() => undefined);
    await slack.until('the call', () => callsOf(slack, 'chat.postMessage') === 1);
    const others = Array.from({ length: 20 }, (_, index) => slack.channel(`papers-${index}`));
    const posted = await Promise.all(others.map((channel) => poster.post(toPosting(channel), yes)));
    expect(new Set(posted.map(({ kind }) => kind))).toEqual(new Set(['posted']));
    expect(posts(slack, papers)).toEqual([]);
    stops.push(() => hanging);
  });
});

describe('in many workspaces', () => {
  const many: StageOptions = {
    ...reader,
    settings: ({ apiUrl }) => ({
      apiUrl,
      connection: { kind: 'http', signingSecret: 'signing-secret-of-the-stand-in', port: 0 },
      workspaces: { kind: 'many', clientId: '1.2', clientSecret: 'secret', readsMessages: true },
    }),
  };

  it('a delivery goes out with the token of its own, and nowhere without one', async () => {
    const installations = createMemoryInstallations();
    const { slack, poster, papers } = await start({ ...many, world: { installations } });
    const { team, botToken: token } = slack;
    const bot = { token, id: team.botId, userId: team.botUser, scopes: ['chat:write'] };
    expect(await poster.post(toPosting(papers), yes)).toEqual({ kind: 'refused', why: 'gone' });
    await installations.save(`slack:${team.id}`, JSON.stringify({ user: { id: 'U1' }, bot }));
    expect(await poster.post(toPosting(papers), yes)).toMatchObject({ kind: 'posted' });
    const found = await poster.post(toPosting(papers, { since: earlier() }), yes);
    expect(found).toMatchObject({ kind: 'found' });
  });
});

describe('a private word', () => {
  it('reaches the person in their direct messages', async () => {
    const { slack, poster } = await start();
    const ana = slack.user('ana');
    await poster.tell(`slack:${ana.team}/${ana.id}`, { title: 'Your picks are paused' }, 'en');
    const [told] = slack.state.messages.filter(({ botId }) => botId);
    expect(told).toMatchObject({ channel: expect.stringMatching(/^D/), text: 'Your picks are paused' });
    slack.expectClean();
  });

  it.each(['slack:T9/U9', 'slack:nobody', 'discord:1'])(
    'that cannot be told goes to the log: %s',
    async (person) => {
      const { poster, logged } = await start();
      await poster.tell(person, { title: 'x' }, 'en');
      expect(logged.at(-1)).toMatchObject({ level: 'error', fields: { what: 'telling a person' } });
    },
  );
});
