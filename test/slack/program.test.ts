import { afterEach, describe, expect, it } from 'vitest';
import { toManifest } from '../../adapters/slack/manifest.ts';
import { commands } from '../../src/commands/commands.ts';
import { startProgram } from '../support/program.ts';
import { startSlack } from '../support/slack/slack.ts';

const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

async function start(over: 'socket' | 'http') {
  const slack = await startSlack({ manifest: toManifest(commands) });
  stops.push(slack.stop);
  const way =
    over === 'socket' ? { SLACK_APP_TOKEN: slack.appToken } : { SLACK_SIGNING_SECRET: slack.signingSecret };
  const settings = { SLACK_BOT_TOKEN: slack.botToken, SLACK_API_URL: slack.apiUrl, HOST: '127.0.0.1' };
  const program = await startProgram([], { ...settings, ...way });
  stops.push(program.stop);
  await slack.until('the bot to answer in Slack', () => {
    // The stand-in looks again at every change, of which a call to it is one.
    void fetch(`${slack.apiUrl}api.test`, { method: 'POST' }).catch(() => undefined);
    return program.log().includes('answering in Slack');
  });
  const port = /"port":(\d+)/.exec(program.log())?.[1] ?? '';
  if (over === 'http') await slack.useHttp(`http://127.0.0.1:${port}/slack/events`);
  const ana = slack.user('ana');
  return { slack, program, port, ana, reading: slack.channel('reading', { members: [ana] }) };
}

describe('the program in Slack', () => {
  it.each(['socket', 'http'] as const)(
    'finishes what is in flight when it is told to end, and ends with 0 (%s)',
    { timeout: 60_000 },
    async (over) => {
      const { slack, program, ana, reading } = await start(over);
      slack.faults.next('chat.postMessage', { retryAfter: 1 });
      const asked = await slack.mention(reading, 'search moe', { by: ana });
      await slack.until('the answer to be held up', () =>
        slack.calls.some(({ method }) => method === 'chat.postMessage'),
      );
      program.end();
      const posted = () => slack.messages(reading).filter(({ botId }) => botId);
      await slack.until('the answer', () => posted().length > 0);
      expect(await program.exited).toBe(0);
      expect(posted()).toHaveLength(1);
      expect(posted()[0]?.threadTs).toBe(asked.message?.ts);
      slack.expectClean();
    },
  );

  it('shows how it does on the port that Slack’s requests come to', { timeout: 60_000 }, async () => {
    const { slack, port, ana, reading } = await start('http');
    const get = async (path: string) => (await fetch(`http://127.0.0.1:${port}${path}`)).text();
    expect(await get('/healthz')).toBe('ok\n');
    expect(await get('/readyz')).toBe('{"ready":true}\n');
    await (await slack.slash('/paper', 'search moe', { by: ana, channel: reading })).answer();
    const metrics = await get('/metrics');
    expect(metrics).toContain('paperboy_commands_total{command="search",platform="slack",outcome="ok"} 1');
    expect(metrics).toMatch(/paperboy_papers \d{3}/);
    expect(metrics).not.toContain(ana.id);
  });
});
