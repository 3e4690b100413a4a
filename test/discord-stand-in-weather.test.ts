import {
  Client,
  DiscordAPIError,
  GatewayIntentBits,
  type Interaction,
  type RepliableInteraction,
} from 'discord.js';
import { describe, expect, test } from 'vitest';
import { createStage } from './support/discord/client.ts';
import type { Discord } from './support/discord/discord.ts';

const { start, connect } = createStage();

const SEARCH = ['paper search', { query: 'moe' }] as const;

/** Keeps the interactions that reach the bot, and replies to each. */
function keep(seen: RepliableInteraction[]) {
  return async (interaction: Interaction) => {
    if (!interaction.isRepliable()) return;
    seen.push(interaction);
    if (seen.filter(({ id }) => id === interaction.id).length === 1) await interaction.reply('here');
  };
}

describe('login', () => {
  const refused: [
    why: string,
    token: string | undefined,
    intents: GatewayIntentBits[],
    error: string,
    code: number,
  ][] = [
    ['a wrong token', 'MTIz.not.mine', [GatewayIntentBits.Guilds], 'An invalid token was provided', 401],
    [
      'an intent that was not granted',
      undefined,
      [GatewayIntentBits.Guilds, GatewayIntentBits.MessageContent],
      'disallowed intents',
      4014,
    ],
  ];
  test.for(refused)('is refused with %s', async ([, token, intents, error, code]) => {
    const discord = await start();
    const client = new Client({ intents, rest: { api: discord.apiUrl } });
    await expect(client.login(token ?? discord.token)).rejects.toThrow(error);
    expect(discord.violations.map((violation) => violation.code)).toEqual([code]);
    await client.destroy();
  });

  test('ends with a clean close that ends the session', async () => {
    const discord = await start();
    const client = await connect(discord);
    await client.destroy();
    await discord.until(() => discord.gateway.closes.length === 1, 'the close');
    expect(discord.gateway.closes).toEqual([1000]);
    expect(discord.gateway.sessions).toMatchObject([{ ended: true, shard: [0, 1] }]);
    discord.expectClean();
  });

  test('opens a session per shard, and each hears of its own guilds', async () => {
    const discord = await start({ shards: 2 });
    const second = discord.addGuild('Second');
    const channel = discord.addChannel('papers', second);
    const seen: RepliableInteraction[] = [];
    const client = await connect(discord, keep(seen), { shards: 'auto' });
    await discord.slash(...SEARCH);
    await discord.slash(...SEARCH, { channel });
    expect(client.guilds.cache.map(({ name, shardId }) => [name, shardId])).toEqual([
      ['Reading group', 0],
      ['Second', 1],
    ]);
    const interactions = discord.gateway.sessions.map(({ log }) =>
      log.filter(({ t }) => t === 'INTERACTION_CREATE'),
    );
    expect(interactions.map(({ length }) => length)).toEqual([1, 1]);
    discord.expectClean();
  });
});

describe('the connection', () => {
  const breaks: [how: string, (discord: Discord) => void][] = [
    ['is closed with 4000', ({ gateway }) => gateway.drop()],
    ['is asked to reconnect', ({ gateway }) => gateway.reconnect()],
    ['breaks without a word', ({ gateway }) => gateway.cut()],
  ];
  test.for(breaks)('%s: the session resumes, and what was missed comes after all', async ([, act]) => {
    const discord = await start();
    const seen: RepliableInteraction[] = [];
    await connect(discord, keep(seen));
    act(discord);
    await discord.until(() => discord.gateway.sessions[0]?.socket === undefined, 'the break');
    const { reply } = await discord.slash(...SEARCH);
    expect(reply?.content).toBe('here');
    expect(discord.gateway.sessions).toMatchObject([{ resumes: 1 }]);
    expect(seen).toHaveLength(1);
    discord.expectClean();
  });

  test('is opened anew by the client when heartbeats stay unanswered', async () => {
    const discord = await start({ heartbeatInterval: 100 });
    await connect(discord);
    discord.gateway.answerHeartbeats(false);
    await discord.until(() => discord.gateway.closes.length > 0, 'the client to give up');
    discord.gateway.answerHeartbeats(true);
    await discord.until(() => (discord.gateway.sessions[0]?.resumes ?? 0) > 0, 'the resume');
    expect(discord.gateway.sessions).toHaveLength(1);
  });

  test('answers a heartbeat that is asked for', async () => {
    const discord = await start();
    await connect(discord);
    const before = discord.gateway.heartbeats;
    discord.gateway.requestHeartbeat();
    await discord.until(() => discord.gateway.heartbeats > before, 'a heartbeat');
    discord.expectClean();
  });

  test('loses its session when that is invalidated, and identifies again', async () => {
    const discord = await start();
    const throttler = { waitForIdentify: async () => {} };
    await connect(discord, keep([]), { ws: { buildIdentifyThrottler: async () => throttler } });
    discord.gateway.invalidate(false);
    await discord.until(() => discord.gateway.sessions.length === 2, 'a second session');
    expect((await discord.slash(...SEARCH)).reply?.content).toBe('here');
    expect(discord.gateway.sessions).toMatchObject([{ ended: true }, { ended: false, resumes: 0 }]);
    discord.expectClean();
  });

  test('may deliver the same event twice', async () => {
    const discord = await start();
    const seen: RepliableInteraction[] = [];
    await connect(discord, keep(seen));
    await discord.slash(...SEARCH);
    discord.gateway.sendAgain('INTERACTION_CREATE');
    await discord.until(() => seen.length === 2, 'the second delivery');
    expect(seen[1]?.id).toBe(seen[0]?.id);
    discord.expectClean();
  });
});

