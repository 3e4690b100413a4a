import type { Log, Store } from './ports.ts';
import type { Index } from './sources/keeper.ts';
import type { Changes } from './stores/changes.ts';

/** How often we look for changes where nothing wakes us, in ms: new papers are found everywhere within 5 s. */
const LOOK_EVERY = 2_000;

/** What an index follows. */
export interface Followed extends CaughtUp {
  store: Pick<Store, 'get'> & { changes: Pick<Changes, 'since' | 'wait'> };
  log: Log;
}

interface CaughtUp {
  store: Pick<Store, 'get'> & { changes: Pick<Changes, 'since'> };
  index: Index;
}

/**
 * Keeps an index abreast of what other processes do to the papers, from a mark on, until the signal aborts. A database
 * that does not answer is asked again; nothing is missed meanwhile.
 *
 * @returns the mark up to which the index then is
 */
export async function follow(followed: Followed, mark: number, signal: AbortSignal): Promise<number> {
  const { changes } = followed.store;
  let isDown = false;
  let last = mark;
  while (!signal.aborted) {
    try {
      const next = await catchUp(followed, last);
      // A page was full of changes, so there may be more.
      if (next !== last) last = next;
      else await changes.wait(LOOK_EVERY, signal);
      isDown = false;
    } catch (error) {
      if (!isDown && !signal.aborted) followed.log.warn({ err: error }, 'cannot see what changed; trying on');
      isDown = true;
      await changes.wait(LOOK_EVERY, signal);
    }
  }
  return last;
}

/** Brings an index the next page of changes after a mark; gives the mark up to which the index then is. */
export async function catchUp({ store, index }: CaughtUp, since: number): Promise<number> {
  const { ids, mark } = await store.changes.since(since);
  if (ids.length === 0) return mark;
  // A paper that was renamed answers to its old name too, and is then indexed under the new one alone.
  const papers = new Map((await store.get(ids)).map((paper) => [paper.id, paper]));
  await index.remove(ids.filter((id) => !papers.has(id)));
  await index.add([...papers.values()]);
  return mark;
}
