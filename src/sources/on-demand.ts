import { z } from 'zod';
import { UnavailableError } from '../errors.ts';
import { arxivUrl } from '../papers/arxiv-id.ts';
import type { Paper } from '../papers/paper.ts';
import type { Clock, Log, Store } from '../ports.ts';
import type { ArxivApi } from './arxiv-api.ts';
import { addCounts, type Keep, type KeepCounts } from './keeper.ts';
import { parseCursor, type Rejection, type SyncStates } from './source.ts';
import { SourceError } from './source-error.ts';
import type { Timer } from './timer.ts';

/** Papers that somebody wants and that we do not hold. */
export interface OnDemand {
  /**
   * Fetches a paper, keeps it and gives it; undefined where arXiv has none of this ID. All who ask for it at once
   * share one request, and all IDs asked for while a request is under way share the next.
   *
   * @param id without version
   * @throws UnavailableError where arXiv fails or takes long; the paper is fetched as soon as it can be.
   */
  fetchPaper(id: string): Promise<Paper | undefined>;
  /** Remembers IDs, over a restart as well, to be fetched by `fetchWanted`. */
  want(ids: readonly string[]): Promise<void>;
  /** Fetches what is wanted, as far as arXiv lets us; what it does not have is wanted no longer. */
  fetchWanted(): Promise<Wanted>;
}

/** What came of the wanted papers. */
export interface Wanted {
  counts: KeepCounts;
  rejected: Rejection[];
  /** Why not all were asked for; absent where they were. */
  failure?: unknown;
}

export interface OnDemandWorld {
  api: ArxivApi;
  store: Store & SyncStates;
  keep: Keep;
  clock: Clock;
  timer: Timer;
  log: Log;
}

/** How long somebody waits for a paper, in ms, before being told that it will take longer. */
const PATIENCE = 10_000;
/** IDs asked for in one request. */
const MOST_IDS = 100;
/** IDs remembered at most; beyond that something is wrong upstream, and the newest wishes wait. */
const MOST_WANTED = 50_000;
/** Where the wanted IDs are kept, beside the states of the sources. */
const STATE = 'wanted';

const wantedShape = z.object({ ids: z.array(z.string()) });

export function createOnDemand({ api, store, keep, clock, timer, log }: OnDemandWorld): OnDemand {
  const inFlight = new Map<string, Promise<Paper | undefined>>();
  let gathering: { ids: Set<string>; papers: Promise<Map<string, Paper>> } | undefined;
  let requests: Promise<unknown> = Promise.resolve();
  let writes: Promise<unknown> = Promise.resolve();

  /** Joins the request that has not left yet, or the next one. */
  function fetchTogether(id: string): Promise<Paper | undefined> {
    if (gathering === undefined || gathering.ids.size >= MOST_IDS) {
      const ids = new Set<string>();
      const papers = requests.then(() => {
        if (gathering?.ids === ids) gathering = undefined;
        return fetchForAskers([...ids]);
      });
      requests = papers.catch(() => {});
      gathering = { ids, papers };
    }
    gathering.ids.add(id);
    return gathering.papers.then((papers) => papers.get(id));
  }

  async function fetchForAskers(ids: readonly string[]): Promise<Map<string, Paper>> {
    const { rejected } = await fetchAndKeep(ids);
    for (const rejection of rejected) log.warn(rejection, 'arXiv sent a record that is no good');
    const papers = await store.get(ids);
    return new Map(papers.map((paper) => [paper.id, paper]));
  }

  async function fetchAndKeep(
    ids: readonly string[],
  ): Promise<{ counts: KeepCounts; rejected: Rejection[] }> {
    const { papers, rejected } = await api.fetchByIds(ids);
    const counts = await keep(papers);
    await change((wanted) => wanted.filter((id) => !ids.includes(id)));
    return { counts, rejected };
  }

  function fetchOnce(id: string): Promise<Paper | undefined> {
    const running = inFlight.get(id) ?? fetchTogether(id).finally(() => inFlight.delete(id));
    inFlight.set(id, running);
    return running;
  }

  async function readWanted(): Promise<string[]> {
    return parseCursor((await store.readSync(STATE))?.cursor, wantedShape)?.ids ?? [];
  }

  /** Changes the wanted IDs, one change after the other. */
  function change(toNext: (wanted: string[]) => string[]): Promise<void> {
    const result = writes.then(async () => {
      const before = await readWanted();
      const ids = [...new Set(toNext(before))].slice(0, MOST_WANTED);
      if (ids.length === before.length && ids.every((id, index) => id === before[index])) return;
      await store.writeSync(STATE, { triedAt: clock.now().toISOString(), cursor: JSON.stringify({ ids }) });
    });
    writes = result.catch(() => {});
    return result;
  }

  const want = (ids: readonly string[]) => change((wanted) => [...wanted, ...ids]);

  return {
    async fetchPaper(id) {
      try {
        return await beforeLong(fetchOnce(id), timer);
      } catch (error) {
        if (!(error instanceof SourceError)) throw error;
        log.warn({ err: error, id }, 'a paper could not be fetched on demand');
        await want([id]);
        throw new UnavailableError(toMessage(error), { link: arxivUrl(id, 'abs'), cause: error });
      }
    },

    want,

    async fetchWanted() {
      const wanted = await readWanted();
      const came: Wanted = { counts: { added: 0, updated: 0, unchanged: 0 }, rejected: [] };
      try {
        for (let at = 0; at < wanted.length; at += MOST_IDS) {
          const { counts, rejected } = await fetchAndKeep(wanted.slice(at, at + MOST_IDS));
          came.counts = addCounts(came.counts, counts);
          came.rejected.push(...rejected);
        }
        return came;
      } catch (failure) {
        return { ...came, failure };
      }
    },
  };
}

/** Waits for a paper, but not for long; what was begun goes on. */
function beforeLong<Result>(work: Promise<Result>, timer: Timer): Promise<Result> {
  const late = new Promise<never>((_, reject) => {
    const signal = timer.deadline(PATIENCE);
    signal.addEventListener('abort', () =>
      reject(new SourceError('throttled', 'arXiv takes long to answer')),
    );
  });
  return Promise.race([work, late]);
}

function toMessage({ failure }: SourceError): string {
  return failure === 'throttled' || failure === 'resting'
    ? 'arXiv asks us to wait. The paper is on our list and will be here as soon as arXiv lets us.'
    : 'arXiv cannot be reached at the moment. The paper is on our list and will be here as soon as it can.';
}
