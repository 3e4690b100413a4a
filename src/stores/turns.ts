/**
 * Turns at something that several processes on one machine must not do too often: a bot that syncs in the background
 * and somebody who types `npm start -- sync`. Every implementation passes test/contracts/turns.ts.
 */
export interface Turns {
  /**
   * Takes the next turn of a name.
   *
   * @param gap ms from one turn to the next
   * @returns how many ms from now the turn is; 0 where it is now
   */
  takeTurn(name: string, gap: number): Promise<number>;
}

/** A process takes one turn at a time, so a queue is never longer than the number of processes. */
export const LONGEST_QUEUE = 20;

/**
 * When the next turn is, by the wall clock, which is the only one that processes share. A free moment that lies
 * further away than any queue was written before the clock was set back, and is not waited for.
 *
 * @param freeAt the end of the last turn taken, in ms since 1970
 */
export function toNextTurn(now: number, freeAt: number, gap: number): number {
  return freeAt > now + LONGEST_QUEUE * gap ? now : Math.max(now, freeAt);
}
