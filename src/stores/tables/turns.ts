import type { Clock } from '../../ports.ts';
import type { Sql } from '../sql.ts';
import { LONGEST_QUEUE, type Turns } from '../turns.ts';

/** Turns, each taken by one statement; see {@link toNextTurn} for what it does. */
export function createTurns(sql: Sql, clock: Clock): Turns {
  return {
    async takeTurn(name, gap) {
      const now = clock.now().getTime();
      const [row] = await sql.run(
        `INSERT INTO turns (name, free_at) VALUES ($1, $2)
        ON CONFLICT (name) DO UPDATE SET free_at = excluded.free_at
        + CASE WHEN turns.free_at BETWEEN $3 AND $4 THEN turns.free_at - $3 ELSE 0 END
        RETURNING free_at`,
        ...[name, now + gap, now, now + LONGEST_QUEUE * gap],
      );
      return Number(row?.free_at) - gap - now;
    },
  };
}
