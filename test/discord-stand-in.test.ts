import {
  ActionRowBuilder,
  ButtonBuilder,
  ButtonStyle,
  type Client,
  Events,
  GatewayIntentBits,
  type Interaction,
  type InteractionReplyOptions,
  type Message,
  MessageFlags,
  Partials,
  PermissionFlagsBits,
  Routes,
  SectionBuilder,
  type SendableChannels,
  StringSelectMenuBuilder,
  TextDisplayBuilder,
} from 'discord.js';
import { describe, expect, test } from 'vitest';
import { createStage } from './support/discord/client.ts';
import { buttonsOf, type Discord, textOf } from './support/discord/discord.ts';

const { start, connect } = createStage();

const text = (content: string) => new TextDisplayBuilder().setContent(content);
const button = (label: string, customId: string) =>
  new ButtonBuilder().setLabel(label).setCustomId(customId).setStyle(ButtonStyle.Secondary);
const v2 = (...components: NonNullable<InteractionReplyOptions['components']>[number][]) => ({
  flags: MessageFlags.IsComponentsV2 as const,
  components,
});

/** Two pages that one button turns, and completions. */
async function pages(interaction: Interaction): Promise<void> {
  const page = (number: number) =>
    v2(
      text(`Page ${number}`),
      new SectionBuilder()
        .addTextDisplayComponents(text('A title'))
        .setButtonAccessory(button('Summary', 's')),
      new ActionRowBuilder<ButtonBuilder>().addComponents(
        button('More ▶', `page ${number + 1}`),
        new ButtonBuilder().setLabel('arXiv').setURL('https://arxiv.org').setStyle(ButtonStyle.Link),
      ),
    );
  if (interaction.isAutocomplete())
    await interaction.respond([{ name: `all about ${interaction.options.getFocused()}`, value: 'moe' }]);
  else if (interaction.isChatInputCommand()) await interaction.reply(page(1));
  else if (interaction.isButton()) await interaction.update(page(Number(interaction.customId.split(' ')[1])));
}

/** Everything that the client makes of messages. */
function hear(client: Client): Message[] {
  const heard: Message[] = [];
  client.on(Events.MessageCreate, (message) => heard.push(message));
  return heard;
}

/** The default channel as the client sees it. */
async function papers(discord: Discord, client: Client): Promise<SendableChannels> {
  const channel = await client.channels.fetch(discord.channel.id);
  if (channel?.isSendable()) return channel;
  throw new Error('The client sees no channel.');
}

