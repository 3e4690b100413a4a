import { existsSync } from 'node:fs';
import { sqlitePath } from '../app.ts';
import type { Config } from '../config.ts';
import { UserError } from '../errors.ts';
import { toCount } from '../import/progress.ts';
import { createStatusLine, type StatusTerminal } from '../import/status-line.ts';
import type { Moving } from '../stores/move.ts';
import { openDatabase } from '../stores/sqlite-database.ts';
import { createSqliteSql } from '../stores/sqlite-sql.ts';
import type { Operation } from './operation.ts';
import { toTable } from './table.ts';

/** What the move needs of the world. */
export interface MigrateStoreWorld {
  config: Pick<Config, 'DATABASE_URL' | 'DATA_DIR'>;
  stderr: StatusTerminal;
  signal: AbortSignal;
}

/** Moves the file's store to PostgreSQL. The file is only read; both are brought up to date first. */
export const migrateStore = {
  name: 'migrate-store',
  summary: 'Copy the SQLite store into the PostgreSQL of DATABASE_URL, while the bot is stopped',
  example: 'migrate-store',

  async run(_args: readonly string[], { config, stderr, signal }: MigrateStoreWorld) {
    const path = sqlitePath(config);
    if (config.DATABASE_URL === undefined) {
      throw new UserError('Set DATABASE_URL to the PostgreSQL database that the store is to move to.');
    }
    if (!existsSync(path)) throw new UserError(`There is no store at ${path}. Check DATA_DIR.`);
    // PostgreSQL's client is loaded only when it is needed.
    const { moveStore } = await import('../stores/move.ts');
    const file = openDatabase(path);
    const status = createStatusLine(stderr);
    try {
      const onProgress = (table: string, rows: number) => status.show(`${table} ${toCount(rows)}`);
      const moving = await moveStore(createSqliteSql(file), config.DATABASE_URL, signal, onProgress);
      return toResult(moving);
    } finally {
      status.clear();
      file.close();
    }
  },
} satisfies Operation;

function toResult({ tables, isWhole }: Moving) {
  const rows = tables.map(({ table, from, moved, to }) => [
    table.replaceAll('_', ' '),
    toCount(from),
    toCount(moved),
    toCount(to),
  ]);
  const lacking = tables.filter(({ from, to }) => to < from).map(({ table }) => table);
  const failed = !isWhole || lacking.length > 0;
  const end = !isWhole
    ? 'Interrupted. What came over stays; the next run goes on.'
    : lacking.length > 0
      ? `PostgreSQL holds fewer than the file of: ${lacking.join(', ')}. Run it again.`
      : 'PostgreSQL holds all that the file holds.';
  return {
    text: [toTable(['what', 'in the file', 'moved now', 'in PostgreSQL'], rows), '', end].join('\n'),
    json: { tables },
    ...(failed && { failed: true as const }),
  };
}
