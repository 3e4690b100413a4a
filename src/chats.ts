import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import type { App } from './app.ts';
import { type Config, zoneOf } from './config.ts';
import type { Poster } from './daily/poster.ts';
import { startDelivering } from './daily/start-delivering.ts';
import { createOwing } from './debts/owing.ts';
import { known } from './known.ts';
import type { Door } from './observe/door.ts';
import type { Metrics } from './observe/metrics.ts';
import { startWatch } from './observe/watch.ts';
import { createSharedOnce } from './once.ts';
import { ROOT } from './root.ts';
import { repeat } from './sources/repeat.ts';
import { sync } from './sources/sync.ts';
import { systemTimer } from './sources/timer.ts';
import { holdLease } from './stores/hold-lease.ts';

/** Something that runs until it is stopped. */
export interface Running {
  /** Finishes what is in flight, at most 10 s, and lets go of the platform. */
  stop(): Promise<void>;
  /** Whether the platform hears us and we hear it; what is no platform has none. */
  isConnected?(): boolean;
  /** Posts by itself into the platform's channels. */
  poster?: Poster;
}

/** Whether a chat platform is set up; with none, the terminal answers. */
export function hasChats(config: Config): boolean {
  return [config.DISCORD_TOKEN, config.SLACK_BOT_TOKEN, config.SLACK_CLIENT_ID].some(
    (each) => each !== undefined,
  );
}

/**
 * Starts every chat platform that is set up, and keeps the corpus up to date beside them. A platform's client is
 * loaded only when it is needed.
 *
 * @throws StartError where a platform refuses the token, or a setting lacks its fellow: a line that says what to do.
 */
export async function startChats(app: App, config: Config, metrics: Metrics): Promise<Running> {
  // discord.js names the processes of its shards so; all else is their manager's part.
  const isShard = process.env.SHARDING_MANAGER !== undefined;
  const running: Running[] = [];
  let isOpen = false;
  const watch = isShard
    ? undefined
    : await startWatch(app, config, metrics, () => [
        {
          name: 'the platforms',
          isMet: () => isOpen && running.every((each) => each.isConnected?.() ?? true),
        },
      ]);
  const stop = async () => {
    isOpen = false;
    await Promise.all(running.map((each) => each.stop()));
    await watch?.close();
  };
  try {
    if (config.DISCORD_TOKEN !== undefined) running.push(await startDiscord(app, config, isShard));
    if (!isShard) running.push(...(await startSlack(app, config, watch)), startSyncing(app, config));
    const posters = running.flatMap(({ poster }) => poster ?? []);
    // Whatever the platforms still do, nothing new is begun once the program is told to end.
    running.unshift(startDelivering(app, posters, config));
    isOpen = true;
    return { stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startDiscord(app: App, config: Config, isShard: boolean): Promise<Running> {
  const settings = {
    token: config.DISCORD_TOKEN ?? '',
    apiUrl: config.DISCORD_API_URL,
    readsMessages: config.DISCORD_MESSAGE_CONTENT === '1',
  };
  if (config.DISCORD_SHARDS !== undefined && !isShard) {
    const { startShards } = await import('../adapters/discord/shards.ts');
    return startShards(resolve(ROOT, 'src/start.js'), config.DISCORD_SHARDS, settings, app);
  }
  const discord = await import('../adapters/discord/discord.ts');
  const { log, clock, store } = app;
  const { sightings, forgetting } = store.team;
  const admins = new Set(config.ADMINS);
  const once = createSharedOnce(store.once, log);
  const told = { admins, sightings, forgetting, zone: zoneOf(config) };
  const owing = createOwing({ debts: store.debts, timer: systemTimer, log });
  const world = { log, clock, timer: systemTimer, once, owing, places: store, ...told };
  return discord.startDiscord(app.bot, settings, world);
}

async function startSlack(app: App, config: Config, door: Door | undefined): Promise<Running[]> {
  const { readSlackSettings } = await import('../adapters/slack/settings.ts');
  const settings = readSlackSettings(config);
  if (!settings) return [];
  const slack = await import('../adapters/slack/slack.ts');
  const { log, clock, store } = app;
  const { installations, threads } = store;
  const { sightings, forgetting } = store.team;
  const admins = new Set(config.ADMINS);
  const once = createSharedOnce(store.once, log);
  const team = { admins, sightings, forgetting };
  const owing = createOwing({ debts: store.debts, timer: systemTimer, log });
  const kept = { places: store, installations, threads };
  const world = { log, clock, once, owing, ...kept, ...team, zone: zoneOf(config) };
  return [await slack.startSlack(app.bot, settings, { ...world, ...known({ door }) })];
}

/** Looks at the sources now and then, in one process of all on the database. A failing source never disturbs an answer. */
function startSyncing(app: App, config: Config): Running {
  const end = new AbortController();
  const sleep = (ms: number, signal: AbortSignal) => systemTimer.sleep(ms, signal);
  const lease = holdLease(app.store.leases, 'sync', randomUUID(), sleep);
  const work = async () => {
    if (await lease.isMine()) await sync(app);
  };
  const every = config.SYNC_EVERY * 60_000;
  const ended = Promise.all([
    repeat(work, every, end.signal, { random: Math.random, log: app.log, sleep }),
    lease.keep(end.signal),
  ]);
  return {
    async stop() {
      end.abort();
      // A request under way may take long; what it brings is asked for again after the next start.
      await Promise.race([ended, systemTimer.sleep(1_000)]);
    },
  };
}
