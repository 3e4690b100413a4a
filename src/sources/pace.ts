import type { Timer } from './timer.ts';

/** Does one thing at a time, in the order asked, with a pause after each. */
export type Pace = <Result>(work: () => Promise<Result>) => Promise<Result>;

/** What arXiv asks for, over all its services together: https://info.arxiv.org/help/api/tou.html */
export const ARXIV_GAP = 3000;

/**
 * Makes a pace. Whatever goes through it shares one connection, and begins at the earliest `gap` ms after the one
 * before it ended: measured from the end, because a request sent early may arrive late.
 *
 * @param takeTurn takes a turn among all processes and gives how many ms away it is, where others keep the same pace
 */
export function createPace(gap: number, timer: Timer, takeTurn?: () => Promise<number>): Pace {
  let last: Promise<unknown> = Promise.resolve();
  let freeAt = Number.NEGATIVE_INFINITY;

  async function wait(ms: number): Promise<void> {
    if (ms > 0) await timer.sleep(ms);
  }

  return (work) => {
    const result = last.then(async () => {
      await wait(freeAt - timer.now());
      if (takeTurn !== undefined) await wait(await takeTurn());
      try {
        return await work();
      } finally {
        freeAt = timer.now() + gap;
      }
    });
    last = result.catch(() => {});
    return result;
  };
}
