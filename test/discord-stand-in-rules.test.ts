import {
  ButtonStyle,
  ComponentType,
  DiscordAPIError,
  MessageFlags,
  REST,
  RESTJSONErrorCodes,
  Routes,
} from 'discord.js';
import { describe, expect, test } from 'vitest';
import { COMMANDS, createStage } from './support/discord/client.ts';
import type { Discord, Exchange } from './support/discord/discord.ts';

const { start } = createStage();

const V2 = MessageFlags.IsComponentsV2;
const text = (content = 'x') => ({ type: ComponentType.TextDisplay, content });
const button = (more: object = {}) => ({
  type: ComponentType.Button,
  style: ButtonStyle.Primary,
  label: 'Go',
  custom_id: 'go',
  ...more,
});
const link = (url: string) => ({ type: ComponentType.Button, style: ButtonStyle.Link, label: 'Go', url });
const row = (...components: object[]) => ({ type: ComponentType.ActionRow, components });
const section = (accessory: object | undefined, ...components: object[]) => ({
  type: ComponentType.Section,
  accessory,
  components,
});
const select = (count: number, more: object = {}) => ({
  type: ComponentType.StringSelect,
  custom_id: 's',
  options: Array.from({ length: count }, (_, n) => ({ label: `${n}`, value: `${n}` })),
  ...more,
});
const many = (count: number, make: (n: number) => object) => Array.from({ length: count }, (_, n) => make(n));
const v2 = (...components: object[]) => ({ flags: V2, components });

/** The real REST client, and what Discord made of a request. */
function createRest(discord: Discord, token = discord.token): REST {
  return new REST({ api: discord.apiUrl, retries: 0 }).setToken(token);
}

async function refusalOf(request: Promise<unknown>): Promise<DiscordAPIError> {
  const outcome = await request.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (outcome instanceof DiscordAPIError) return outcome;
  throw new Error(`Not refused: ${String(outcome)}`);
}

async function withCommands(): Promise<{ discord: Discord; rest: REST }> {
  const discord = await start();
  const rest = createRest(discord);
  await rest.put(Routes.applicationCommands(discord.applicationId), { body: COMMANDS });
  return { discord, rest };
}

function answer(rest: REST, { interaction }: Exchange, body: object): Promise<unknown> {
  return rest.post(Routes.interactionCallback(interaction.id, interaction.token), { body, auth: false });
}

