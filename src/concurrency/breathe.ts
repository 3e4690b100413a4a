import { setImmediate as nextTurn } from 'node:timers/promises';

/** Work goes on for so long at a stretch, in ms: nobody who types notices a pause of that length. */
const STRETCH = 8;

/**
 * For long work that must not hold up the answers of others: awaited between its steps, it lets the event loop take its turn
 * once the work has gone on for a while.
 */
export function createBreath(): () => Promise<void> | undefined {
  let since = performance.now();
  return () => {
    if (performance.now() - since < STRETCH) return undefined;
    return nextTurn().then(() => {
      since = performance.now();
    });
  };
}