describe('answers', () => {
  test('shows a reply as its reader sees it, and a button edits it in place', async () => {
    const discord = await start();
    await connect(discord, pages);
    const { reply, ephemeral, deferred } = await discord.slash('paper search', { query: 'moe' });
    expect(reply && textOf(reply)).toBe('Page 1\nA title');
    expect(reply && buttonsOf(reply)).toEqual([
      { label: 'Summary', disabled: false, customId: 's' },
      { label: 'More ▶', disabled: false, customId: 'page 2' },
      { label: 'arXiv', disabled: false, url: 'https://arxiv.org' },
    ]);
    expect({ ephemeral, deferred }).toEqual({ ephemeral: false, deferred: false });
    const turned = reply && (await discord.press(reply, 'More ▶'));
    expect(turned?.reply && textOf(turned.reply)).toBe('Page 2\nA title');
    expect(discord.messages(discord.channel).map(textOf)).toEqual(['Page 2\nA title']);
    discord.expectClean();
  });

  test('collects completions', async () => {
    const discord = await start();
    await connect(discord, pages);
    const { choices } = await discord.autocomplete('paper search', { query: 'mo' }, 'query');
    expect(choices).toEqual([{ name: 'all about mo', value: 'moe' }]);
    discord.expectClean();
  });

  test('keeps a deferred answer as private as it was promised, through edits and follow-ups', async () => {
    const discord = await start();
    const client = await connect(discord, async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      await interaction.deferReply({ flags: MessageFlags.Ephemeral });
      await interaction.editReply(v2(text('done')));
      await interaction.followUp(v2(text('and more')));
    });
    const exchange = await discord.slash('paper search', { query: 'moe' });
    await discord.until(() => exchange.followUps.length === 1, 'the follow-up');
    expect({ ...exchange }).toMatchObject({ deferred: true, ephemeral: true });
    expect(exchange.reply && textOf(exchange.reply)).toBe('done');
    expect(discord.messages(discord.channel).map(textOf)).toEqual(['done', 'and more']);
    expect(discord.messages(discord.channel, discord.addUser('ben')).map(textOf)).toEqual(['and more']);
    discord.expectClean();
    const route = Routes.channelMessage(discord.channel.id, exchange.reply?.id ?? '');
    await expect(client.rest.get(route)).rejects.toMatchObject({ code: 10008 });
  });

  test('lets a user choose in a menu and fill in a modal', async () => {
    const discord = await start();
    const menu = new StringSelectMenuBuilder()
      .setCustomId('topic')
      .addOptions({ label: 'MoE', value: 'moe' });
    const modal = {
      custom_id: 'ask',
      title: 'Ask',
      components: [{ type: 18, label: 'Question', component: { type: 4, custom_id: 'q', style: 1 } }],
    };
    await connect(discord, async (interaction) => {
      if (interaction.isChatInputCommand())
        await interaction.reply(v2(new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(menu)));
      else if (interaction.isStringSelectMenu()) await interaction.showModal(modal);
      else if (interaction.isModalSubmit())
        await interaction.reply(interaction.fields.getTextInputValue('q'));
    });
    const { reply } = await discord.slash('paper search', { query: 'moe' });
    const chosen = reply && (await discord.select(reply, 'topic', ['moe']));
    const sent = chosen && (await discord.submit(chosen, { q: 'why?' }));
    expect(sent?.reply?.content).toBe('why?');
    discord.expectClean();
  });

  test.for(['direct', 'private'] as const)('carries a command used in a %s conversation', async (kind) => {
    const discord = await start();
    await connect(discord, pages);
    const channel =
      kind === 'direct'
        ? discord.directChannel()
        : discord.addPrivateChannel(discord.user, discord.addUser('ben'));
    const { reply, interaction } = await discord.slash('paper search', { query: 'moe' }, { channel });
    expect(reply?.channel_id).toBe(channel.id);
    expect(interaction.guild_id).toBeUndefined();
    discord.expectClean();
  });
});