describe('a message', () => {
  const accepted: [what: string, body: object][] = [
    ['2,000 characters', { content: 'x'.repeat(2000) }],
    ['40 components', v2(...many(40, () => text()))],
    ['4,000 characters in text displays', v2(text('x'.repeat(2000)), text('x'.repeat(2000)))],
    ['a section of three texts and a button', v2(section(button(), text(), text(), text()))],
    ['a container with rows', v2({ type: ComponentType.Container, components: [row(button()), text()] })],
    ['a menu of 25', v2(row(select(25)))],
    ['an emoji for a label', v2(row(button({ label: undefined, emoji: { name: '▶️' } })))],
    ['an address of 512 characters', v2(row(link(`https://x.org/${'x'.repeat(498)}`)))],
  ];
  test.for(accepted)('is taken with %s', async ([, body]) => {
    const discord = await start();
    await createRest(discord).post(Routes.channelMessages(discord.channel.id), { body });
    discord.expectClean();
  });

  const refused: [what: string, body: object, at: string][] = [
    ['a field that Discord does not know', { content: 'x', contnet: 'x' }, 'contnet'],
    ['an unknown field deep inside', v2(row(button({ lable: 'Go' }))), 'components.0.components.0.lable'],
    ['2,001 characters', { content: 'x'.repeat(2001) }, 'content'],
    ['content beside new components', { ...v2(text()), content: 'x' }, 'content'],
    ['embeds beside new components', { ...v2(text()), embeds: [{ title: 'x' }] }, 'embeds'],
    ['new components without the flag', { components: [text()] }, 'components.0.type'],
    ['embeds of 6,001 characters', { embeds: many(2, () => ({ description: 'x'.repeat(3001) })) }, 'embeds'],
    [
      'six rows of the old kind',
      { components: many(6, (n) => row(button({ custom_id: `${n}` }))) },
      'components',
    ],
    [
      '41 components, nested ones counted',
      v2({ type: 17, components: many(40, () => text()) }),
      'components',
    ],
    ['4,001 characters over several texts', v2(text('x'.repeat(4000)), text()), 'components'],
    ['an empty text', v2(text('')), 'components.0.content'],
    ['a section without accessory', v2(section(undefined, text())), 'components.0.accessory'],
    [
      'a section of four texts',
      v2(section(button(), text(), text(), text(), text())),
      'components.0.components',
    ],
    ['a section of no text', v2(section(button())), 'components.0.components'],
    [
      'a container in a container',
      v2({ type: 17, components: [{ type: 17, components: [text()] }] }),
      'components.0.components.0',
    ],
    [
      'six buttons in a row',
      v2(row(...many(6, (n) => button({ custom_id: `${n}` })))),
      'components.0.components',
    ],
    ['a menu beside a button', v2(row(select(1), button())), 'components.0'],
    ['the same custom_id twice', v2(row(button()), row(button())), 'components.1.components.0.custom_id'],
    [
      'a custom_id of 101',
      v2(row(button({ custom_id: 'x'.repeat(101) }))),
      'components.0.components.0.custom_id',
    ],
    ['a button without custom_id', v2(row(button({ custom_id: undefined }))), 'components.0.components.0'],
    ['a button without words', v2(row(button({ label: undefined }))), 'components.0.components.0'],
    ['a label of 81', v2(row(button({ label: 'x'.repeat(81) }))), 'components.0.components.0.label'],
    ['a letter for an emoji', v2(row(button({ emoji: { name: 'x' } }))), 'components.0.components.0'],
    [
      'a link with a custom_id',
      v2(row({ ...link('https://x.org'), custom_id: 'x' })),
      'components.0.components.0',
    ],
    ['a javascript: link', v2(row(link('javascript:alert(1)'))), 'components.0.components.0'],
    ['an address of 513', v2(row(link(`https://x.org/${'x'.repeat(499)}`))), 'components.0.components.0.url'],
    ['a menu of 26', v2(row(select(26))), 'components.0.components.0.options'],
    [
      'a menu that wants more than it has',
      v2(row(select(2, { max_values: 3 }))),
      'components.0.components.0',
    ],
    [
      'an image from nowhere',
      v2({ type: 12, items: [{ media: { url: 'attachment://no.png' } }] }),
      'components.0',
    ],
    ['a private flag outside interactions', { content: 'x', flags: MessageFlags.Ephemeral }, 'flags'],
    [
      'users named and parsed',
      { content: 'x', allowed_mentions: { parse: ['users'], users: ['1'] } },
      'allowed_mentions.users',
    ],
    ['an enforced nonce without one', { content: 'x', enforce_nonce: true }, 'nonce'],
    ['a nonce of 26', { content: 'x', nonce: 'x'.repeat(26) }, 'nonce'],
  ];
  test.for(refused)('is refused with %s', async ([, body, at]) => {
    const discord = await start();
    const request = createRest(discord).post(Routes.channelMessages(discord.channel.id), { body });
    const { code, rawError } = await refusalOf(request);
    expect(code).toBe(RESTJSONErrorCodes.InvalidFormBodyOrContentType);
    expect(pathsOf('errors' in rawError ? rawError.errors : {})).toContain(at);
    expect(discord.messages(discord.channel)).toEqual([]);
    expect(() => discord.expectClean()).toThrow('50035');
  });

  test('is refused when it is empty, or edited into nothing', async () => {
    const discord = await start();
    const rest = createRest(discord);
    const channel = Routes.channelMessages(discord.channel.id);
    expect(await refusalOf(rest.post(channel, { body: { content: '  ' } }))).toMatchObject({ code: 50006 });
    await rest.post(channel, { body: { content: 'x' } });
    const message = discord.messages(discord.channel)[0]?.id ?? '';
    const edit = (body: object) => rest.patch(Routes.channelMessage(discord.channel.id, message), { body });
    expect(await refusalOf(edit({ content: '' }))).toMatchObject({ code: 50006 });
    expect(await refusalOf(edit(v2(text())))).toMatchObject({ code: 50035 });
    await edit({ ...v2(text()), content: null });
    expect(await refusalOf(edit({ flags: 0 }))).toMatchObject({ code: 50035 });
  });

  test("of somebody else's may lose its previews and nothing more", async () => {
    const discord = await start();
    const message = discord.say(discord.channel, 'https://arxiv.org/abs/2402.14083');
    const rest = createRest(discord);
    const route = Routes.channelMessage(discord.channel.id, message.id);
    expect(await refusalOf(rest.patch(route, { body: { content: 'mine' } }))).toMatchObject({ code: 50005 });
    await rest.patch(route, { body: { flags: MessageFlags.SuppressEmbeds } });
    expect(discord.messages(discord.channel)[0]?.flags).toBe(MessageFlags.SuppressEmbeds);
  });
});

