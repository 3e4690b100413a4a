import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import type { Row, Sql, SqlValue, Statement } from './sql.ts';
import { guard } from './sqlite-database.ts';
import { inTransaction } from './sqlite-migrations.ts';

export interface SqliteSql extends Sql {
  /** Runs a statement at once, inside a transaction that is open. */
  runNow(statement: Statement): Row[];
}

/**
 * An open SQLite file, as the tables see it.
 *
 * @param waits whether a statement run by itself returns only once it is on the disk. What need not outlive a power cut (it
 * outlives `kill -9` all the same) costs no wait of some milliseconds in which nothing else is answered.
 * @see https://www.sqlite.org/pragma.html#pragma_synchronous
 */
export function createSqliteSql(db: DatabaseSync, waits = true): SqliteSql {
  const prepared = new Map<string, StatementSync>();

  function prepare(text: string): StatementSync {
    const known = prepared.get(text);
    if (known !== undefined) return known;
    const made = db.prepare(text.replace(/\$(\d+)/g, '?$1'));
    prepared.set(text, made);
    return made;
  }

  function runNow([text, ...values]: Statement): Row[] {
    return prepare(text).all(...values.map(toInput));
  }

  return {
    runNow,

    async run(...statement) {
      return guard(() => (waits ? runNow(statement) : withoutWaiting(db, () => runNow(statement))));
    },

    async runAll(statements) {
      return guard(() => inTransaction(db, () => statements.map(runNow)));
    },

    among: (column, place) => `${column} IN (SELECT value FROM json_each(${place}))`,
  };
}

function withoutWaiting<Result>(db: DatabaseSync, work: () => Result): Result {
  db.exec('PRAGMA synchronous = NORMAL');
  try {
    return work();
  } finally {
    db.exec('PRAGMA synchronous = FULL');
  }
}

function toInput(value: SqlValue): SQLInputValue {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
}
