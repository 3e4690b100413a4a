import { type APIMessage, ChannelType } from 'discord.js';
import { createActivity } from './activity.ts';
import {
  type Asking,
  chooseOptions,
  pressButton,
  submitModal,
  typeOption,
  useMessageCommand,
  useSlash,
} from './asking.ts';
import { addBot, addThread, breakDown, removeBot, removeChannel } from './changes.ts';
import { channelEvent, messageEvent } from './events.ts';
import type { Exchange } from './exchange.ts';
import { createFaults } from './faults.ts';
import { createGateway, gatewayUrl } from './gateway.ts';
import type { Discord, DiscordOptions, From } from './interface.ts';
import { deleteMessage, editMessage, findMessage, postMessage } from './messages.ts';
import { createRestServer, type RequestRecord } from './rest.ts';
import { applicationRoutes } from './routes-application.ts';
import { channelRoutes } from './routes-channel.ts';
import { interactionRoutes } from './routes-interaction.ts';
import { addChannel, addGuild, addUser, createWorld, directChannel, type Guild } from './world.ts';

export type { Exchange } from './exchange.ts';
export type { Discord, DiscordOptions, From } from './interface.ts';
export { buttonsOf, componentsIn, textOf } from './reading.ts';

/** Starts the stand-in on a free port of 127.0.0.1, with one guild, one channel and one user. */
export async function startDiscord(options: DiscordOptions = {}): Promise<Discord> {
  const {
    now = Date.now,
    heartbeatInterval = 41_250,
    privileged = 0,
    shards = 1,
    patience = 25_000,
  } = options;
  const clock = { ahead: 0 };
  const activity = createActivity(patience);
  const world = createWorld({ now: () => now() + clock.ahead, token: 'MTIz.stand.in', privileged, activity });
  const user = addUser(world, 'ana');
  const guild = addGuild(world, 'Reading group', user);
  const addTextChannel = (name: string, where: Guild = guild) =>
    addChannel(world, { type: ChannelType.GuildText, name, guild: where, recipients: [] });
  const channel = addTextChannel('papers');

  const faults = createFaults();
  const requests: RequestRecord[] = [];
  const routes = [
    ...applicationRoutes(() => gatewayUrl(server), shards),
    ...channelRoutes,
    ...interactionRoutes,
  ];
  const server = createRestServer(world, routes, faults, requests);
  const gateway = createGateway(world, server, { heartbeatInterval, privileged });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });

  const asking = (from: From = {}): Asking => {
    const where = from.channel ?? channel;
    const through = where.type === ChannelType.GroupDM ? 'user' : 'guild';
    return { user, locale: 'en-US', through, ...from, channel: where };
  };
  const there = (message: APIMessage, from: From = {}): Asking =>
    asking({ channel: world.channels.get(message.channel_id) ?? channel, ...from });
  const answer = (exchange: Exchange, from: From = {}) => exchange.until(from.until ?? 'shown');

  return {
    apiUrl: `${gatewayUrl(server).replace('ws:', 'http:')}/api`,
    token: world.token,
    applicationId: world.applicationId,
    bot: world.bot,
    guild,
    channel,
    user,
    addUser: (name) => addUser(world, name),
    addGuild: (name) => addGuild(world, name, user),
    addChannel: addTextChannel,
    directChannel: (whose = user) => directChannel(world, whose),
    addPrivateChannel: (...people) =>
      addChannel(world, { type: ChannelType.GroupDM, name: 'private', recipients: people }),

    slash: (path, values = {}, from) => answer(useSlash(world, path, values, asking(from)), from),
    autocomplete: (path, values, focused, from) =>
      answer(typeOption(world, path, values, focused, asking(from)), from),
    messageCommand: (name, message, from) =>
      answer(useMessageCommand(world, name, message, there(message, from)), from),
    press: (message, which, from) => answer(pressButton(world, message, which, there(message, from)), from),
    select: (message, customId, values, from) =>
      answer(chooseOptions(world, message, customId, values, there(message, from)), from),
    submit: (opened, values, from) => {
      const where = world.channels.get(opened.interaction.channel?.id ?? '') ?? channel;
      return answer(submitModal(world, opened, values, asking({ channel: where, ...from })), from);
    },

    say: (where, content, { user: author = user, replyTo } = {}) => {
      const reference = replyTo && { message_reference: { message_id: replyTo.id } };
      return postMessage(world, { channel: where, author, body: { content, ...reference } }).data;
    },
    edit: ({ channel_id, id }, content) => {
      const stored = findMessage(world, channel_id, id);
      editMessage(world, stored, { content });
      return stored.data;
    },
    unfurl: ({ channel_id, id }, embed) => {
      const stored = findMessage(world, channel_id, id);
      stored.data = { ...stored.data, embeds: [...stored.data.embeds, embed] };
      const where = world.channels.get(channel_id) ?? channel;
      world.dispatch(messageEvent(world, 'MESSAGE_UPDATE', where, stored));
      return stored.data;
    },
    delete: ({ channel_id, id }) => deleteMessage(world, findMessage(world, channel_id, id)),
    messages: (where, viewer = user) =>
      [...world.messages.values()]
        .filter(
          ({ data, visibleTo }) => data.channel_id === where.id && [undefined, viewer.id].includes(visibleTo),
        )
        .map(({ data }) => data),

    fileText: (id) => world.files.get(id) ?? '',

    deny: (where, ...permissions) => {
      where.denied = permissions.reduce((all, permission) => all | permission, 0n);
      world.dispatch(channelEvent(world, where));
    },
    overwrite: (where, { id }, { allow = 0n, deny = 0n }) => {
      where.overwrites.set(id, { allow, deny });
      world.dispatch(channelEvent(world, where));
    },
    addThread: (parent, name, members, from) => addThread(world, parent, name, members, from?.id),
    removeChannel: (gone) => removeChannel(world, gone),
    removeBot: (where) => removeBot(world, where),
    addBot: (where) => addBot(world, where),
    breakDown: (where) => breakDown(world, where),
    closeDirectMessages: ({ id }) => {
      world.closed.add(id);
    },
    registered: (where) => world.commands.get(where?.id ?? 'global') ?? [],
    requests,
    pings: world.pings,
    forget: (but) => {
      requests.splice(0, Math.max(0, requests.length - but));
      for (const kept of [world.exchanges, world.messages, world.files]) {
        for (const id of [...kept.keys()].slice(0, Math.max(0, kept.size - but))) kept.delete(id);
      }
    },
    violations: world.violations,
    expectClean: ({ except } = { except: [] }) => {
      const unexpected = world.violations.filter(({ code }) => !except.includes(code));
      if (unexpected.length === 0) return;
      const lines = unexpected.map(({ code, where, message }) => `${code} ${where}: ${message}`);
      throw new Error(`Discord would have refused:\n${lines.join('\n')}`);
    },

    faults,
    gateway,
    advance: (ms) => {
      clock.ahead += ms;
    },
    until: activity.until,
    stop: async () => {
      gateway.close();
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}
