import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createOpenAi } from './answers/llm/openai.ts';
import { createWriter, type Writer } from './answers/llm/writer.ts';
import { type Bot, createBot } from './bot.ts';
import { commands } from './commands/commands.ts';
import type { Config } from './config.ts';
import { UserError } from './errors.ts';
import { known } from './known.ts';
import { createLibrary, type Library } from './library.ts';
import type { Clock, Log, Random } from './ports.ts';
import { ROOT } from './root.ts';
import { openEngine } from './search/engines/open.ts';
import { createKeep, type Index, type Keep } from './sources/keeper.ts';
import { createOnDemand, type OnDemand } from './sources/on-demand.ts';
import { readOpml } from './sources/opml.ts';
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

/** The papers we hold and the ways by which more come in, without what answers questions: all that operations need. */
export interface Holdings {
  store: SqliteStore;
  /** The one way by which papers come in: into the store, then into the index. */
  keep: Keep;
  sources: readonly Source[];
  onDemand: OnDemand;
  clock: Clock;
  log: Log;
  close(): Promise<void>;
}

/** The program's parts, put together: what adapters work with. */
export interface App extends Holdings {
  bot: Bot;
  library: Library;
}

const unindexed: Index = { add: () => Promise.resolve(), remove: () => Promise.resolve() };

/**
 * Opens the store, and takes in the seeds where they changed.
 *
 * @param index follows what comes in from then on; with none, whoever opens the app later indexes it.
 * @throws UserError where the store's file or a seed cannot be used; it says what to do next.
 */
export async function openHoldings(
  config: Config,
  world: World,
  index: Index = unindexed,
): Promise<Holdings> {
  const { clock, log } = world;
  const store = openSqliteStore(join(resolve(ROOT, config.DATA_DIR), 'paperboy.db'), clock);
  try {
    const keep = createKeep(store, index);
    const { sources, api } = createSources(toSourceSettings(config, await readFeeds(config.FEEDS)), {
      ...world,
      timer: systemTimer,
      turns: store,
    });
    const onDemand = createOnDemand({ api, store, keep, clock, timer: systemTimer, log });
    // Not indexed yet: an index is filled from the store, and then sees each paper once.
    const seeds = createSeeds(resolve(ROOT, config.SEEDS_DIR));
    await syncSource(seeds, { sources, store, keep: createKeep(store, unindexed), onDemand, clock, log });
    return { store, keep, sources, onDemand, clock, log, close: async () => store.close() };
  } catch (error) {
    store.close();
    throw error;
  }
}

/**
 * Opens the holdings, and indexes all papers for the bot.
 *
 * @throws UserError where the store's file or a seed cannot be used; it says what to do next.
 */
export async function openApp(config: Config, world: World): Promise<App> {
  const index = createLateIndex();
  const holdings = await openHoldings(config, world, index);
  const { store, onDemand, log } = holdings;
  const choice = {
    engine: config.SEARCH_ENGINE,
    indexUrl: config.INDEX_URL ?? join(resolve(ROOT, config.DATA_DIR), 'index'),
  };
  const { engine, close } = await openEngine(choice, { store, log });
  index.follow(engine);
  const library = createLibrary({ store, engine, onDemand });
  const writer = toWriter(config, world);
  const bot = createBot({ ...world, library, places: store, commands, ...(writer ? { writer } : {}) });
  return {
    ...holdings,
    bot,
    library,
    async close() {
      await close();
      await holdings.close();
    },
  };
}

/** The index of an engine that is opened later, once it is known how many papers there are. */
function createLateIndex(): Index & { follow(engine: Index): void } {
  let index = unindexed;
  return {
    follow(engine) {
      index = engine;
    },
    add: (papers) => index.add(papers),
    remove: (ids) => index.remove(ids),
  };
}

/** The writer of answers, where a language model is set up. */
function toWriter(
  { LLM_BASE_URL: baseUrl, LLM_MODEL: model, LLM_API_KEY: apiKey }: Config,
  { clock, log }: World,
): Writer | undefined {
  if (baseUrl === undefined || model === undefined) return undefined;
  return createWriter({
    llm: createOpenAi(known({ baseUrl, model, apiKey })),
    clock,
    timer: systemTimer,
    log,
  });
}

/** The addresses of feeds: as they are, and out of subscription lists (OPML). */
async function readFeeds(named: readonly string[]): Promise<string[]> {
  const lists = named.map(async (one) => {
    if (/^https?:/i.test(one)) return [one];
    try {
      return readOpml(await readFile(resolve(ROOT, one), 'utf8'));
    } catch (cause) {
      throw new UserError(
        `FEEDS names ${one}, which is neither an http(s) address nor an OPML file that I can read.`,
        { cause },
      );
    }
  });
  return (await Promise.all(lists)).flat();
}

function toSourceSettings(config: Config, feeds: readonly string[]) {
  return {
    version: VERSION,
    contact: config.CONTACT,
    categories: config.ARXIV_CATEGORIES,
    arxivApiUrl: config.ARXIV_API_URL,
    arxivFeedUrl: config.ARXIV_FEED_URL,
    arxivOaiUrl: config.ARXIV_OAI_URL,
    hfApiUrl: config.HF_API_URL,
    feeds,
  };
}
