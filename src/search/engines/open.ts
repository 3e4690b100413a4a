import type { Paper } from '../../papers/paper.ts';
import type { Log, SearchEngine, Store } from '../../ports.ts';
import { type LancePackages, loadLance, openPaperTable } from './lance-table.ts';
import { createLanceEngine, type LanceEngine } from './lancedb.ts';
import { createMiniSearchEngine } from './minisearch.ts';

/** Which engine answers, and where LanceDB's index is: a folder or the address of a bucket (`s3://…`). */
export interface EngineChoice {
  engine: 'auto' | 'minisearch' | 'lancedb';
  indexUrl: string;
}

export interface EngineWorld {
  store: Pick<Store, 'all' | 'count'>;
  log: Log;
  /** Loads LanceDB; throws where it is not installed or does not run here. */
  load?: () => Promise<LancePackages>;
  /** More papers than these are LanceDB's. */
  mostInMemory?: number;
}

export interface OpenedEngine {
  name: 'minisearch' | 'lancedb';
  engine: SearchEngine;
  close(): Promise<void>;
}

/**
 * MiniSearch keeps about 6.6 kB of memory and 3 µs of a two-word query for each paper (785 MB and 339 ms at 118,024,
 * MiniSearch 7.2 with its defaults): past so many it would take more than 50 ms.
 */
export const MOST_IN_MEMORY = 15_000;

const INSTALL = 'npm install @lancedb/lancedb@0.31.0 apache-arrow@18.1.0';

/**
 * Opens the engine for the papers of a store and brings it in step with them. LanceDB's index is used as it stands where it
 * fits; what has changed, come or gone is indexed; one that is damaged is made anew. Where LanceDB cannot be used at all,
 * MiniSearch answers, and the log says why.
 */
export async function openEngine(
  { engine, indexUrl }: EngineChoice,
  { store, log, load = loadLance, mostInMemory = MOST_IN_MEMORY }: EngineWorld,
): Promise<OpenedEngine> {
  const papers = await store.count();
  if (engine === 'lancedb' || (engine === 'auto' && papers > mostInMemory)) {
    if (engine === 'auto') log.info({ papers, mostInMemory }, 'so many papers are searched with LanceDB');
    const packages = await load().catch((error: unknown) => {
      log.warn({ err: error }, `LanceDB cannot be loaded, so MiniSearch answers; to install it: ${INSTALL}`);
    });
    const opened = packages && (await openLance(indexUrl, packages, store, log));
    if (opened) return { name: 'lancedb', engine: opened, close: opened.close };
  }
  const mini = createMiniSearchEngine();
  await mini.add(await Array.fromAsync(store.all()));
  return { name: 'minisearch', engine: mini, close: () => Promise.resolve() };
}

/** Tries what stands there, then anew; undefined where neither can be done. */
async function openLance(
  url: string,
  packages: LancePackages,
  store: { all(): AsyncIterable<Paper> },
  log: Log,
): Promise<LanceEngine | undefined> {
  for (const attempt of ['as it is', 'made anew'] as const) {
    try {
      const db = await packages.lance.connect(url);
      if (attempt === 'made anew') await db.dropAllTables();
      const engine = createLanceEngine(await openPaperTable(db, packages), log);
      await engine.fill(() => store.all());
      return engine;
    } catch (error) {
      log.warn({ err: error, attempt }, 'the search index cannot be used');
    }
  }
  log.error({}, 'LanceDB cannot keep an index here, so MiniSearch answers');
  return undefined;
}
