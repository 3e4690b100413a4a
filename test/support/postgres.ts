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

/** A place of a test's own on the server, new and empty. */
export interface TestPlace {
  /** The address that leads into it. */
  url: string;
  /** Opens a store in it; {@link drop} closes it. */
  open(clock: Clock): Promise<PostgresStore>;
  /** Runs SQL beside the store. */
  query(sql: string): Promise<Record<string, unknown>[]>;
  /** Ends every connection that stores have open here, as a server does that is started anew. */
  breakConnections(): Promise<number>;
  drop(): Promise<void>;
}

/** A schema: quickly made. */
export function createSchema(): Promise<TestPlace> {
  return createPlace((name) => ({
    make: `CREATE SCHEMA ${name}`,
    drop: `DROP SCHEMA ${name} CASCADE`,
    lead: (url) => url.searchParams.set('options', `-c search_path=${name}`),
  }));
}

/** A database, which a test may close to everybody. */
export function createDatabase(): Promise<TestPlace & { name: string }> {
  return createPlace((name) => ({
    make: `CREATE DATABASE ${name} TEMPLATE template0`,
    drop: `DROP DATABASE ${name} WITH (FORCE)`,
    lead: (url) => {
      url.pathname = `/${name}`;
    },
  }));
}

async function createPlace(
  toKind: (name: string) => { make: string; drop: string; lead: (url: URL) => void },
): Promise<TestPlace & { name: string }> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const kind = toKind(name);
  const [besides, into] = [new URL(server ?? ''), new URL(server ?? '')];
  kind.lead(into);
  if (into.pathname === besides.pathname) kind.lead(besides);
  // Tells the sessions of the place's stores from those of other tests.
  into.searchParams.set('application_name', name);
  const client = new pg.Client({ connectionString: besides.href });
  await client.connect();
  await client.query(kind.make);
  const opened: PostgresStore[] = [];
  const query = async (sql: string) => (await client.query(sql)).rows;
  return {
    name,
    url: into.href,
    async open(clock) {
      const store = await openPostgresStore(into.href, clock);
      opened.push(store);
      return store;
    },
    query,
    breakConnections: async () => {
      const ended = await query(
        `SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE application_name = '${name}'`,
      );
      return ended.length;
    },
    async drop() {
      for (const store of opened) await store.close();
      await client.query(kind.drop);
      await client.end();
    },
  };
}
