import type { DatabaseSync } from 'node:sqlite';
import type { Installations } from '../installations.ts';
import { guard } from './sqlite-database.ts';

/** The installations, in the table of that name. */
export function createInstallations(db: DatabaseSync): Installations {
  const write = db.prepare(
    'INSERT INTO installations (key, json) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET json = excluded.json',
  );
  const read = db.prepare('SELECT json FROM installations WHERE key = ?');
  const remove = db.prepare('DELETE FROM installations WHERE key = ?');
  return {
    async save(key, json) {
      guard(() => write.run(key, json));
    },
    async find(key) {
      const row = guard(() => read.get(key));
      return row && String(row.json);
    },
    async remove(key) {
      guard(() => remove.run(key));
    },
  };
}
