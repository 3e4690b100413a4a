import type { SyncState, SyncStates } from '../../sources/source.ts';
import type { Row, Sql } from '../sql.ts';

/** How far each source was followed. */
export function createSyncStates(sql: Sql): SyncStates {
  return {
    async readSync(source) {
      const [row] = await sql.run('SELECT json FROM sync_states WHERE source = $1', source);
      return row && toSyncState(row);
    },
    async writeSync(source, state) {
      await sql.run(
        'INSERT INTO sync_states (source, json) VALUES ($1, $2) ON CONFLICT (source) DO UPDATE SET json = excluded.json',
        ...[source, JSON.stringify(state)],
      );
    },
  };
}

function toSyncState(row: Row): SyncState {
  return JSON.parse(String(row.json));
}
