import { createServer } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defineCommand } from '../../src/command.ts';
import { commands } from '../../src/commands/commands.ts';
import { readable, type StageOptions, startStage } from '../support/slack-driver.ts';

const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

async function start(options: StageOptions = {}) {
  const stage = await startStage(options);
  stops.push(stage.stop);
  const { slack } = stage;
  const ana = slack.user('ana');
  return { ...stage, ana, reading: slack.channel('reading', { members: [ana] }) };
}

type Stage = Awaited<ReturnType<typeof start>>;

async function answers({ slack, ana, reading }: Stage): Promise<boolean> {
  const answer = await (await slack.slash('/paper', 'help', { by: ana, channel: reading })).answer();
  return readable(answer).includes('search moe');
}

describe('Socket Mode', () => {
  it.each([
    ['it is asked to refresh', (stage: Stage) => stage.slack.socket.disconnect('refresh_requested')],
    ['it is cut off', (stage: Stage) => stage.slack.socket.drop()],
  ])('comes back when %s', async (_when, end) => {
    const stage = await start();
    for (const round of [2, 3]) {
      end(stage);
      await stage.slack.until(
        'a new socket',
        () => stage.slack.socket.opened() === round && stage.slack.socket.count() === 1,
      );
      expect(await answers(stage)).toBe(true);
    }
    stage.slack.expectClean();
  });

  it.each([
    ['an error in passing', { error: 'internal_error' }],
    ['a server error', { status: 503 }],
    ['a broken connection', 'cut'],
    ['a rate limit', { retryAfter: 0 }],
    ['a token that is refused', { error: 'invalid_auth' }],
  ] as const)('keeps trying to come back through %s, however long it lasts', async (_name, fault) => {
    const stage = await start();
    stage.slack.faults.next('apps.connections.open', fault, 15);
    stage.slack.socket.drop();
    await stage.slack.until(
      'a new socket',
      () => stage.slack.socket.opened() === 2 && stage.slack.socket.count() === 1,
    );
    expect(await answers(stage)).toBe(true);
  });

  it('stops in the middle of coming back, without a rejection that nobody handles', async () => {
    const rejections: unknown[] = [];
    const note = (reason: unknown) => void rejections.push(reason);
    process.on('unhandledRejection', note);
    stops.push(async () => void process.off('unhandledRejection', note));
    for (const fault of ['hang', { error: 'internal_error' }, { status: 503 }] as const) {
      const { slack, running } = await startStage();
      slack.faults.always('apps.connections.open', fault);
      slack.socket.drop();
      await slack.until('an attempt', () => slack.state.calls.at(-1)?.method === 'apps.connections.open');
      await running.stop();
      expect(slack.socket.count()).toBe(0);
      await slack.stop();
    }
    await new Promise((resolve) => setImmediate(resolve));
    expect(rejections).toEqual([]);
  });

  it('closes a socket that opens only after it was told to stop', async () => {
    const { slack, running } = await start();
    slack.faults.next('apps.connections.open', { status: 503 });
    slack.socket.drop();
    await slack.until('an attempt', () => slack.state.calls.at(-1)?.response?.status === 503);
    await running.stop();
    await slack.until('no socket', () => slack.socket.count() === 0);
    expect(slack.socket.opened()).toBe(2);
  });
});

describe('a stop', () => {
  it.each(['socket', 'http'] as const)(
    'finishes what is in flight, and takes nothing new (%s)',
    async (over) => {
      const begun = Promise.withResolvers<void>();
      const finish = Promise.withResolvers<void>();
      const slow = defineCommand({
        name: 'slow',
        summary: 'Take your time',
        examples: ['slow'],
        options: z.object({}),
        run: async () => {
          begun.resolve();
          await finish.promise;
          return { title: 'At last' };
        },
      });
      const { slack, running, ana, reading } = await start({ over, commands: [...commands, slow] });
      const asked = await slack.mention(reading, 'slow', { by: ana });
      await begun.promise;
      let stopped = false;
      const stopping = running.stop().then(() => {
        stopped = true;
      });
      await slack.until('no socket', () => slack.socket.count() === 0);
      const late = await slack.slash('/paper', 'help', { by: ana, channel: reading });
      expect(late.trouble).toBe('dispatch_failed');
      expect(stopped).toBe(false);
      finish.resolve();
      expect(readable(await asked.answer())).toBe('At last');
      await stopping;
    },
  );
});

describe('a start', () => {
  const setTokens = (botToken: string, appToken: string): StageOptions => ({
    settings: (given) => ({
      ...given,
      connection: { kind: 'socket', appToken },
      workspaces: { kind: 'one', botToken },
    }),
  });

  it.each([
    [
      'a wrong bot token',
      setTokens('xoxb-wrong', 'xapp-wrong'),
      /^Slack does not accept SLACK_BOT_TOKEN \(invalid_auth\)/,
    ],
    [
      'a wrong app token',
      {
        settings: (given) => ({ ...given, connection: { kind: 'socket' as const, appToken: 'xapp-wrong' } }),
      } satisfies StageOptions,
      /^Slack does not accept SLACK_APP_TOKEN \(invalid_auth\)/,
    ],
    [
      'an address where there is no Slack',
      { settings: (given) => ({ ...given, apiUrl: 'http://127.0.0.1:9/api/' }) } satisfies StageOptions,
      /^I cannot reach Slack: /,
    ],
  ])('with %s ends with one line that says what to do', async (_what, options, message) => {
    await expect(startStage(options)).rejects.toMatchObject({ name: 'StartError', message });
  });

  it('over HTTP says which port is taken', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, () => resolve()));
    stops.push(() => new Promise((resolve) => server.close(resolve)));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const options: StageOptions = {
      settings: (given) => ({ ...given, connection: { kind: 'http', signingSecret: 'secret', port } }),
    };
    await expect(startStage(options)).rejects.toMatchObject({
      name: 'StartError',
      message: expect.stringContaining(`I cannot listen on PORT ${port}`),
    });
  });
});

describe('HTTP', () => {
  it.each(['wrong secret', 'too old', 'missing'] as const)(
    'refuses a request whose signature is %s',
    async (signing) => {
      const { slack, ana, reading } = await start({ over: 'http' });
      const forged = await slack.slash('/paper', 'help', { by: ana, channel: reading, signing });
      expect(forged.outcomes).toMatchObject([{ ok: false, status: 401 }]);
      await slack.quiet();
      expect(slack.messages(reading, { visibleTo: ana })).toEqual([]);
    },
  );

  it('answers an event once that comes three times, and one that comes only as a retry', async () => {
    const { slack, ana, reading } = await start({ over: 'http' });
    await slack.mention(reading, 'help', { by: ana, times: 3 });
    await slack.mention(reading, 'help', { by: ana, retry: { attempt: 3, reason: 'http_timeout' } });
    const helps = () => slack.messages(reading, { visibleTo: ana }).filter(({ botId }) => botId);
    await slack.until('two answers', () => helps().length === 2);
    await slack.quiet();
    expect(helps()).toHaveLength(2);
    slack.expectClean();
  });
});
