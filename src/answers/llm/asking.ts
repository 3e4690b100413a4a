import type { Clock, Log } from '../../ports.ts';
import type { Timer } from '../../sources/timer.ts';
import { attempt, type Errand, type Exchange, promptTokens, toTokens } from './attempt.ts';
import { type BudgetBook, createBudget, type Limits } from './budget.ts';
import type { Llm } from './llm.ts';
import { beforeAborted } from './until-aborted.ts';

/** How asking ended: as `Written` has it; `done` where the model answered, whatever it said. */
export type Ending = 'done' | 'spent' | 'stopped' | 'unavailable';

/** Asks a model within time and budget. Nothing here rejects: whatever goes wrong is an ending. */
export interface Asking {
  /** @param next the request to make; called again after each attempt: undefined where no more is wanted */
  ask<Shape>(
    errand: Pick<Errand, 'person' | 'signal'>,
    next: () => Exchange<Shape> | undefined,
  ): Promise<Ending>;
}

export interface AskingParts {
  llm: Llm;
  clock: Clock;
  timer: Pick<Timer, 'now' | 'deadline'>;
  log: Log;
  limits: Limits;
  book: BudgetBook;
}

/** What ends the attempts: the time or the asker; and the asker alone, which is no failure. */
interface Signals {
  ends: AbortSignal;
  left: AbortSignal | undefined;
}

/** All attempts together may take so long. */
const TIME_LIMIT = 30_000;
/** After a failure the model is left alone for so long, and nobody waits for it. */
const REST = 60_000;
const ATTEMPTS = 2;

/** Rests after a failure as long as the process lives; what it used is in the book. */
export function createAsking({ llm, clock, timer, log, limits, book }: AskingParts): Asking {
  const budget = createBudget(limits, clock, book);
  let restsUntil = Number.NEGATIVE_INFINITY;

  /** One attempt, paid for: how it ended, or that it failed and another may be made. */
  async function tryOnce<Shape>(
    exchange: Exchange<Shape>,
    person: string,
    signals: Signals,
  ): Promise<Ending | 'failed'> {
    try {
      const settle = await beforeAborted(budget.take(person, toCost(exchange)), signals.ends);
      if (!settle) return 'spent';
      const { failed, tokens } = await attempt(llm, exchange, signals, log);
      // Nobody waits for the book once the answer is there.
      settle(tokens).catch((error: unknown) => log.warn({ err: error }, 'the budget was not written'));
      return failed ? 'failed' : 'done';
    } catch (error) {
      // A model that nobody counts for is not asked.
      if (!signals.left?.aborted) log.warn({ err: error }, 'the budget cannot be read');
      return 'unavailable';
    }
  }

  /** Until nothing more is wanted, at most so many times. */
  async function tryAll<Shape>(
    next: () => Exchange<Shape> | undefined,
    person: string,
    signals: Signals,
  ): Promise<Ending | 'failed'> {
    let ending: Ending | 'failed' = 'done';
    for (let count = 0; count < ATTEMPTS && !signals.ends.aborted; count += 1) {
      const exchange = next();
      if (!exchange) return 'done';
      ending = await tryOnce(exchange, person, signals);
      if (ending === 'spent' || ending === 'unavailable') break;
    }
    return ending;
  }

  return {
    async ask({ person, signal }, next) {
      if (timer.now() < restsUntil) return 'unavailable';
      const deadline = timer.deadline(TIME_LIMIT);
      const ends = signal ? AbortSignal.any([deadline, signal]) : deadline;
      const ending = await tryAll(next, person, { ends, left: signal });
      if (signal?.aborted) return 'stopped';
      if (ending !== 'failed') return ending;
      if (!next()) return 'done';
      restsUntil = timer.now() + REST;
      return 'unavailable';
    },
  };
}

/** What the model reads, and about as much as it may write. */
function toCost({ prompt, longest }: Exchange<unknown>): number {
  return promptTokens(prompt) + Math.ceil(toTokens(longest) / 4);
}