describe('messages', () => {
  test('empties what the bot may not read, save what is its own, to it or mentions it', async () => {
    const discord = await start();
    const client = await connect(discord, undefined, { partials: [Partials.Channel] });
    const heard = hear(client);
    const own = await (await papers(discord, client)).send('mine');
    const [replyTo] = discord.messages(discord.channel);
    discord.say(discord.channel, 'see 2402.14083');
    discord.say(discord.channel, `<@${discord.bot.id}> what is this?`);
    discord.say(discord.channel, 'a reply', replyTo && { replyTo });
    discord.say(discord.directChannel(), 'a direct message');
    await discord.until(() => heard.length === 5, 'five messages');
    expect(heard[0]?.id).toBe(own.id);
    expect(heard.map(({ content }) => content)).toEqual([
      'mine',
      '',
      `<@${discord.bot.id}> what is this?`,
      'a reply',
      'a direct message',
    ]);
    discord.expectClean();
  });

  test('shows everything to a client that was granted the privileged intent', async () => {
    const discord = await start({ privileged: GatewayIntentBits.MessageContent });
    const { Guilds, GuildMessages, MessageContent } = GatewayIntentBits;
    const client = await connect(discord, undefined, { intents: [Guilds, GuildMessages, MessageContent] });
    const heard = hear(client);
    const updates: (string | null)[] = [];
    client.on(Events.MessageUpdate, (_, { content, embeds }) => updates.push(`${content} ${embeds.length}`));
    const message = discord.say(discord.channel, 'see 2402.14083');
    discord.edit(message, 'see 2402.14084');
    discord.unfurl(message, { title: 'A preview' });
    await discord.until(() => updates.length === 2, 'an edit and a preview');
    expect(heard.map(({ id }) => id)).toEqual([message.id]);
    expect(updates).toEqual(['see 2402.14084 0', 'see 2402.14084 1']);
  });

  test('gives a message command the whole message', async () => {
    const discord = await start();
    await connect(discord, async (interaction) => {
      if (interaction.isMessageContextMenuCommand())
        await interaction.reply(interaction.targetMessage.content);
    });
    const message = discord.say(discord.channel, 'see 2402.14083');
    const { reply } = await discord.messageCommand('Papers in this message', message);
    expect(reply?.content).toBe('see 2402.14083');
    discord.expectClean();
  });

  test('counts whom a message pings, and nobody where mentions are not allowed', async () => {
    const discord = await start();
    const client = await connect(discord);
    const channel = await papers(discord, client);
    const content = `@everyone <@${discord.user.id}> <@&7>`;
    await channel.send(content);
    await channel.send(v2(text(content)));
    expect(discord.pings).toEqual([]);
    await channel.send({ ...v2(text(content)), allowedMentions: { parse: ['users', 'everyone'] } });
    const rung = [discord.user.id, 'everyone'];
    expect(discord.pings.map(({ target }) => target)).toEqual(rung);
    discord.deny(discord.channel, PermissionFlagsBits.MentionEveryone);
    await channel.send({ content, allowedMentions: { parse: ['everyone'] } });
    expect(discord.pings.map(({ target }) => target)).toEqual(rung);
  });

  test('sends a message with the same enforced nonce once', async () => {
    const discord = await start();
    const client = await connect(discord);
    const channel = await papers(discord, client);
    const sent = [1, 2].map(() => channel.send({ content: 'picks', nonce: 'day 1', enforceNonce: true }));
    const [first, second] = await Promise.all(sent);
    expect(second?.id).toBe(first?.id);
    expect(discord.messages(discord.channel)).toHaveLength(1);
  });

  test('denies what the bot may not do, and says so beforehand', async () => {
    const discord = await start();
    const client = await connect(discord, pages);
    const channel = await papers(discord, client);
    discord.deny(discord.channel, PermissionFlagsBits.SendMessages);
    await expect(channel.send('x')).rejects.toMatchObject({ code: 50013, status: 403 });
    const { interaction } = await discord.slash('paper search', { query: 'moe' });
    expect(BigInt(interaction.app_permissions) & PermissionFlagsBits.SendMessages).toBe(0n);
    discord.deny(discord.channel, PermissionFlagsBits.ViewChannel);
    await expect(channel.send('x')).rejects.toMatchObject({ code: 50001 });
    expect(() => discord.expectClean()).toThrow('50013 POST /channels/');
    discord.expectClean({ except: [50013, 50001] });
  });
});

describe('people', () => {
  const impossible: [what: string, act: (discord: Discord) => Promise<unknown>, message: string][] = [
    ['an unknown command', (discord) => discord.slash('nope'), 'not registered'],
    ['a required option left out', (discord) => discord.slash('paper search'), '"query" is required'],
    [
      'a number out of bounds',
      (discord) => discord.slash('paper search', { query: 'moe', page: 0 }),
      'too small',
    ],
    [
      'a completion where there is none',
      (discord) => discord.autocomplete('paper search', { query: 'moe' }, 'page'),
      'has no completion',
    ],
  ];
  test.for(impossible)('cannot do what their client would not: %s', async ([, act, message]) => {
    const discord = await start();
    await connect(discord);
    await expect(async () => act(discord)).rejects.toThrow(message);
  });

  test('cannot press what only somebody else sees, nor a button that is not there', async () => {
    const discord = await start();
    await connect(discord, async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      const row = new ActionRowBuilder<ButtonBuilder>().addComponents(button('Go', 'go').setDisabled(true));
      await interaction.reply({ content: 'x', components: [row], flags: MessageFlags.Ephemeral });
    });
    const { reply } = await discord.slash('paper search', { query: 'moe' });
    if (!reply) throw new Error('no reply');
    const ben = discord.addUser('ben');
    await expect(async () => discord.press(reply, 'Go', { user: ben })).rejects.toThrow('ben does not see');
    await expect(async () => discord.press(reply, 'Go')).rejects.toThrow('greyed out');
    await expect(async () => discord.press(reply, 'Stop')).rejects.toThrow('no button "Stop", only Go');
  });
});