describe('an interaction', () => {
  const REPLY = { type: 4, data: { content: 'x' } };
  const refused: [what: string, body: object, code: number][] = [
    ['an update of no message', { type: 7, data: { content: 'x' } }, 50035],
    ['completions to a command', { type: 8, data: { choices: [] } }, 50035],
    ['a promise that already says something', { type: 5, data: { content: 'x' } }, 50035],
    ['a promise of new components', { type: 5, data: { flags: V2 } }, 50035],
    ['a kind of answer that does not exist', { type: 3 }, 50035],
    ['nothing to say', { type: 4, data: {} }, 50006],
    ['a field of no answer', { ...REPLY, ephemeral: true }, 50035],
    [
      'a modal titled with 46',
      { type: 9, data: { custom_id: 'm', title: 'x'.repeat(46), components: [text()] } },
      50035,
    ],
    [
      'a modal of six',
      { type: 9, data: { custom_id: 'm', title: 'x', components: many(6, () => text()) } },
      50035,
    ],
  ];
  test.for(refused)('is not answered with %s, and may still be answered well', async ([, body, code]) => {
    const { discord, rest } = await withCommands();
    const exchange = await discord.slash('paper search', { query: 'moe' }, { until: 'sent' });
    expect(await refusalOf(answer(rest, exchange, body))).toMatchObject({ code });
    await answer(rest, exchange, REPLY);
    expect(exchange.reply?.content).toBe('x');
  });

  const choices: [what: string, choices: object[]][] = [
    ['26 completions', many(26, (n) => ({ name: `${n}`, value: `${n}` }))],
    ['a completion without words', [{ name: '', value: 'x' }]],
    ['a completion shown with 101', [{ name: 'x'.repeat(101), value: 'x' }]],
    ['a completion worth 101', [{ name: 'x', value: 'x'.repeat(101) }]],
  ];
  test.for(choices)('is not completed with %s', async ([, given]) => {
    const { discord, rest } = await withCommands();
    const exchange = await discord.autocomplete('paper search', { query: 'm' }, 'query', { until: 'sent' });
    const body = { type: 8, data: { choices: given } };
    expect(await refusalOf(answer(rest, exchange, body))).toMatchObject({ code: 50035 });
    expect(await refusalOf(answer(rest, exchange, { type: 5 }))).toMatchObject({ code: 50035 });
  });

  test('is answered once, by its own token, and followed up only then', async () => {
    const { discord, rest } = await withCommands();
    const exchange = await discord.slash('paper search', { query: 'moe' }, { until: 'sent' });
    const { id, token } = exchange.interaction;
    const follow = () =>
      rest.post(Routes.webhook(discord.applicationId, token), { body: { content: 'x' }, auth: false });
    const foreign = rest.post(Routes.interactionCallback(id, 'x'), { body: REPLY, auth: false });
    expect(await refusalOf(foreign)).toMatchObject({ code: 10062 });
    expect(await refusalOf(follow())).toMatchObject({ code: 10015 });
    await answer(rest, exchange, REPLY);
    expect(await refusalOf(answer(rest, exchange, REPLY))).toMatchObject({ code: 40060, status: 400 });
    await follow();
    expect(exchange.followUps).toHaveLength(1);
  });

  test("takes five follow-ups where the app is only the user's own", async () => {
    const { discord, rest } = await withCommands();
    const exchange = await discord.slash(
      'paper search',
      { query: 'moe' },
      { through: 'user', until: 'sent' },
    );
    await answer(rest, exchange, REPLY);
    const route = Routes.webhook(discord.applicationId, exchange.interaction.token);
    const follow = () => rest.post(route, { body: { content: 'x' }, auth: false });
    for (let sent = 0; sent < 5; sent += 1) await follow();
    expect(await refusalOf(follow())).toMatchObject({ code: 40094 });
  });
});

/** Every place at which an error object of Discord's names an error. */
function pathsOf(errors: unknown, path: readonly string[] = []): string[] {
  if (typeof errors !== 'object' || errors === null) return [];
  return Object.entries(errors).flatMap(([key, below]) =>
    key === '_errors' ? [path.join('.')] : pathsOf(below, [...path, key]),
  );
}
