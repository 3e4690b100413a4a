import pg from 'pg';
import { UserError } from '../errors.ts';
import { migratePostgres } from './postgres-migrations.ts';

/** How long a statement may take, in ms, before the server ends it; the longest of ours walks an index of all papers. */
const STATEMENT_TIMEOUT = 30_000;

/** How long we wait for a connection, in ms: longer and whoever asked has given up. */
const CONNECTION_TIMEOUT = 5_000;

/**
 * Connections of one process. PostgreSQL allows 100 in all where nobody changed it:
 * https://www.postgresql.org/docs/current/runtime-config-connection.html
 */
const CONNECTIONS = 10;

/**
 * Connects to the database, and brings its tables up to date.
 *
 * @param url `postgres://USER:PASSWORD@HOST:PORT/DATABASE`, with the parameters that `pg` knows
 * @throws UserError where the database cannot be used. It names neither the address nor what it holds.
 */
export async function openPool(url: string): Promise<pg.Pool> {
  await migrateAt(url);
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'paperboy',
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECTION_TIMEOUT,
    statement_timeout: STATEMENT_TIMEOUT,
    // The server's own limit comes first; this one is for a server that went away without a word.
    query_timeout: STATEMENT_TIMEOUT + 5_000,
    idle_in_transaction_session_timeout: STATEMENT_TIMEOUT,
    keepAlive: true,
  });
  // An idle connection that breaks leaves the pool by itself; whoever asks next gets a new one.
  pool.on('error', () => {});
  // One that breaks in the middle of a transaction is told by the next statement; without this it would end the program.
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

/** On a connection without time limits, for a step may have to go through all papers. */
async function migrateAt(url: string): Promise<void> {
  const client = await connect(url);
  try {
    await migratePostgres(client);
  } catch (error) {
    throw toStartError(error);
  } finally {
    await client.end();
  }
}

async function connect(url: string): Promise<pg.Client> {
  try {
    const client = new pg.Client({
      connectionString: url,
      application_name: 'paperboy',
      connectionTimeoutMillis: CONNECTION_TIMEOUT,
    });
    client.on('error', () => {});
    await client.connect();
    return client;
  } catch (error) {
    throw toStartError(error);
  }
}

function toStartError(cause: unknown): unknown {
  if (cause instanceof UserError) return cause;
  const reason =
    cause instanceof AggregateError
      ? String(cause.errors[0]?.message)
      : cause instanceof Error
        ? cause.message
        : String(cause);
  return new UserError(
    `The database of DATABASE_URL cannot be used (${reason}). Check the address, and that the server runs and lets us in.`,
    { cause },
  );
}
