import type { Reply } from '../../src/reply.ts';
import type { Timer } from '../../src/sources/timer.ts';

/** What there is so far of a slow answer, shown now and then. */
export interface Progress {
  /** Takes the newest state; older ones that were not shown yet are dropped. */
  offer(reply: Reply): void;
  /** From now on there is where to show it. A failure goes to `onError`, and the next state is tried again. */
  open(show: (reply: Reply) => Promise<void>): void;
  /** Resolves once nothing is being shown and nothing will be, so that the answer comes last. */
  close(): Promise<void>;
}

/** Discord takes some five edits in five seconds to a channel; one a second leaves room for other answers. */
const EVERY = 1_000;

/** Shows one state after the other, at least a second apart; the last one is never left out, unless the answer came. */
export function createProgress(timer: Pick<Timer, 'sleep'>, onError: (error: unknown) => void): Progress {
  const end = new AbortController();
  let newest: Reply | undefined;
  let show: ((reply: Reply) => Promise<void>) | undefined;
  let showing: Promise<void> | undefined;

  async function showAll(view: (reply: Reply) => Promise<void>): Promise<void> {
    while (newest !== undefined && !end.signal.aborted) {
      const reply = newest;
      newest = undefined;
      await view(reply).catch(onError);
      // Only the end wakes it up early.
      await timer.sleep(EVERY, end.signal).catch(() => {});
    }
    showing = undefined;
  }

  function wake(): void {
    if (show && !showing && newest !== undefined && !end.signal.aborted) showing = showAll(show);
  }

  return {
    offer(reply) {
      newest = reply;
      wake();
    },
    open(view) {
      show = view;
      wake();
    },
    async close() {
      end.abort();
      await showing;
    },
  };
}
