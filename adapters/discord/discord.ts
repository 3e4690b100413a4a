import { DiscordAPIError, Events, type Message, type PartialMessage, Status } from 'discord.js';
import type { Bot } from '../../src/bot.ts';
import { StartError } from '../../src/errors.ts';
import { createInFlight } from '../../src/in-flight.ts';
import type { Once } from '../../src/once.ts';
import type { Places } from '../../src/places.ts';
import type { Log } from '../../src/ports.ts';
import { createClient } from './client.ts';
import { handleInteraction } from './interactions.ts';
import { handleMessage, speaksToUs } from './messages.ts';
import type { Parts } from './parts.ts';
import { createQuietCards } from './quiet-cards.ts';

export interface DiscordSettings {
  token: string;
  /** REST base without version; the gateway's address is what it answers. */
  apiUrl: string;
  /** Reads what people post, for cards in passing: needs the privileged Message Content intent. */
  readsMessages: boolean;
}

export interface Running {
  /** Finishes what is in flight, at most 10 s, and closes the gateway. */
  stop(): Promise<void>;
  /** Whether all of our shards hear Discord at this moment. */
  isConnected(): boolean;
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
  world: { log: Log; once: Once; places: Places; zone: string },
): Promise<Running> {
  const { log } = world;
  const parts: Parts = { bot, ...world };
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
  const ready = new Promise<void>((resolve) => client.once(Events.ClientReady, () => resolve()));
  try {
    await client.login(settings.token);
  } catch (error) {
    await client.destroy();
    throw new StartError(whyNot(error), { cause: error });
  }
  await ready;
  log.info({ guilds: client.guilds.cache.size, user: client.user?.tag }, 'connected to Discord');
  return {
    isConnected: () => client.ws.shards.every(({ status }) => status === Status.Ready),
    async stop() {
      await inFlight.drain(FINISH_WITHIN);
      await client.destroy();
      // A shard's line to its manager would keep the process alive.
      if (client.shard) process.disconnect();
    },
  };
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