describe('a request', () => {
  const bearable: [
    what: string,
    Parameters<Discord['faults']['add']>[1],
    statuses: (number | undefined)[],
  ][] = [
    ['limited', { kind: 'rate limit', retryAfter: 0 }, [429, 204]],
    ['met by a bad gateway', { kind: 'status', status: 502 }, [502, 204]],
  ];
  test.for(bearable)('that is %s is sent again by the client', async ([, fault, statuses]) => {
    const discord = await start();
    await connect(discord, keep([]));
    discord.faults.add({ path: /\/callback$/ }, fault);
    const { reply } = await discord.slash(...SEARCH);
    expect(reply?.content).toBe('here');
    const callbacks = discord.requests.filter(({ path }) => path.endsWith('/callback'));
    expect(callbacks.map(({ status }) => status)).toEqual(statuses);
    discord.expectClean();
  });

  const unbearable: [what: string, kind: 'drop' | 'lose answer', shown: string | undefined][] = [
    ['lost on its way', 'drop', undefined],
    ['done but its answer lost', 'lose answer', 'here'],
  ];
  test.for(unbearable)('may be %s, which the bot cannot tell', async ([, kind, shown]) => {
    const discord = await start();
    const errors: unknown[] = [];
    await connect(discord, async (interaction) => {
      if (interaction.isChatInputCommand()) await interaction.reply('here').catch((e) => errors.push(e));
    });
    discord.faults.add({ path: /\/callback$/ }, { kind });
    const exchange = await discord.slash(...SEARCH, { until: 'sent' });
    await discord.until(() => errors.length === 1, 'the error');
    expect(errors[0]).not.toBeInstanceOf(DiscordAPIError);
    expect(exchange.reply?.content).toBe(shown);
    discord.expectClean();
  });

  test('that hangs is let go when the stand-in stops', async () => {
    const discord = await start();
    const client = await connect(discord);
    discord.faults.add({ method: 'GET', path: /^\/users\/@me$/ }, { kind: 'hang' });
    const hanging = client.rest.get('/users/@me', { signal: AbortSignal.timeout(20_000) });
    const outcome = expect(hanging).rejects.toThrow();
    await discord.until(() => discord.requests.some(({ fault }) => fault?.kind === 'hang'), 'the request');
    await discord.stop();
    await outcome;
  });
});

describe('time', () => {
  test('a first answer after three seconds is refused', async () => {
    const discord = await start();
    const errors: unknown[] = [];
    await connect(discord, async (interaction) => {
      discord.advance(3001);
      if (interaction.isChatInputCommand()) await interaction.reply('late').catch((e) => errors.push(e));
    });
    const exchange = await discord.slash(...SEARCH, { until: 'sent' });
    await discord.until(() => errors.length === 1, 'the refusal');
    expect(errors[0]).toMatchObject({ code: 10062, status: 404 });
    expect(exchange.reply).toBeUndefined();
    discord.expectClean({ except: [10062] });
  });

  test('an edit after fifteen minutes is refused', async () => {
    const discord = await start();
    const errors: unknown[] = [];
    await connect(discord, async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      await interaction.deferReply();
      discord.advance(15 * 60 * 1000);
      await interaction.editReply('late').catch((e) => errors.push(e));
    });
    const exchange = await discord.slash(...SEARCH, { until: 'acknowledged' });
    await discord.until(() => errors.length === 1, 'the refusal');
    expect(errors[0]).toMatchObject({ code: 50027, status: 401 });
    expect({ ...exchange }).toMatchObject({ deferred: true, reply: undefined });
  });

  test('a test that waits in vain hears what was refused', async () => {
    const discord = await start({ patience: 200 });
    await connect(discord, async (interaction) => {
      if (interaction.isChatInputCommand())
        await interaction.reply({ content: 'x'.repeat(2001) }).catch(() => {});
    });
    await expect(discord.slash(...SEARCH)).rejects.toThrow('data.content: Must be 2000 or fewer');
  });
});
