import { once } from 'node:events';
import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  DefaultUserAgent,
  GatewayIntentBits,
  GatewayOpcodes,
  REST,
  Routes,
} from 'discord.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { COMMANDS, createStage } from './support/discord/client.ts';
import type { Discord } from './support/discord/discord.ts';

const { start } = createStage();

const { String: STRING, Integer, Subcommand } = ApplicationCommandOptionType;
const option = (more: object = {}) => ({ type: STRING, name: 'query', description: 'Words', ...more });
const command = (more: object = {}) => ({ name: 'paper', description: 'Papers', ...more });
const choice = (name: string, value = name) => ({ name, value });
const many = (count: number, make: (n: number) => object) => Array.from({ length: count }, (_, n) => make(n));

function createRest(discord: Discord, token = discord.token): REST {
  return new REST({ api: discord.apiUrl, retries: 0 }).setToken(token);
}

function register(discord: Discord, body: object[], guild?: string): Promise<unknown> {
  const { applicationCommands, applicationGuildCommands } = Routes;
  const id = discord.applicationId;
  return createRest(discord).put(guild ? applicationGuildCommands(id, guild) : applicationCommands(id), {
    body,
  });
}

describe('registering commands', () => {
  test('replaces all at once, keeps the ids of those that stay, and tells guilds from the world', async () => {
    const discord = await start();
    await register(discord, COMMANDS);
    const before = discord.registered();
    await register(discord, [...COMMANDS, command({ name: 'help' })]);
    expect(discord.registered().map(({ name }) => name)).toEqual(['paper', 'Papers in this message', 'help']);
    expect(
      discord
        .registered()
        .slice(0, 2)
        .map(({ id }) => id),
    ).toEqual(before.map(({ id }) => id));
    await register(discord, [command({ name: 'mine' })], discord.guild.id);
    expect(discord.registered(discord.guild).map(({ name }) => name)).toEqual(['mine']);
    expect(discord.registered()).toHaveLength(3);
    discord.expectClean();
  });

  test.for([
    ['names in Russian and Chinese', command({ name_localizations: { ru: 'статья', 'zh-CN': '论文' } })],
    ['25 options', command({ options: many(25, (n) => option({ name: `o${n}` })) })],
    ['permissions as a string of digits', command({ default_member_permissions: '0' })],
  ] as const)('is done with %s', async ([, body]) => {
    const discord = await start();
    await register(discord, [body]);
    discord.expectClean();
  });

  const refused: [what: string, body: object[], code?: number][] = [
    ['a name in capitals', [command({ name: 'Paper' })]],
    ['a name with a space', [command({ name: 'my paper' })]],
    ['a name of 33', [command({ name: 'x'.repeat(33) })]],
    ['a translated name in capitals', [command({ name_localizations: { ru: 'Статья' } })]],
    ['a language that Discord lacks', [command({ name_localizations: { 'ru-RU': 'статья' } })]],
    ['no description', [{ name: 'paper' }]],
    ['a description of 101', [command({ description: 'x'.repeat(101) })]],
    ['a described menu command', [command({ type: ApplicationCommandType.Message })]],
    ['an unknown field', [command({ aliases: ['p'] })]],
    ['26 options', [command({ options: many(26, (n) => option({ name: `o${n}` })) })]],
    ['the same option twice', [command({ options: [option(), option()] })]],
    [
      'an optional option before a required one',
      [command({ options: [option(), option({ name: 'b', required: true })] })],
    ],
    [
      'subcommands beside options',
      [command({ options: [option(), option({ type: Subcommand, name: 'b' })] })],
    ],
    ['26 choices', [command({ options: [option({ choices: many(26, (n) => choice(`${n}`)) })] })]],
    [
      'two choices of one name',
      [command({ options: [option({ choices: [choice('a'), choice('a', 'b')] })] })],
    ],
    ['a choice worth 101', [command({ options: [option({ choices: [choice('a', 'x'.repeat(101))] })] })]],
    [
      'choices beside completion',
      [command({ options: [option({ autocomplete: true, choices: [choice('a')] })] })],
    ],
    [
      'bounds the wrong way round',
      [command({ options: [option({ type: Integer, min_value: 2, max_value: 1 })] })],
    ],
    ['a bound on the wrong kind', [command({ options: [option({ min_value: 2 })] })]],
    [
      '8,001 characters',
      [
        command({
          options: many(25, (n) =>
            option({
              name: `o${n}`,
              choices: many(4, (m) => choice(`${m}${'x'.repeat(40)}`, `${m}${'y'.repeat(40)}`)),
            }),
          ),
        }),
      ],
    ],
    ['the same command twice', [command(), command()]],
    ['101 commands', many(101, (n) => command({ name: `c${n}` })), 30032],
    [
      '16 message commands',
      many(16, (n) => ({ type: ApplicationCommandType.Message, name: `c${n}` })),
      30032,
    ],
  ];
  test.for(refused)('is refused with %s', async ([, body, code = 50035]) => {
    const discord = await start();
    await expect(register(discord, body)).rejects.toMatchObject({ code, status: 400 });
    expect(discord.registered()).toEqual([]);
  });

  test('is refused for a guild with contexts, and for a guild that is not there', async () => {
    const discord = await start();
    const { id } = discord.guild;
    await expect(register(discord, [command({ contexts: [0] })], id)).rejects.toMatchObject({ code: 50035 });
    await expect(register(discord, [command()], '1')).rejects.toMatchObject({ code: 50001 });
  });
});

