import type { Clock } from '../../ports.ts';

/** How many tokens a model may use. */
export interface Limits {
  /** For one person on one day. */
  perPerson: number;
  /** For all people on one day. */
  perDay: number;
}

/** Some twenty written answers for a person, some two hundred for a day. */
export const LIMITS: Limits = { perPerson: 100_000, perDay: 1_000_000 };

/** Tokens used on a day. */
export interface TokenSums {
  /** By one person. */
  person: number;
  /** By all people. */
  all: number;
}

/** Where tokens are counted by person and day. Every implementation passes test/contracts/budget.ts. */
export interface BudgetBook {
  /**
   * Adds to what a person used on a day, in one step, whoever else adds at the same time.
   *
   * @param day `YYYY-MM-DD`; days before the newest may be forgotten
   * @param tokens below 0 gives back; 0 only reads
   * @returns the sums after that
   */
  addTokens(day: string, person: string, tokens: number): Promise<TokenSums>;
}

/** A book that forgets with the process. */
export function createMemoryBudgetBook(): BudgetBook {
  let newest = '';
  let byPerson = new Map<string, number>();
  let all = 0;
  return {
    async addTokens(day, person, tokens) {
      if (day < newest) return { person: 0, all: 0 };
      if (day > newest) {
        newest = day;
        byPerson = new Map();
        all = 0;
      }
      const sum = (byPerson.get(person) ?? 0) + tokens;
      byPerson.set(person, sum);
      all += tokens;
      return { person: sum, all };
    },
  };
}

/** Sets tokens aside by person and day (UTC), within limits. It rejects where the book does. */
export interface Budget {
  /** Sets so many tokens aside; `undefined` where they are not left. Call what it gives with what was used in truth. */
  take(person: string, tokens: number): Promise<((used: number) => Promise<void>) | undefined>;
}

export function createBudget(limits: Limits, clock: Clock, book: BudgetBook): Budget {
  return {
    async take(person, tokens) {
      const day = clock.now().toISOString().slice(0, 10);
      // Added first and looked at then, so that two processes cannot both take the last of it.
      const sums = await book.addTokens(day, person, tokens);
      if (sums.person > limits.perPerson || sums.all > limits.perDay) {
        await book.addTokens(day, person, -tokens);
        return undefined;
      }
      return async (used) => {
        await book.addTokens(day, person, used - tokens);
      };
    },
  };
}
