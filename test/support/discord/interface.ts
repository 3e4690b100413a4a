import type { APIApplicationCommand, APIEmbed, APIMessage, APIUser } from 'discord.js';
import type { Asking } from './asking.ts';
import type { OptionValues } from './command-data.ts';
import type { Exchange, Phase } from './exchange.ts';
import type { Faults } from './faults.ts';
import type { Gateway } from './gateway.ts';
import type { RequestRecord } from './rest.ts';
import type { Channel, Guild, Ping, Violation } from './world.ts';

/** Who asks and where: Ana in the default channel of the default guild, with an English client, where left out. */
export interface From extends Partial<Asking> {
  /** How far to wait: until there is something to see where left out. */
  until?: Phase;
}

/** Discord on loopback: what the bot connects to, the people in it, and what went on. */
export interface Discord {
  /** For `DISCORD_API_URL`. */
  readonly apiUrl: string;
  readonly token: string;
  readonly applicationId: string;
  readonly bot: APIUser;
  readonly guild: Guild;
  readonly channel: Channel;
  readonly user: APIUser;
  addUser(name: string): APIUser;
  /** Guild n lives on shard n modulo the shard count; the default guild is number 0. */
  addGuild(name: string): Guild;
  addChannel(name: string, guild?: Guild): Channel;
  /** The bot's conversation with a user. */
  directChannel(user?: APIUser): Channel;
  /** A conversation of people, without the bot: only a user-installed app works there. */
  addPrivateChannel(...people: APIUser[]): Channel;

  /** Uses a slash command: `slash('paper search', { query: 'moe' })`. */
  slash(path: string, options?: OptionValues, from?: From): Promise<Exchange>;
  /** Types into the option `focused`. */
  autocomplete(path: string, options: OptionValues, focused: string, from?: From): Promise<Exchange>;
  messageCommand(name: string, message: APIMessage, from?: From): Promise<Exchange>;
  /** Presses the button of that label or `custom_id`. */
  press(message: APIMessage, which: string, from?: From): Promise<Exchange>;
  select(message: APIMessage, customId: string, values: readonly string[], from?: From): Promise<Exchange>;
  submit(opened: Exchange, values: Readonly<Record<string, string>>, from?: From): Promise<Exchange>;

  /** Somebody writes; `replyTo` as Discord's client replies, with a ping. */
  say(channel: Channel, text: string, more?: { user?: APIUser; replyTo?: APIMessage }): APIMessage;
  /** Somebody edits a message of theirs. */
  edit(message: APIMessage, text: string): APIMessage;
  /** Discord adds the preview of a link a moment later, which is no edit. */
  unfurl(message: APIMessage, embed: APIEmbed): APIMessage;
  delete(message: APIMessage): void;
  /** What is in a channel, oldest first, as that user sees it. */
  messages(channel: Channel, user?: APIUser): APIMessage[];

  /** What an attachment holds. */
  fileText(attachmentId: string): string;

  /** Denies the bot these permissions (Discord's bits) in a channel, and these only. */
  deny(channel: Channel, ...permissions: bigint[]): void;
  /** Allows or denies a member what others may not or may do in a channel. */
  overwrite(channel: Channel, user: APIUser, change: { allow?: bigint; deny?: bigint }): void;
  /** A thread in a channel: for everybody, or for these people and the bot; from a message where one is given. */
  addThread(parent: Channel, name: string, members?: readonly APIUser[], from?: APIMessage): Channel;
  removeChannel(channel: Channel): void;
  /** Somebody removes the bot from a server, or adds it again. */
  removeBot(guild: Guild): void;
  addBot(guild: Guild): void;
  /** Discord cannot serve the server for a moment. */
  breakDown(guild: Guild): void;
  /** They take no direct messages of the bot any more. */
  closeDirectMessages(user: APIUser): void;
  /** Commands as registered now: global, or of a guild. */
  registered(guild?: Guild): readonly APIApplicationCommand[];
  readonly requests: readonly RequestRecord[];
  readonly pings: readonly Ping[];
  /** Lets go of all but the latest so many of what was asked, said and requested: for runs of many minutes. */
  forget(but: number): void;
  readonly violations: readonly Violation[];
  /**
   * @throws {Error} listing what Discord refused, but for the codes that the test provoked.
   */
  expectClean(provoked?: { except: readonly number[] }): void;

  readonly faults: Faults;
  readonly gateway: Gateway;
  /** Lets the stand-in's own clock jump ahead by milliseconds. */
  advance(ms: number): void;
  /** Resolves with what `look` gives once that is neither undefined nor false. */
  until<Found>(look: () => Found | undefined | false, what: string): Promise<Found>;
  stop(): Promise<void>;
}

export interface DiscordOptions {
  /** Milliseconds since 1970. */
  now?: () => number;
  heartbeatInterval?: number;
  /** Privileged intents that the application was granted, as Discord's bits; none where left out. */
  privileged?: number;
  /** How many shards Discord recommends. */
  shards?: number;
  /** How long a test waits for the bot, in milliseconds of real time. */
  patience?: number;
}