describe('a request', () => {
  test('needs the token, a route that exists and a proper User-Agent', async () => {
    const discord = await start();
    const rest = createRest(discord);
    await expect(createRest(discord, 'wrong').get('/users/@me')).rejects.toMatchObject({ status: 401 });
    await expect(rest.get('/users/@you')).rejects.toMatchObject({ status: 404 });
    await expect(rest.put('/users/@me')).rejects.toMatchObject({ status: 405 });
    const headers = { authorization: `Bot ${discord.token}`, 'user-agent': 'curl' };
    const response = await fetch(`${discord.apiUrl}/v10/users/@me`, { headers });
    expect([response.status, await response.json()]).toMatchObject([403, { code: 40333 }]);
    expect(discord.violations.map(({ code }) => code)).toEqual([401, 404, 405, 40333]);
  });

  test('carries files, and tells how much more is allowed', async () => {
    const discord = await start();
    const files = [{ name: 'moe.bib', data: Buffer.from('@article{}') }];
    const body = { content: 'x', attachments: [{ id: '0', description: 'BibTeX' }] };
    await createRest(discord).post(Routes.channelMessages(discord.channel.id), { body, files });
    expect(discord.messages(discord.channel)[0]?.attachments).toMatchObject([
      { filename: 'moe.bib', size: 10 },
    ]);
    const headers = { authorization: `Bot ${discord.token}`, 'user-agent': DefaultUserAgent };
    const response = await fetch(`${discord.apiUrl}/v10/users/@me`, { headers });
    expect(response.headers.get('x-ratelimit-remaining')).toBe('999');
  });

  test('is answered by Discord and never by a failure of the stand-in, whatever JSON it carries', async () => {
    const discord = await start();
    const headers = {
      authorization: `Bot ${discord.token}`,
      'user-agent': DefaultUserAgent,
      'content-type': 'application/json',
    };
    const paths = [
      `/channels/${discord.channel.id}/messages`,
      `/applications/${discord.applicationId}/commands`,
    ];
    const post = async (path: string, body: unknown) => {
      const method = path.endsWith('/commands') ? 'PUT' : 'POST';
      return fetch(`${discord.apiUrl}/v10${path}`, { method, headers, body: JSON.stringify(body) });
    };
    const component = fc.record({ type: fc.integer({ min: 0, max: 20 }), components: fc.jsonValue() });
    const body = fc.oneof(
      fc.jsonValue(),
      fc.record({ flags: fc.constantFrom(0, 32768), components: fc.array(component) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...paths), body, async (path, sent) => {
        expect((await post(path, sent)).status).toBeLessThan(500);
      }),
    );
  });
});

