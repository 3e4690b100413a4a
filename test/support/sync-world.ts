import type { Paper } from '../../src/papers/paper.ts';
import { type ArxivApi, createArxivApi } from '../../src/sources/arxiv-api.ts';
import { createKeep, type Index } from '../../src/sources/keeper.ts';
import { createOnDemand } from '../../src/sources/on-demand.ts';
import type { PoliteFetch } from '../../src/sources/polite-fetch.ts';
import type { Batch, Source } from '../../src/sources/source.ts';
import { createMemoryStore } from '../../src/stores/memory.ts';
import { createFakeTimer } from './fake-timer.ts';
import { silent } from './polite.ts';

/** A store, an index that only notes what it is told, and all that brings papers to them. */
export function createSyncWorld(fetch: PoliteFetch, store = createMemoryStore()) {
  const indexed = new Map<string, Paper>();
  const index: Index = {
    async add(papers) {
      for (const paper of papers) indexed.set(paper.id, paper);
    },
    async remove(ids) {
      for (const id of ids) indexed.delete(id);
    },
  };
  let now = new Date('2024-03-02T12:00:00Z');
  const clock = { now: () => now };
  const timer = createFakeTimer();
  const api: ArxivApi = createArxivApi('http://localhost/api', fetch);
  const keep = createKeep(store, index);
  const onDemand = createOnDemand({ api, store, keep, clock, timer, log: silent });
  const setNow = (instant: string) => {
    now = new Date(instant);
  };
  return { store, indexed, keep, onDemand, timer, clock, setNow, log: silent };
}

/** A source that gives these batches, each an array of papers or an error to throw, and notes the cursors it is given. */
export function createScriptedSource(
  name: string,
  script: (Batch | Error)[],
  atMostEvery?: number,
): Source & { cursors: unknown[] } {
  const cursors: unknown[] = [];
  return {
    name,
    cursors,
    ...(atMostEvery !== undefined && { atMostEvery }),
    async *fetchSince(cursor) {
      cursors.push(cursor);
      for (const step of script) {
        if (step instanceof Error) throw step;
        yield step;
      }
    },
  };
}
