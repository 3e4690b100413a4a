import type { Installations } from '../../installations.ts';
import type { Sql } from '../sql.ts';

/** The installations, in the table of that name. */
export function createInstallations(sql: Sql): Installations {
  return {
    async save(key, json) {
      await sql.run(
        'INSERT INTO installations (key, json) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET json = excluded.json',
        ...[key, json],
      );
    },
    async find(key) {
      const [row] = await sql.run('SELECT json FROM installations WHERE key = $1', key);
      return row && String(row.json);
    },
    async remove(key) {
      await sql.run('DELETE FROM installations WHERE key = $1', key);
    },
  };
}
