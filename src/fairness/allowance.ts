import { createInTurn } from '../concurrency/in-turn.ts';
import type { Clock, Log } from '../ports.ts';
import type { Turns } from '../stores/turns.ts';
import { toNextTurn } from '../stores/turns.ts';
import type { Limit } from './limits.ts';

/** What was drawn for one key: so many requests, from a moment on. */
interface Drawn {
  left: number;
  from: number;
}

export interface Allowance {
  /** Takes one request; gives 0, or how many ms until the next one would be allowed. Never rejects. */
  take(key: string): Promise<number>;
}

/** Keys remembered; who comes after them draws anew, which the database counts all the same. */
const MOST_KEYS = 20_000;

/**
 * A token bucket in the form of the generic cell rate algorithm: the database keeps, per key, when the last draw will have grown
 * back, and a draw may run ahead of that by the burst. What is drawn too early is kept for its time, so nothing that the
 * database gave is lost, and a script that hammers costs one write per draw. Where the database fails, everybody may ask.
 *
 * @param name by which the database tells limits apart
 * @see https://en.wikipedia.org/wiki/Generic_cell_rate_algorithm
 */
export function createAllowance(
  name: string,
  { draw, every, burst }: Limit,
  { turns, clock, log }: { turns: Turns; clock: Clock; log: Log },
): Allowance {
  const drawn = new Map<string, Drawn>();
  const inTurn = createInTurn();

  async function refill(key: string): Promise<Drawn> {
    const ahead = await turns.takeTurn(`limit:${name}:${key}`, every);
    const from = clock.now().getTime() + Math.max(0, ahead - (burst - 1) * every);
    const fresh = { left: draw, from };
    drawn.delete(key);
    drawn.set(key, fresh);
    if (drawn.size > MOST_KEYS) drawn.delete(drawn.keys().next().value ?? key);
    return fresh;
  }

  async function takeOne(key: string): Promise<number> {
    const known = drawn.get(key);
    const have = known && known.left > 0 ? known : await refill(key);
    const wait = have.from - clock.now().getTime();
    // Further away than any wait can be: the clock was set back.
    if (wait > 0 && wait <= burst * every * 20) return wait;
    have.left -= 1;
    return 0;
  }

  return {
    async take(key) {
      let wait = 0;
      await inTurn(key, async () => {
        wait = await takeOne(key).catch((err: unknown) => {
          log.warn({ err, limit: name }, 'a limit could not be asked');
          return 0;
        });
      });
      return wait;
    },
  };
}

/** Turns of this process alone. */
export function createMemoryTurns(clock: Clock): Turns {
  const free = new Map<string, number>();
  return {
    async takeTurn(name, gap) {
      const now = clock.now().getTime();
      const turn = toNextTurn(now, free.get(name) ?? 0, gap);
      free.delete(name);
      free.set(name, turn + gap);
      if (free.size > MOST_KEYS) free.delete(free.keys().next().value ?? name);
      return turn - now;
    },
  };
}
