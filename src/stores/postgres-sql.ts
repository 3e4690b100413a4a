import type { Pool, PoolClient } from 'pg';
import { guardPostgres, isClash } from './postgres-errors.ts';
import type { Row, Sql, SqlValue, Statement } from './sql.ts';

/** Runs one statement of a transaction. */
export type Run = (...statement: Statement) => Promise<Row[]>;

export interface PostgresSql extends Sql {
  /** Runs work in one transaction: all of it is kept, or none. Work that clashed with another's is done again. */
  transaction<Result>(work: (run: Run) => Promise<Result>): Promise<Result>;
}

/** Tries of a transaction that clashed with others, such as two that wait for each other. */
const TRIES = 5;

/** A pool of connections, as the tables see it. */
export function createPostgresSql(pool: Pool): PostgresSql {
  async function transaction<Result>(work: (run: Run) => Promise<Result>): Promise<Result> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await transactOnce(pool, work);
      } catch (error) {
        if (tries === TRIES || !isClash(error)) throw error;
      }
    }
  }

  return {
    transaction,

    async run(text, ...values) {
      return guardPostgres(async () => (await pool.query<Row>(text, values.map(toInput))).rows);
    },

    async runAll(statements) {
      return transaction(async (run) => {
        const results: Row[][] = [];
        for (const statement of statements) results.push(await run(...statement));
        return results;
      });
    },

    among: (column, place) => `${column} = ANY(${place})`,
  };
}

async function transactOnce<Result>(pool: Pool, work: (run: Run) => Promise<Result>): Promise<Result> {
  const client = await guardPostgres(() => pool.connect());
  const run: Run = (text, ...values) =>
    guardPostgres(async () => (await client.query<Row>(text, values.map(toInput))).rows);
  try {
    await run('BEGIN');
    const result = await work(run);
    await run('COMMIT');
    client.release();
    return result;
  } catch (error) {
    await rollBack(client);
    throw error;
  }
}

/** Gives the connection back clean, or away where it cannot be cleaned; the server then rolls back by itself. */
async function rollBack(client: PoolClient): Promise<void> {
  try {
    await client.query('ROLLBACK');
    client.release();
  } catch {
    client.release(true);
  }
}

function toInput(value: SqlValue): SqlValue {
  if (typeof value === 'string') return toText(value);
  if (typeof value !== 'object' || value === null) return value;
  return value.map((each) => (each === null ? null : toText(each)));
}

/**
 * What PostgreSQL's text cannot hold, U+0000 and halves of surrogate pairs, becomes U+FFFD. Only names could have such,
 * and none that a platform or a source gives does; in JSON they are escaped.
 */
export function toText(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\ufffd');
}
