import { join, resolve } from 'node:path';
import { type Bot, createBot } from './bot.ts';
import { commands } from './commands/commands.ts';
import type { Config } from './config.ts';
import { createLibrary, type Library } from './library.ts';
import type { Clock, Log, Random } from './ports.ts';
import { ROOT } from './root.ts';
import { createMiniSearchEngine } from './search/engines/minisearch.ts';
import { createKeep, type Keep } from './sources/keeper.ts';
import { createOnDemand, type OnDemand } from './sources/on-demand.ts';
import { createSeeds } from './sources/seeds.ts';
import type { Source } from './sources/source.ts';
import { createSources } from './sources/sources.ts';
import { syncSource } from './sources/sync.ts';
import { systemTimer } from './sources/timer.ts';
import { openSqliteStore, type SqliteStore } from './stores/sqlite.ts';
import { VERSION } from './version.ts';

/** The world outside, passed in. */
export interface World {
  clock: Clock;
  random: Random;
  log: Log;
  fetch: typeof globalThis.fetch;
}

/** The program's parts, put together: what adapters and operations work with. */
export interface App {
  bot: Bot;
  library: Library;
  store: SqliteStore;
  /** The one way by which papers come in: into the store, then into the index. */
  keep: Keep;
  sources: readonly Source[];
  onDemand: OnDemand;
  clock: Clock;
  log: Log;
  close(): Promise<void>;
}

/** Papers handed to the index at once: few enough that other work gets its turn. */
const BATCH = 500;

/**
 * Opens the store, takes in the seeds where they changed, and indexes all papers.
 *
 * @throws UserError where the store's file or a seed cannot be used; it says what to do next.
 */
export async function openApp(config: Config, world: World): Promise<App> {
  const { clock, log } = world;
  const store = openSqliteStore(join(resolve(ROOT, config.DATA_DIR), 'paperboy.db'), clock);
  try {
    const engine = createMiniSearchEngine();
    const keep = createKeep(store, engine);
    const { sources, api } = createSources(toSourceSettings(config), {
      ...world,
      timer: systemTimer,
      turns: store,
    });
    const onDemand = createOnDemand({ api, store, keep, clock, timer: systemTimer, log });
    // Before the index is filled, which then sees each paper once.
    const seeds = createSeeds(resolve(ROOT, config.SEEDS_DIR));
    await syncSource(seeds, { sources, store, keep: createKeep(store, unindexed), onDemand, clock, log });
    await fill(engine, store);
    const library = createLibrary({ store, engine, onDemand });
    const bot = createBot({ ...world, library, places: store, commands });
    return { bot, library, store, keep, sources, onDemand, clock, log, close: async () => store.close() };
  } catch (error) {
    store.close();
    throw error;
  }
}

const unindexed = { add: () => Promise.resolve(), remove: () => Promise.resolve() };

async function fill(
  engine: Pick<ReturnType<typeof createMiniSearchEngine>, 'add'>,
  store: SqliteStore,
): Promise<void> {
  let batch = [];
  for await (const paper of store.all()) {
    batch.push(paper);
    if (batch.length < BATCH) continue;
    await engine.add(batch);
    batch = [];
  }
  await engine.add(batch);
}

function toSourceSettings(config: Config) {
  return {
    version: VERSION,
    contact: config.CONTACT,
    categories: config.ARXIV_CATEGORIES,
    arxivApiUrl: config.ARXIV_API_URL,
    arxivFeedUrl: config.ARXIV_FEED_URL,
    arxivOaiUrl: config.ARXIV_OAI_URL,
    hfApiUrl: config.HF_API_URL,
    feeds: config.FEEDS,
  };
}
