import type { Clock } from '../../ports.ts';
import type { Saved } from '../../team/saved.ts';
import type { Sql } from '../sql.ts';

/** @param clock dates what is saved */
export function createSaved(sql: Sql, clock: Clock): Saved {
  return {
    async add(server, person, paper) {
      await sql.run(
        'INSERT INTO saved (server, person, paper, at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING',
        ...[server, person, paper, clock.now().toISOString()],
      );
    },

    async remove(server, person, paper) {
      await sql.run(
        'DELETE FROM saved WHERE server = $1 AND person = $2 AND paper = $3',
        ...[server, person, paper],
      );
    },

    async list(server, person) {
      const rows = await sql.run(
        'SELECT paper, at FROM saved WHERE server = $1 AND person = $2 ORDER BY at DESC, paper',
        ...[server, person],
      );
      return rows.map(({ paper, at }) => ({ paper: String(paper), at: String(at) }));
    },
  };
}
