import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { ROOT } from '../../src/root.ts';
import { type Discord, startDiscord, textOf } from '../support/discord/discord.ts';
import { connectToDiscord } from '../support/discord-driver.ts';
import { mixed } from '../support/showcase.ts';

const folder = mkdtempSync(join(tmpdir(), 'paperboy-life-'));
afterAll(() => rmSync(folder, { recursive: true }));

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

async function connect() {
  const connected = await connectToDiscord(mixed);
  stops.push(connected.stop);
  return connected;
}

const answersTo = (discord: Discord, id: string) =>
  discord.messages(discord.channel).filter((each) => each.message_reference?.message_id === id);

describe('what production does', () => {
  it('answers an interaction and a message once, however often the gateway delivers them', async () => {
    const { discord } = await connect();
    await discord.slash('paper hello');
    discord.gateway.sendAgain('INTERACTION_CREATE');
    const asked = discord.say(discord.channel, `<@${discord.bot.id}> hello`);
    await discord.until(() => answersTo(discord, asked.id).length > 0, 'the answer');
    discord.gateway.sendAgain('MESSAGE_CREATE');
    // What comes after has been seen only once what came before has been handled.
    await discord.slash('paper hello');
    const callbacks = discord.requests.filter(({ path }) => path.endsWith('/callback'));
    expect(callbacks).toHaveLength(2);
    expect(answersTo(discord, asked.id)).toHaveLength(1);
    discord.expectClean();
  });

  it('resumes after the connection breaks, and answers what was asked meanwhile', async () => {
    const { discord } = await connect();
    discord.gateway.drop(4000);
    const exchange = await discord.slash('paper hello');
    expect(exchange.reply && textOf(exchange.reply)).toContain('Hello there');
    expect(discord.gateway.sessions).toHaveLength(1);
    discord.expectClean();
  });

  it('reconnects when it is asked to', async () => {
    const { discord } = await connect();
    discord.gateway.reconnect();
    expect((await discord.slash('paper hello')).reply).toBeDefined();
    discord.expectClean();
  });

  it('waits out a rate limit as long as Discord says', async () => {
    const { discord } = await connect();
    discord.faults.add(
      { method: 'POST', path: /\/channels\/\d+\/messages$/ },
      { kind: 'rate limit', retryAfter: 0.2 },
    );
    const asked = discord.say(discord.channel, `<@${discord.bot.id}> hello`);
    await discord.until(() => answersTo(discord, asked.id).length === 1, 'the answer after the limit');
    discord.expectClean();
  });

  it('gives up calmly on an interaction that expired while it slept', async () => {
    const { discord, log } = await connect();
    const exchange = discord.slash('paper hello', {}, { until: 'sent' });
    discord.advance(4_000);
    await exchange;
    await discord.until(
      () => log.entries.find(({ message }) => message.includes('no longer waits')),
      'the log entry',
    );
    expect((await discord.slash('paper hello')).reply).toBeDefined();
    discord.expectClean({ except: [10062] });
  });

  it('registers once: the second time nothing changes, and it says so', async () => {
    const discord = await startDiscord();
    stops.push(discord.stop);
    const first = await run(discord, ['register']);
    expect(first).toMatchObject({ code: 0, stdout: expect.stringContaining('+ paper  new') });
    const second = await run(discord, ['register']);
    expect(second).toMatchObject({ code: 0, stdout: expect.stringContaining('= paper  as it was') });
    expect(discord.registered().map(({ name }) => name)).toEqual(['paper', 'Papers in this message']);
    const inOne = await run(discord, ['register', '--guild', discord.guild.id]);
    expect(inOne.stdout).toContain(`in server ${discord.guild.id}`);
    expect(discord.registered(discord.guild)).toHaveLength(2);
    discord.expectClean();
  });

  it.each([
    ['a token that is wrong', ['register'], 'wrong.token.here'],
    ['a token that is wrong', [], 'wrong.token.here'],
  ])('ends with one clear line and exit code 1 for %s (%j)', async (_what, args, token) => {
    const discord = await startDiscord();
    stops.push(discord.stop);
    const { code, stderr } = await run(discord, args, { DISCORD_TOKEN: token });
    expect(code).toBe(1);
    expect(stderr.trim().split('\n')).toEqual([
      expect.stringMatching(/^Discord does not accept DISCORD_TOKEN\. Copy/),
    ]);
  });

  it('finishes what is in flight when it is told to end, closes the gateway cleanly, and ends with 0', async () => {
    const discord = await startDiscord();
    stops.push(discord.stop);
    await run(discord, ['register']);
    const program = start(discord, []);
    const exited = once(program, 'exit');
    await discord.until(() => discord.gateway.sessions.length === 1, 'the bot to connect');
    const posts = { method: 'POST', path: /\/channels\/\d+\/messages$/ } as const;
    discord.faults.add(posts, { kind: 'rate limit', retryAfter: 1 });
    const asked = discord.say(discord.channel, `<@${discord.bot.id}> search moe`);
    await discord.until(
      () => discord.requests.some(({ status }) => status === 429),
      'the answer to be held up',
    );
    program.kill('SIGTERM');
    expect(await exited).toEqual([0, null]);
    expect(answersTo(discord, asked.id)).toHaveLength(1);
    expect(discord.gateway.closes).toEqual([1000]);
    discord.expectClean();
  });

  it('runs a process per shard, as many as Discord recommends', { timeout: 60_000 }, async () => {
    const discord = await startDiscord({ shards: 2, patience: 25_000 });
    stops.push(discord.stop);
    const second = discord.addGuild('Another server');
    await run(discord, ['register']);
    const program = start(discord, [], { DISCORD_SHARDS: 'auto' });
    const exited = once(program, 'exit');
    await discord.until(() => discord.gateway.sessions.length === 2, 'both shards');
    const there = discord.addChannel('there', second);
    const exchange = await discord.slash('paper search', { query: 'moe' }, { channel: there });
    expect(exchange.reply).toBeDefined();
    program.kill('SIGTERM');
    expect(await exited).toEqual([0, null]);
    discord.expectClean();
  });

  it('leaves no shard behind when the process that began them is killed', { timeout: 120_000 }, async () => {
    const discord = await startDiscord({ shards: 2, patience: 60_000 });
    stops.push(discord.stop);
    discord.addGuild('Another server');
    const program = start(discord, [], { DISCORD_SHARDS: 'auto' });
    const closed = once(program, 'close');
    await discord.until(() => discord.gateway.sessions.length === 2, 'both shards');
    program.kill('SIGKILL');
    // The shards write to where their manager did, which is closed once they are gone as well.
    await closed;
    expect(discord.gateway.sessions.every(({ socket }) => socket === undefined)).toBe(true);
  });
});

function start(discord: Discord, args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const settings = {
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.apiUrl,
    LOG_LEVEL: 'error',
    ...env,
  };
  return spawn(process.execPath, [resolve(ROOT, 'src/start.js'), ...args], {
    env: { ...process.env, ...settings },
  });
}

/** The program from its start to its end. */
async function run(discord: Discord, args: readonly string[], env?: Readonly<Record<string, string>>) {
  const program = start(discord, args, env);
  let stdout = '';
  let stderr = '';
  program.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
  });
  program.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const [code] = await once(program, 'close');
  return { code, stdout, stderr };
}