describe('the gateway', () => {
  const { Heartbeat, Identify, PresenceUpdate, Resume } = GatewayOpcodes;
  const properties = { os: 'linux', browser: 'x', device: 'x' };
  const frame = (op: number, d: unknown) => JSON.stringify({ op, d });
  const identify = (discord: Discord, more: object = {}) =>
    frame(Identify, { token: discord.token, intents: GatewayIntentBits.Guilds, properties, ...more });
  const resume = (discord: Discord, seq: number) =>
    frame(Resume, { token: discord.token, session_id: discord.gateway.sessions[0]?.id, seq });

  async function connect(discord: Discord, query = '?v=10&encoding=json'): Promise<WebSocket> {
    const socket = new WebSocket(`${discord.apiUrl.replace('http:', 'ws:').replace('/api', '/')}${query}`);
    await once(socket, 'open');
    return socket;
  }

  const closed: [why: string, send: (discord: Discord) => string[], code: number][] = [
    ['text that is no JSON', () => ['{'], 4002],
    ['more than 4,096 bytes', (discord) => [identify(discord, { x: 'x'.repeat(4096) })], 4002],
    ['an unknown opcode', () => [frame(99, null)], 4001],
    ['a presence before IDENTIFY', () => [frame(PresenceUpdate, {})], 4003],
    ['an IDENTIFY without properties', (discord) => [identify(discord, { properties: undefined })], 4002],
    ['a wrong token', (discord) => [identify(discord, { token: 'x' })], 4004],
    ['a second IDENTIFY', (discord) => [identify(discord), identify(discord)], 4005],
    ['a shard past the count', (discord) => [identify(discord, { shard: [2, 2] })], 4010],
    ['intents that do not exist', (discord) => [identify(discord, { intents: 2 ** 30 })], 4013],
    ['the content of messages, not granted', (discord) => [identify(discord, { intents: 32768 })], 4014],
    ['121 messages in a minute', () => Array.from({ length: 121 }, () => frame(Heartbeat, null)), 4008],
  ];
  test.for(closed)('closes the connection over %s', async ([, send, code]) => {
    const discord = await start();
    const socket = await connect(discord);
    const close = once(socket, 'close');
    for (const payload of send(discord)) socket.send(payload);
    expect((await close)[0]).toBe(code);
    expect(discord.violations).toMatchObject([{ code, where: 'gateway' }]);
  });

  test('closes a connection of another version, or a compressed one', async () => {
    const discord = await start();
    for (const query of ['?v=9&encoding=json', '?v=10&encoding=json&compress=zlib-stream']) {
      const [code] = await once(await connect(discord, query), 'close');
      expect(code).toBe(4012);
    }
  });

  test('closes a connection that sends no heartbeat', async () => {
    const discord = await start({ heartbeatInterval: 50 });
    const silent = await connect(discord);
    expect((await once(silent, 'close'))[0]).toBe(4009);
  });

  test('closes a connection that resumes from the future', async () => {
    const discord = await start();
    const first = await connect(discord);
    first.send(identify(discord));
    await discord.until(() => discord.gateway.sessions.length === 1, 'the session');
    const eager = await connect(discord);
    eager.send(resume(discord, 999));
    expect((await once(eager, 'close'))[0]).toBe(4007);
  });

  test('replays exactly what came after the number that a client resumes from', async () => {
    const discord = await start();
    const first = await connect(discord);
    first.send(identify(discord));
    await discord.until(() => discord.gateway.sessions[0]?.log.length === 2, 'READY and the guild');
    discord.gateway.cut();
    await once(first, 'close');
    const second = await connect(discord);
    const events: string[] = [];
    second.on('message', (raw) => events.push(JSON.parse(String(raw)).t));
    second.send(resume(discord, 1));
    await discord.until(() => events.includes('RESUMED'), 'RESUMED');
    expect(events.filter(Boolean)).toEqual(['GUILD_CREATE', 'RESUMED']);
  });
});
