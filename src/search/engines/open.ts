import { createHash, randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { Connection } from '@lancedb/lancedb';
import type { Clock, Log, SearchEngine, Store } from '../../ports.ts';
import type { Changes } from '../../stores/changes.ts';
import { holdLease } from '../../stores/hold-lease.ts';
import type { Leases } from '../../stores/leases.ts';
import type { Embedder } from '../vectors/embedder.ts';
import { createSemanticEngine, type LexicalEngine } from '../vectors/semantic-engine.ts';
import { openVectorTable } from '../vectors/vector-table.ts';
import { createKeeper, type Keepable, type Keeper } from './keeper.ts';
import { dropPaperTable, type LancePackages, loadLance, openPaperTable } from './lance-table.ts';
import { createLanceEngine, type LanceDump } from './lancedb.ts';
import { createMiniSearchEngine, type MiniSearchDump } from './minisearch.ts';

/** Which engine answers, and where LanceDB's index is: a folder or the address of a bucket (`s3://…`). */
export interface EngineChoice {
  engine: 'auto' | 'minisearch' | 'lancedb';
  indexUrl: string;
}

export interface EngineWorld {
  store: Pick<Store, 'all' | 'count' | 'get'> & {
    changes?: Pick<Changes, 'mark' | 'since'>;
    leases?: Leases;
  };
  log: Log;
  clock?: Clock;
  /** Where an engine's memory is kept from one start to the next; without it, and the record of changes, every start analyses all. */
  snapshots?: string | undefined;
  /** Makes vectors, by which LanceDB also finds what is near in meaning. */
  embedder?: Embedder | undefined;
  /** Loads LanceDB; throws where it is not installed or does not run here. */
  load?: () => Promise<LancePackages>;
  /** More papers than these are LanceDB's. */
  mostInMemory?: number;
}

export interface OpenedEngine {
  name: 'minisearch' | 'lancedb';
  engine: SearchEngine;
  /** Up to where in the store's record of changes the engine goes; undefined where there is none. */
  mark?: number;
  /** Keeps what there is for the next start, and lets go. `mark`: up to where it went meanwhile. */
  close(mark?: number): Promise<void>;
}

/**
 * MiniSearch keeps about 6.6 kB of memory and 3 µs of a two-word query for each paper (785 MB and 339 ms at 118,024,
 * MiniSearch 7.2 with its defaults): past so many it would take more than 50 ms.
 */
export const MOST_IN_MEMORY = 15_000;

/** What LanceDB may keep of its index and of its files' headers in memory, in bytes; its own limits are 6 GB and 1 GB. */
const INDEX_CACHE = 256n * 2n ** 20n;
const METADATA_CACHE = 64n * 2n ** 20n;

const INSTALL = 'npm install @lancedb/lancedb@0.31.0 apache-arrow@18.1.0';

/**
 * Opens the engine for the papers of a store and brings it in step with them. LanceDB's index is used as it stands where it
 * fits; what has changed, come or gone is indexed; one that is damaged is made anew. Where LanceDB cannot be used at all,
 * MiniSearch answers, and the log says why.
 */
export async function openEngine(choice: EngineChoice, world: EngineWorld): Promise<OpenedEngine> {
  const { store, log, load = loadLance, mostInMemory = MOST_IN_MEMORY } = world;
  const papers = await store.count();
  const isMany = papers > mostInMemory;
  const isBetterOff = isMany || world.embedder !== undefined;
  if (choice.engine === 'lancedb' || (choice.engine === 'auto' && isBetterOff)) {
    if (choice.engine === 'auto' && isMany)
      log.info({ papers, mostInMemory }, 'so many papers are searched with LanceDB');
    const packages = await load().catch((error: unknown) => {
      log.warn({ err: error }, `LanceDB cannot be loaded, so MiniSearch answers; to install it: ${INSTALL}`);
    });
    const { indexUrl } = choice;
    const opened =
      packages &&
      (await alone(`index ${toShortHash(indexUrl)}`, world, () => openLance(indexUrl, packages, world)));
    if (opened) return opened;
  }
  if (world.embedder) log.warn({}, 'EMBEDDINGS_* are for LanceDB; MiniSearch goes by words alone');
  const keeper = await toKeeper<MiniSearchDump>('minisearch', world);
  const resumed = await keeper?.resume(async (dump) => createMiniSearchEngine(dump));
  if (resumed) return toOpened('minisearch', resumed.engine, keeper, resumed.mark);
  const mark = await store.changes?.mark();
  const engine = createMiniSearchEngine();
  await engine.add(await Array.fromAsync(store.all()));
  return toOpened('minisearch', engine, keeper, mark);
}

/** How long the right to open an index is taken for, how often it is taken again, and how often it is asked for, in ms. */
const OPENING = { lease: 30_000, renewEvery: 10_000 };
const ASK_EVERY = 250;

/**
 * Of processes with one index, one at a time opens it: two that make it at once would take it away from under each other, and
 * the second finds what the first has made.
 */
async function alone<Result>(
  name: string,
  { store: { leases }, log }: Pick<EngineWorld, 'store' | 'log'>,
  work: () => Promise<Result>,
): Promise<Result> {
  if (!leases) return work();
  const sleep = (ms: number, signal?: AbortSignal) => setTimeout(ms, undefined, signal ? { signal } : {});
  const held = holdLease(leases, name, randomUUID(), sleep, OPENING);
  for (let asked = 0; !(await held.isMine()); asked += 1) {
    if (asked === 0) log.info({}, 'another process opens the search index; waiting for it');
    await sleep(ASK_EVERY);
  }
  const end = new AbortController();
  const keeping = held.keep(end.signal);
  try {
    return await work();
  } finally {
    end.abort();
    await keeping;
  }
}

/** Tries what stands there, then anew; undefined where neither can be done. */
async function openLance(
  url: string,
  packages: LancePackages,
  world: EngineWorld,
): Promise<OpenedEngine | undefined> {
  const { store, log } = world;
  const keeper = await toKeeper<LanceDump>(`lancedb-${toShortHash(url)}`, world);
  for (const attempt of ['as it is', 'made anew'] as const) {
    try {
      const { Session, connect } = packages.lance;
      const db = await connect(url, {}, new Session(INDEX_CACHE, METADATA_CACHE));
      if (attempt === 'made anew') await dropPaperTable(db);
      const table = await openPaperTable(db, packages);
      const resumed = await keeper?.resume(async (from) => {
        const engine = createLanceEngine(table, log, { from });
        return attempt === 'as it is' && (await engine.resume()) ? engine : undefined;
      });
      const parts = { db, packages };
      if (resumed) {
        const { engine, mark } = resumed;
        return await addVectors(
          await toOpened('lancedb', engine, keeper, mark, engine.close),
          engine,
          parts,
          world,
        );
      }
      const mark = await store.changes?.mark();
      const engine = createLanceEngine(table, log);
      await engine.fill(() => store.all());
      return await addVectors(
        await toOpened('lancedb', engine, keeper, mark, engine.close),
        engine,
        parts,
        world,
      );
    } catch (error) {
      log.warn({ err: error, attempt }, 'the search index cannot be used');
    }
  }
  log.error({}, 'LanceDB cannot keep an index here, so MiniSearch answers');
  return undefined;
}

/** Finds by meaning, too, where there is what makes vectors. Vectors that cannot be opened leave words alone. */
async function addVectors(
  opened: OpenedEngine,
  lexical: LexicalEngine,
  { db, packages }: { db: Connection; packages: LancePackages },
  { store, log, embedder, clock = systemClock }: EngineWorld,
): Promise<OpenedEngine> {
  if (!embedder) return opened;
  try {
    const vectors = await openVectorTable(db, packages, embedder.model);
    const engine = createSemanticEngine(lexical, { vectors, embedder, log, clock });
    engine.catchUp(() => store.all());
    return {
      ...opened,
      engine,
      async close(mark) {
        await engine.close();
        await opened.close(mark);
      },
    };
  } catch (error) {
    log.warn({ err: error }, 'vectors cannot be opened, so searches go by words alone');
    return opened;
  }
}

const systemClock: Clock = { now: () => new Date() };

/** Undefined where there is no folder to keep things in, or no record of changes to learn from what is new. */
async function toKeeper<Dump>(
  name: string,
  { store, log, clock = systemClock, snapshots }: EngineWorld,
): Promise<Keeper<Dump> | undefined> {
  const { changes } = store;
  if (snapshots === undefined || !changes) return undefined;
  const kept = { get: store.get, count: store.count, changes };
  return await createKeeper<Dump>(snapshots, name, { store: kept, log, clock });
}

/** What was just made is kept at once, so that it need not be made again after a crash. */
async function toOpened<Dump>(
  name: OpenedEngine['name'],
  engine: Keepable<Dump>,
  keeper: Keeper<Dump> | undefined,
  mark: number | undefined,
  letGo = () => Promise.resolve(),
): Promise<OpenedEngine> {
  if (mark !== undefined) await keeper?.keep(engine, mark);
  return {
    ...{ name, engine },
    ...(mark === undefined ? {} : { mark }),
    async close(last = mark) {
      if (last !== undefined) await keeper?.keep(engine, last);
      await letGo();
    },
  };
}

function toShortHash(text: string): string {
  return createHash('sha1').update(text).digest('hex').slice(0, 8);
}
