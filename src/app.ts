import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { addressesIn, onlyTo } from './allowed-hosts.ts';
import type { BudgetBook } from './answers/llm/budget.ts';
import type { Writer } from './answers/llm/writer.ts';
import { type Bot, createBot } from './bot.ts';
import { commands } from './commands/commands.ts';
import type { Config } from './config.ts';
import { UserError } from './errors.ts';
import { limitBot } from './fairness/limit-bot.ts';
import { follow } from './follow.ts';

import { known } from './known.ts';
import { createLibrary, type Library } from './library.ts';
import type { Metrics } from './observe/metrics.ts';
import { observeBot } from './observe/observe-bot.ts';
import { createOperator } from './operator.ts';
import type { Clock, Log, Random } from './ports.ts';
import { ROOT } from './root.ts';
import { openEngine } from './search/engines/open.ts';
import type { Embedder } from './search/vectors/embedder.ts';
import { createKeep, type Index, type Keep } from './sources/keeper.ts';
import { createOnDemand, type OnDemand } from './sources/on-demand.ts';
import { readOpml } from './sources/opml.ts';
import { createSeeds } from './sources/seeds.ts';
import type { Source } from './sources/source.ts';
import { createSources } from './sources/sources.ts';
import { syncSource } from './sources/sync.ts';
import { systemTimer } from './sources/timer.ts';
import type { Database } from './stores/database.ts';
import { openSqliteStore } from './stores/sqlite.ts';
import { VERSION } from './version.ts';

/** The world outside, passed in. */
export interface World {
  clock: Clock;
  random: Random;
  log: Log;
  fetch: typeof globalThis.fetch;
  /** Counts what goes on in the chats, where limits of fairness hold as well; absent at the machine itself. */
  metrics?: Metrics;
}

/** The papers we hold and the ways by which more come in, without what answers questions: all that operations need. */
export interface Holdings {
  store: Database;
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
  /** Absent where no language model is set up. */
  writer: Writer | undefined;
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
  const store = await openDatabase(config, clock);
  try {
    const keep = createKeep(store, index);
    const feeds = await readFeeds(config.FEEDS);
    const { sources, api } = createSources(toSourceSettings(config, feeds), {
      ...world,
      fetch: onlyTo([...addressesIn(config), ...feeds], world.fetch),
      timer: systemTimer,
      turns: store,
    });
    const onDemand = createOnDemand({ api, store, keep, clock, timer: systemTimer, log });
    // Not indexed yet: an index is filled from the store, and then sees each paper once.
    const seeds = createSeeds(resolve(ROOT, config.SEEDS_DIR));
    await syncSource(seeds, { sources, store, keep: createKeep(store, unindexed), onDemand, clock, log });
    return { store, keep, sources, onDemand, clock, log, close: async () => await store.close() };
  } catch (error) {
    await store.close();
    throw error;
  }
}

/**
 * Opens PostgreSQL where it is set up, whose client is loaded only then, and else the file.
 *
 * @throws UserError where it cannot be used.
 */
export async function openDatabase(
  config: Pick<Config, 'DATABASE_URL' | 'DATA_DIR'>,
  clock: Clock,
): Promise<Database> {
  if (config.DATABASE_URL === undefined) return openSqliteStore(sqlitePath(config), clock);
  const { openPostgresStore } = await import('./stores/postgres.ts');
  return openPostgresStore(config.DATABASE_URL, clock);
}

/** The file of the SQLite store. */
export function sqlitePath({ DATA_DIR }: Pick<Config, 'DATA_DIR'>): string {
  return join(resolve(ROOT, DATA_DIR), 'paperboy.db');
}

/**
 * Opens the holdings, and indexes all papers for the bot.
 *
 * @throws UserError where the store's file or a seed cannot be used; it says what to do next.
 */
export async function openApp(config: Config, world: World): Promise<App> {
  const index = createLateIndex();
  const holdings = await openHoldings(config, world, index);
  const { store, onDemand } = holdings;
  const choice = {
    engine: config.SEARCH_ENGINE,
    indexUrl: config.INDEX_URL ?? join(resolve(ROOT, config.DATA_DIR), 'index'),
  };
  const snapshots = join(resolve(ROOT, config.DATA_DIR), 'snapshots');
  const embedder = await toEmbedder(config, world);
  const opened = await openEngine(choice, { ...world, store, snapshots, embedder });
  const { engine } = opened;
  index.follow(engine);
  const end = new AbortController();
  // From before the index was filled on: what changed meanwhile is then told as well.
  const following = follow({ store, index: engine, log: world.log }, opened.mark ?? 0, end.signal);
  const close = async () => {
    end.abort();
    await opened.close(await following);
    await holdings.close();
  };
  const library = createLibrary({ store, engine, onDemand });
  const writer = await toWriter(config, world, store.budget);
  const { subscriptions, deliveries, team } = store;
  const operator = createOperator(config.ADMINS, holdings);
  const parts = { ...world, library, places: store, subscriptions, deliveries, team, commands, operator };
  const bot = createBot({ ...parts, ...(writer ? { writer } : {}) });
  const { metrics } = world;
  if (!metrics) return { ...holdings, bot, library, writer, close };
  const { clock, log } = world;
  const fair = limitBot(bot, { turns: store, clock, log, onLimited: metrics.limited });
  const watched = observeBot(fair, { log, timer: systemTimer, metrics });
  return { ...holdings, bot: watched, library, writer, close };
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

/** The writer of answers, where a language model is set up; what it needs is loaded only then. */
async function toWriter(
  { LLM_BASE_URL: baseUrl, LLM_MODEL: model, LLM_API_KEY: apiKey }: Config,
  { clock, log, metrics, fetch }: World,
  book: BudgetBook,
): Promise<Writer | undefined> {
  if (baseUrl === undefined || model === undefined) return undefined;
  const [{ createOpenAi }, { createWriter }, { observeLlm }] = await Promise.all([
    import('./answers/llm/openai.ts'),
    import('./answers/llm/writer.ts'),
    import('./observe/observe-llm.ts'),
  ]);
  const llm = createOpenAi(known({ baseUrl, model, apiKey }), onlyTo([baseUrl], fetch));
  return createWriter({
    llm: metrics ? observeLlm(llm, metrics) : llm,
    clock,
    timer: systemTimer,
    log,
    book,
  });
}

/** What makes vectors, where it is set up; asks that host alone. */
async function toEmbedder(
  { EMBEDDINGS_BASE_URL: baseUrl, EMBEDDINGS_MODEL: model, EMBEDDINGS_API_KEY: apiKey }: Config,
  { fetch }: World,
): Promise<Embedder | undefined> {
  if (baseUrl === undefined || model === undefined) return undefined;
  const { createEmbedder } = await import('./search/vectors/embedder.ts');
  return createEmbedder(known({ baseUrl, model, apiKey }), onlyTo([baseUrl], fetch));
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
