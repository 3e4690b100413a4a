import { resolve } from 'node:path';
import type { App } from './app.ts';
import { type Config, zoneOf } from './config.ts';
import { createMemoryOnce } from './once.ts';
import type { Log } from './ports.ts';
import { ROOT } from './root.ts';
import { repeat } from './sources/repeat.ts';
import { sync } from './sources/sync.ts';
import { systemTimer } from './sources/timer.ts';

/** Something that runs until it is stopped. */
export interface Running {
  /** Finishes what is in flight, at most 10 s, and lets go of the platform. */
  stop(): Promise<void>;
}

/**
 * Starts every chat platform whose token is set, and keeps the corpus up to date beside them. A platform's client is
 * loaded only when it is needed.
 *
 * @throws StartError where a platform refuses the token: a line that says what to do.
 */
export async function startChats(app: App, config: Config, log: Log): Promise<Running> {
  const { isShard, startShards } = await import('../adapters/discord/shards.ts');
  const settings = {
    token: config.DISCORD_TOKEN ?? '',
    apiUrl: config.DISCORD_API_URL,
    readsMessages: config.DISCORD_MESSAGE_CONTENT === '1',
  };
  const manages = config.DISCORD_SHARDS !== undefined && !isShard(process.env);
  const platforms = manages
    ? [await startShards(resolve(ROOT, 'src/start.js'), config.DISCORD_SHARDS ?? 'auto', settings, log)]
    : [await startDiscord(app, settings, config, log)];
  // Shards share the store; their manager alone syncs it.
  const syncing = isShard(process.env) ? undefined : startSyncing(app, config, log);
  return {
    async stop() {
      await Promise.all(platforms.map((each) => each.stop()));
      syncing?.abort();
    },
  };
}

type DiscordStart = typeof import('../adapters/discord/discord.ts').startDiscord;

async function startDiscord(
  app: App,
  settings: Parameters<DiscordStart>[1],
  config: Config,
  log: Log,
): Promise<Running> {
  const discord = await import('../adapters/discord/discord.ts');
  return discord.startDiscord(app.bot, settings, {
    log,
    once: createMemoryOnce(),
    places: app.store,
    zone: zoneOf(config),
  });
}

/** Looks at the sources now and then, until the signal aborts. A failing source never disturbs an answer. */
function startSyncing(app: App, config: Config, log: Log): AbortController {
  const end = new AbortController();
  void repeat(() => sync(app), config.SYNC_EVERY * 60_000, end.signal, {
    random: Math.random,
    log,
    sleep: (ms, signal) => systemTimer.sleep(ms, signal),
  });
  return end;
}
