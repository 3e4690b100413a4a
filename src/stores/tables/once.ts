import type { Once } from '../../once.ts';
import type { Clock } from '../../ports.ts';
import type { Sql } from '../sql.ts';

/** How long a key is remembered, in ms: platforms repeat an event for an hour at most. */
const KEPT = 6 * 60 * 60_000;

/** How often old keys are swept out, in ms. */
const SWEEP_EVERY = 10 * 60_000;

/** Says yes to a key once over all processes on the database. */
export function createOnce(sql: Sql, clock: Clock): Once {
  let sweptAt = Number.NEGATIVE_INFINITY;

  async function sweep(now: number): Promise<void> {
    if (now - sweptAt < SWEEP_EVERY) return;
    sweptAt = now;
    await sql.run('DELETE FROM once_keys WHERE at <= $1', now - KEPT);
  }

  return {
    async claim(key) {
      const now = clock.now().getTime();
      await sweep(now);
      const rows = await sql.run(
        'INSERT INTO once_keys (key, at) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING key',
        ...[key, now],
      );
      return rows.length === 1;
    },
  };
}
