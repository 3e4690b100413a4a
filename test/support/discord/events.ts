import { type APIMessage, GatewayIntentBits, PermissionFlagsBits } from 'discord.js';
import { botPermissions, GRANTED, isThread } from './permissions.ts';
import type { Channel, Dispatch, StoredMessage, World } from './world.ts';

type MessageEvent = 'MESSAGE_CREATE' | 'MESSAGE_UPDATE' | 'MESSAGE_DELETE';

/**
 * The event of a message, for sessions that asked for such events. Nobody but its asker hears of a private answer, and
 * the bot hears of no channel that it may not see.
 */
export function messageEvent(
  world: World,
  t: MessageEvent,
  channel: Channel,
  { data, visibleTo }: StoredMessage,
): Dispatch {
  const needed = channel.guild ? GatewayIntentBits.GuildMessages : GatewayIntentBits.DirectMessages;
  const hidden = visibleTo !== undefined || !(botPermissions(channel) & PermissionFlagsBits.ViewChannel);
  const place = { channel_id: channel.id, ...(channel.guild && { guild_id: channel.guild.id }) };
  return {
    t,
    guildId: channel.guild?.id,
    d: (intents) => {
      if (hidden || !(intents & needed)) return undefined;
      if (t === 'MESSAGE_DELETE') return { id: data.id, ...place };
      const visible = seesContent(world, channel, data, intents) ? data : withoutContent(data);
      return {
        ...visible,
        ...place,
        channel_type: channel.type,
        ...(channel.guild && { member: toMember() }),
      };
    },
  };
}

/**
 * Content is for sessions with the privileged intent, except in messages of the bot, to the bot, or that mention it.
 * https://docs.discord.com/developers/events/gateway#message-content-intent
 */
function seesContent(world: World, channel: Channel, message: APIMessage, intents: number): boolean {
  return (
    Boolean(intents & GatewayIntentBits.MessageContent) ||
    !channel.guild ||
    message.author.id === world.bot.id ||
    message.mentions.some(({ id }) => id === world.bot.id)
  );
}

function withoutContent({ poll: _, ...message }: APIMessage): APIMessage {
  return { ...message, content: '', embeds: [], attachments: [], components: [] };
}

/** A guild as it is sent after READY, with everything discord.js reads. */
export function guildEvent(world: World, guildId: string): Dispatch {
  return {
    t: 'GUILD_CREATE',
    guildId,
    d: (intents) => {
      const guild = world.guilds.get(guildId);
      if (!guild || !(intents & GatewayIntentBits.Guilds)) return undefined;
      const channels = [...world.channels.values()].filter((channel) => channel.guild?.id === guildId);
      return {
        id: guild.id,
        name: guild.name,
        owner_id: guild.ownerId,
        icon: null,
        unavailable: false,
        large: false,
        joined_at: new Date(0).toISOString(),
        member_count: world.users.size,
        preferred_locale: 'en-US',
        features: [],
        roles: [toEveryoneRole(guild.id)],
        members: [{ ...toMember(), user: world.bot }],
        channels: channels.filter((one) => !isThread(one)).map((one) => toChannel(world, one)),
        threads: channels.filter(isThread).map((one) => toChannel(world, one)),
        emojis: [],
        stickers: [],
        presences: [],
        voice_states: [],
        stage_instances: [],
        guild_scheduled_events: [],
        soundboard_sounds: [],
      };
    },
  };
}

/** A channel changed: here, what the bot may do in it. */
export function channelEvent(world: World, channel: Channel): Dispatch {
  return {
    t: 'CHANNEL_UPDATE',
    guildId: channel.guild?.id,
    d: (intents) =>
      channel.guild && intents & GatewayIntentBits.Guilds ? toChannel(world, channel) : undefined,
  };
}

/** A channel as the API shows it. What the bot was denied stands as an overwrite for its own member. */
export function toChannel(world: World, channel: Channel): object {
  const base = { id: channel.id, type: channel.type, last_message_id: null, flags: 0 };
  if (!channel.guild) return { ...base, recipients: channel.recipients };
  if (channel.parent) return { ...base, ...toThread(world, channel, channel.parent) };
  const own = channel.denied === 0n ? [] : [[world.bot.id, { allow: 0n, deny: channel.denied }] as const];
  const overwrites = [...own, ...channel.overwrites].map(([id, { allow, deny }]) => ({
    id,
    type: 1,
    allow: String(allow),
    deny: String(deny),
  }));
  return {
    ...base,
    name: channel.name,
    guild_id: channel.guild.id,
    position: 0,
    parent_id: null,
    topic: null,
    nsfw: false,
    rate_limit_per_user: 0,
    permission_overwrites: overwrites,
  };
}

function toThread(world: World, { name, guild, members }: Channel, parent: Channel): object {
  return {
    name,
    guild_id: guild?.id,
    parent_id: parent.id,
    owner_id: world.bot.id,
    message_count: 0,
    member_count: members.size,
    rate_limit_per_user: 0,
    thread_metadata: {
      archived: false,
      auto_archive_duration: 1440,
      archive_timestamp: new Date(0).toISOString(),
      locked: false,
    },
  };
}

export function toMember(): object {
  return {
    roles: [],
    joined_at: new Date(0).toISOString(),
    deaf: false,
    mute: false,
    flags: 0,
    nick: null,
    avatar: null,
    premium_since: null,
    pending: false,
    communication_disabled_until: null,
  };
}

function toEveryoneRole(guildId: string): object {
  return {
    id: guildId,
    name: '@everyone',
    color: 0,
    hoist: false,
    position: 0,
    permissions: GRANTED.toString(),
    managed: false,
    mentionable: false,
    flags: 0,
  };
}
