import { join } from 'node:path';
import { catchUp } from '../../follow.ts';
import type { Clock, Log, SearchEngine, Store } from '../../ports.ts';
import type { Changes } from '../../stores/changes.ts';
import { createSnapshotFile, readAnalysisVersion } from './snapshot.ts';

/** An engine whose memory can be kept. */
export interface Keepable<Dump> extends SearchEngine {
  size(): number;
  dump(): Dump;
}

/** Keeps an engine from one start to the next, so that a start only learns what is new. */
export interface Keeper<Dump> {
  /**
   * The engine that was kept, abreast of the store; undefined where there is none, or none that fits.
   *
   * @param create gives undefined where what was kept is of no use
   */
  resume<Engine extends Keepable<Dump>>(
    create: (dump: Dump) => Promise<Engine | undefined>,
  ): Promise<{ engine: Engine; mark: number } | undefined>;
  /** @param mark up to where in the store's record of changes the engine goes, at least */
  keep(engine: Keepable<Dump>, mark: number): Promise<void>;
}

export interface KeeperWorld {
  store: Pick<Store, 'get' | 'count'> & { changes: Pick<Changes, 'mark' | 'since'> };
  log: Log;
  clock: Clock;
}

/** The record of changes goes back a week: what is older than this may have missed some. */
const MOST_AGE_MS = 6 * 24 * 60 * 60_000;
/** What is as old is written anew although nothing changed, so that it does not grow too old. */
const OLD_MS = MOST_AGE_MS / 6;

/** @param name of the file in the folder, without its ending */
export async function createKeeper<Dump>(
  folder: string,
  name: string,
  { store, log, clock }: KeeperWorld,
): Promise<Keeper<Dump>> {
  const file = createSnapshotFile<Dump>(join(folder, `${name}.snapshot`), await readAnalysisVersion());
  const now = () => clock.now().getTime();
  let written = { mark: -1, at: 0 };

  return {
    async resume(create) {
      try {
        const snapshot = await file.read();
        // A record that ends before it is of another database, or one that was restored.
        if (!snapshot || now() - snapshot.at > MOST_AGE_MS || (await store.changes.mark()) < snapshot.mark)
          return undefined;
        const engine = await create(snapshot.dump);
        if (!engine) return undefined;
        let { mark } = snapshot;
        for (let next = -1; next !== mark; ) {
          if (next >= 0) mark = next;
          next = await catchUp({ store, index: engine }, mark);
        }
        if (engine.size() !== (await store.count())) return undefined;
        written = snapshot;
        return { engine, mark };
      } catch (error) {
        log.warn({ err: error }, 'what was kept of the search index cannot be used; it is made anew');
        return undefined;
      }
    },

    async keep(engine, mark) {
      if (mark === written.mark && now() - written.at < OLD_MS) return;
      try {
        written = { mark, at: now() };
        await file.write({ dump: engine.dump(), ...written });
      } catch (error) {
        log.warn({ err: error }, 'the search index cannot be kept; the next start takes longer');
      }
    },
  };
}
