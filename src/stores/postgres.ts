import { randomUUID } from 'node:crypto';
import type { Clock } from '../ports.ts';
import { createTables, type Database } from './database.ts';
import { createListener } from './postgres-changes.ts';
import { openPool } from './postgres-database.ts';
import { createPostgresHistory } from './postgres-history.ts';
import { createPostgresPapers } from './postgres-papers.ts';
import { createPostgresSql } from './postgres-sql.ts';
import { createChanges } from './tables/changes.ts';

export interface PostgresStore extends Database {
  close(): Promise<void>;
}

/**
 * Opens the store in a PostgreSQL database, 13 or later. Several processes, on several machines, may share it.
 *
 * @param url see {@link openPool}
 * @param clock dates what is remembered, and times turns and leases
 * @throws UserError where the database cannot be used.
 */
export async function openPostgresStore(url: string, clock: Clock): Promise<PostgresStore> {
  const pool = await openPool(url);
  const sql = createPostgresSql(pool);
  const writer = randomUUID();
  const listener = createListener(url);
  return {
    ...createPostgresPapers(sql, clock, writer),
    ...createPostgresHistory(sql, clock, writer),
    ...createTables(sql, clock),
    changes: { ...createChanges(sql, clock, writer), wait: listener.wait },
    async size() {
      const [row] = await sql.run('SELECT pg_database_size(current_database()) AS bytes');
      return Number(row?.bytes);
    },
    async close() {
      await listener.close();
      if (!pool.ended) await pool.end();
    },
  };
}
