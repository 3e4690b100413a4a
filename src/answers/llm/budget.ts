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

/** Counts tokens by person and day (UTC). It forgets with the process. */
export interface Budget {
  /** Sets so many tokens aside; `undefined` where they are not left. Call what it gives with what was used in truth. */
  take(person: string, tokens: number): ((used: number) => void) | undefined;
}

export function createBudget(limits: Limits, clock: Clock): Budget {
  let day = '';
  let all = 0;
  let byPerson = new Map<string, number>();

  function add(person: string, tokens: number): void {
    all += tokens;
    byPerson.set(person, (byPerson.get(person) ?? 0) + tokens);
  }

  return {
    take(person, tokens) {
      const today = clock.now().toISOString().slice(0, 10);
      if (today !== day) {
        day = today;
        all = 0;
        byPerson = new Map();
      }
      if (all + tokens > limits.perDay) return undefined;
      if ((byPerson.get(person) ?? 0) + tokens > limits.perPerson) return undefined;
      add(person, tokens);
      return (used) => {
        // What was set aside yesterday is no longer counted.
        if (day === today) add(person, used - tokens);
      };
    },
  };
}
