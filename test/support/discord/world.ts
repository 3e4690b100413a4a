import { type APIApplicationCommand, type APIMessage, type APIUser, ChannelType } from 'discord.js';
import type { Activity } from './activity.ts';
import type { Exchange } from './exchange.ts';

/** Who keeps a place of people: a server in Discord's own words. */
export interface Guild {
  readonly id: string;
  readonly name: string;
  readonly ownerId: string;
}

export interface Channel {
  readonly id: string;
  readonly type:
    | ChannelType.GuildText
    | ChannelType.PublicThread
    | ChannelType.PrivateThread
    | ChannelType.DM
    | ChannelType.GroupDM;
  readonly name: string;
  /** Absent in conversations outside a server. */
  readonly guild?: Guild;
  readonly recipients: readonly APIUser[];
  /** Where a thread belongs. */
  readonly parent?: Channel;
  /** Who joined a thread, by id. */
  readonly members: Set<string>;
  /** The permissions that the bot was denied here, as Discord's bits. */
  denied: bigint;
  /** What single members are allowed and denied here, by id. */
  readonly overwrites: Map<string, { allow: bigint; deny: bigint }>;
}

/** A message as Discord keeps it. */
export interface StoredMessage {
  data: APIMessage;
  /** The one user who sees it; everybody does where absent. */
  readonly visibleTo?: string;
  /** Still "Paperboy is thinking …". */
  loading: boolean;
}

/** Somebody's phone rang. */
export interface Ping {
  messageId: string;
  /** A user's or role's id, `everyone` or `here`. */
  target: string;
}

/** Something that the bot did and Discord refused, or would have closed the connection for. */
export interface Violation {
  /** Discord's JSON error code, or the gateway's close code. */
  code: number;
  /** `POST /channels/1/messages`, or `gateway`. */
  where: string;
  message: string;
}

/** What happened, for whoever is connected to the gateway. */
export interface Dispatch {
  t: string;
  /** The payload as a session with these intents may see it; undefined where it gets nothing. */
  d(intents: number): object | undefined;
  /** The shard is chosen by it; shard 0 where absent. */
  guildId: string | undefined;
}

/** Everything that the stand-in knows. */
export interface World {
  readonly token: string;
  readonly applicationId: string;
  readonly bot: APIUser;
  /** Milliseconds since 1970, by the stand-in's own clock. */
  now(): number;
  newId(): string;
  readonly guilds: Map<string, Guild>;
  /** The guilds that removed the bot, by id. */
  readonly absent: Set<string>;
  /** Who takes no direct messages, by id. */
  readonly closed: Set<string>;
  readonly channels: Map<string, Channel>;
  readonly users: Map<string, APIUser>;
  /** Oldest first. */
  readonly messages: Map<string, StoredMessage>;
  /** What attachments hold, by their ids. */
  readonly files: Map<string, string>;
  /** By guild; the application's global commands under `global`. */
  readonly commands: Map<string, APIApplicationCommand[]>;
  readonly exchanges: Map<string, Exchange>;
  readonly pings: Ping[];
  readonly violations: Violation[];
  readonly activity: Activity;
  dispatch(event: Dispatch): void;
  onDispatch(listener: (event: Dispatch) => void): void;
}

const DISCORD_EPOCH = 1_420_070_400_000;

/**
 * Founding times of guilds: the first lies at a multiple of every small shard count, the others follow by one
 * millisecond, so that guild n lives on shard n modulo the count.
 * https://docs.discord.com/developers/events/gateway#sharding
 */
const FIRST_GUILD_AT = 720_720 * 300_000;

/** A snowflake: milliseconds since 2015, then 22 bits that keep ids of one millisecond apart. */
function toSnowflake(sinceEpoch: number, increment: number): string {
  return ((BigInt(sinceEpoch) << 22n) | BigInt(increment)).toString();
}

export function createWorld(options: { now: () => number; token: string; activity: Activity }): World {
  let increment = 0;
  const newId = () => {
    increment += 1;
    return toSnowflake(options.now() - DISCORD_EPOCH, increment);
  };
  const applicationId = newId();
  const bot = { ...createUser(applicationId, 'Paperboy'), bot: true };
  const listeners: ((event: Dispatch) => void)[] = [];
  return {
    ...options,
    newId,
    applicationId,
    bot,
    guilds: new Map(),
    absent: new Set(),
    closed: new Set(),
    channels: new Map(),
    users: new Map([[bot.id, bot]]),
    messages: new Map(),
    files: new Map(),
    commands: new Map(),
    exchanges: new Map(),
    pings: [],
    violations: [],
    dispatch: (event) => {
      for (const listener of listeners) listener(event);
    },
    onDispatch: (listener) => {
      listeners.push(listener);
    },
  };
}

function createUser(id: string, username: string): APIUser {
  return { id, username, discriminator: '0', global_name: username, avatar: null };
}

export function addUser(world: World, name: string): APIUser {
  const user = createUser(world.newId(), name);
  world.users.set(user.id, user);
  return user;
}

export function addGuild(world: World, name: string, owner: APIUser): Guild {
  const guild = { id: toSnowflake(FIRST_GUILD_AT + world.guilds.size, 0), name, ownerId: owner.id };
  world.guilds.set(guild.id, guild);
  return guild;
}

export function addChannel(
  world: World,
  channel: Pick<Channel, 'type' | 'name' | 'guild' | 'recipients' | 'parent'>,
): Channel {
  const added = {
    ...channel,
    id: world.newId(),
    denied: 0n,
    members: new Set<string>(),
    overwrites: new Map(),
  };
  world.channels.set(added.id, added);
  return added;
}

/** The conversation between the bot and a user, opened at the first call. */
export function directChannel(world: World, user: APIUser): Channel {
  const open = world.channels
    .values()
    .find(({ type, recipients }) => type === ChannelType.DM && recipients[0]?.id === user.id);
  return open ?? addChannel(world, { type: ChannelType.DM, name: user.username, recipients: [user] });
}

/** The shard that hears of a guild's events. */
export function shardOf(guildId: string | undefined, shardCount: number): number {
  return guildId === undefined ? 0 : Number((BigInt(guildId) >> 22n) % BigInt(shardCount));
}
