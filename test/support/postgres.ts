import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { Clock } from '../../src/ports.ts';
import { openPostgresStore, type PostgresStore } from '../../src/stores/postgres.ts';

/** Where tests find a PostgreSQL server, in which they may make schemas; `.ci/run` starts one. */
const server = process.env.TEST_DATABASE_URL;

/** Why tests that need a server are skipped, for their titles; empty where there is one. */
export const whyNoPostgres =
  server === undefined ? ' (skipped: TEST_DATABASE_URL names no PostgreSQL server)' : '';

export const hasPostgres = server !== undefined;

/** A schema of a test's own, new and empty. */
export interface TestSchema {
  /** The address of the server that leads into the schema. */
  url: string;
  /** Opens a store in it; {@link drop} closes it. */
  open(clock: Clock): Promise<PostgresStore>;
  /** Runs SQL beside the store. */
  query(sql: string): Promise<Record<string, unknown>[]>;
  drop(): Promise<void>;
}

export async function createSchema(): Promise<TestSchema> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const url = new URL(server ?? '');
  // One of the tests' own beside what the address asks for, so that its sessions can be told from other tests'.
  url.searchParams.set('options', `-c search_path=${name}`);
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  await client.query(`CREATE SCHEMA ${name}`);
  const opened: PostgresStore[] = [];
  return {
    url: url.href,
    async open(clock) {
      const store = await openPostgresStore(url.href, clock);
      opened.push(store);
      return store;
    },
    query: async (sql) => (await client.query(sql)).rows,
    async drop() {
      for (const store of opened) await store.close();
      await client.query(`DROP SCHEMA ${name} CASCADE`);
      await client.end();
    },
  };
}
