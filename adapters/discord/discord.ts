import {
  type Client,
  DiscordAPIError,
  Events,
  type Message,
  type PartialMessage,
  PermissionFlagsBits,
  Status,
} from 'discord.js';
import type { Bot } from '../../src/bot.ts';
import { createInFlight } from '../../src/concurrency/in-flight.ts';
import type { Poster } from '../../src/daily/poster.ts';
import { createForgetfulOwing, type Owing } from '../../src/debts/owing.ts';
import { StartError } from '../../src/errors.ts';
import { createCancels } from './cancels.ts';
import { createClient } from './client.ts';
import { handleInteraction } from './interactions.ts';
import { leftIn } from './left.ts';
import { handleMessage, speaksToUs } from './messages.ts';
import type { Parts } from './parts.ts';
import { createPoster } from './poster.ts';
import { createQuietCards } from './quiet-cards.ts';
import { followRemovals, type Removals } from './removals.ts';

export interface DiscordSettings {
  token: string;
  /** REST base without version; the gateway's address is what it answers. */
  apiUrl: string;
  /** Reads what people post, for cards in passing: needs the privileged Message Content intent. */
  readsMessages: boolean;
}

export interface Running {
  /** Posts into this process's channels. */
  poster: Poster;
  /** Finishes what is in flight, at most 10 s, and closes the gateway. */
  stop(): Promise<void>;
  /** Whether all of our shards hear Discord at this moment. */
  isConnected(): boolean;
}

/** What the bot on Discord needs of the world. */
export interface DiscordWorld extends Omit<Parts, 'bot' | 'cancels' | 'owing'> {
  forgetting: Removals;
  /** Where it is written down what is owed; nowhere where absent. */
  owing?: Owing;
}

const FINISH_WITHIN = 10_000;

/**
 * Connects the bot to Discord and answers until it is stopped.
 *
 * @throws StartError where Discord refuses the token or the intents: a line that says what to do.
 */
export async function startDiscord(
  bot: Bot,
  settings: DiscordSettings,
  world: DiscordWorld,
): Promise<Running> {
  const { log } = world;
  const owing = world.owing ?? createForgetfulOwing(world.once, log);
  const parts: Parts = { bot, ...world, owing, cancels: createCancels() };
  const inFlight = createInFlight((err) => log.error({ err }, 'a Discord event failed'));
  const client = createClient(settings.apiUrl, settings.readsMessages);
  client.on(Events.Error, (err) => log.error({ err }, 'Discord client error'));
  client.on(Events.Warn, (warning) => log.warn({ warning }, 'Discord client warning'));
  client.on(Events.ShardResume, (shard, replayed) =>
    log.info({ shard, replayed }, 'Discord gateway resumed'),
  );
  client.on(Events.ShardDisconnect, ({ code }, shard) => log.warn({ shard, code }, 'Discord gateway closed'));
  client.on(Events.InteractionCreate, (interaction) =>
    inFlight.run(() => handleInteraction(interaction, parts)),
  );
  client.on(Events.MessageCreate, (message) => inFlight.run(() => handleMessage(message, parts)));
  if (settings.readsMessages) {
    const quiet = createQuietCards(world.places, parts);
    const seen = (message: Message | PartialMessage) => {
      if (message.partial || !message.inGuild() || message.author.bot || speaksToUs(message)) return;
      inFlight.run(() => quiet.seen(message));
    };
    client.on(Events.MessageCreate, seen);
    client.on(Events.MessageUpdate, (_before, message) => seen(message));
    client.on(Events.MessageDelete, (message) => inFlight.run(() => quiet.deleted(message)));
  }
  followRemovals(client, world.forgetting, inFlight);
  const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
  try {
    await client.login(settings.token);
  } catch (error) {
    await client.destroy();
    throw new StartError(whyNot(error), { cause: error });
  }
  const connected = await ready;
  const { user, guilds } = connected;
  const end = new AbortController();
  for (const left of leftIn(connected, parts)) void owing.follow(left, end.signal);
  log.info({ guilds: guilds.cache.size, user: user.tag }, 'connected to Discord');
  const mayReadHistory = (id: string) => mayRead(client, id);
  const { clock } = world;
  const poster = createPoster({
    rest: client.rest,
    commands: bot.commands,
    userId: user.id,
    mayReadHistory,
    clock,
    log,
  });
  return {
    poster,
    isConnected: () => client.ws.shards.every(({ status }) => status === Status.Ready),
    async stop() {
      end.abort();
      await inFlight.drain(FINISH_WITHIN);
      await client.destroy();
      // A shard's line to its manager would keep the process alive.
      if (client.shard && process.connected) process.disconnect();
    },
  };
}

/** Whether we may read what was said in a channel or thread; no where we cannot know. */
async function mayRead(client: Client, channelId: string): Promise<boolean> {
  const channel = await client.channels.fetch(channelId);
  if (!channel || channel.isDMBased()) return channel !== null;
  const me = channel.guild.members.me;
  return me !== null && channel.permissionsFor(me).has(PermissionFlagsBits.ReadMessageHistory);
}

/** Why Discord cannot be reached or used, as a line that says what to do. */
export function whyNot(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'TokenInvalid' || (error instanceof DiscordAPIError && error.status === 401)) {
    return 'Discord does not accept DISCORD_TOKEN. Copy the bot token from the Developer Portal (Bot → Reset Token) into .env.';
  }
  if (/disallowed intents/i.test(message)) {
    return 'Discord refuses the Message Content intent. Switch it on in the Developer Portal (Bot → Privileged Gateway Intents), or unset DISCORD_MESSAGE_CONTENT.';
  }
  return `I cannot reach Discord: ${message}`;
}
