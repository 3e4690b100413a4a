import { createHash } from 'node:crypto';
import type { BudgetBook } from '../../answers/llm/budget.ts';
import type { Sql } from '../sql.ts';

/** In place of a person: the sum of all. */
const ALL = '';

/**
 * Tokens by person and day. A person is kept as a hash that changes by the day, so that nothing tells who they are, and
 * nobody's budget begins anew by having themselves forgotten.
 */
export function createBudgetBook(sql: Sql): BudgetBook {
  const add = `INSERT INTO budget (day, person, tokens) VALUES ($1, $2, $3)
    ON CONFLICT (day, person) DO UPDATE SET tokens = budget.tokens + excluded.tokens RETURNING tokens`;
  return {
    async addTokens(day, person, tokens) {
      // The sum of all comes first: whoever adds at the same time waits there for the other to end.
      const [all, own] = await sql.runAll([
        [add, day, ALL, tokens],
        [add, day, toHash(day, person), tokens],
        ['DELETE FROM budget WHERE day < $1', day],
      ]);
      return { person: Number(own?.[0]?.tokens), all: Number(all?.[0]?.tokens) };
    },
  };
}

function toHash(day: string, person: string): string {
  return createHash('sha256').update(`${day} ${person}`).digest('base64url');
}
