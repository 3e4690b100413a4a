import type { Clock } from '../../ports.ts';
import type { Leases } from '../leases.ts';
import type { Sql } from '../sql.ts';

/** Leases, each taken and kept by one statement. */
export function createLeases(sql: Sql, clock: Clock): Leases {
  return {
    async take(name, holder, leaseMs) {
      const now = clock.now().getTime();
      const rows = await sql.run(
        `INSERT INTO leases (name, holder, ends) VALUES ($1, $2, $3)
        ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, ends = excluded.ends
        WHERE leases.holder = excluded.holder OR leases.ends NOT BETWEEN $4 AND $5
        RETURNING name`,
        ...[name, holder, now + leaseMs, now + 1, now + 2 * leaseMs],
      );
      return rows.length === 1;
    },
    async giveBack(name, holder) {
      await sql.run('DELETE FROM leases WHERE name = $1 AND holder = $2', name, holder);
    },
  };
}
