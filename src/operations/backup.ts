import { rename, rm, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';
import { UserError } from '../errors.ts';
import { toCount } from '../import/progress.ts';
import { ROOT } from '../root.ts';
import type { Operation, OperationWorld } from './operation.ts';

const EXAMPLE = 'backup paperboy-backup.db';

/**
 * Copies the SQLite database while bots go on using it: SQLite's online backup, which gives one moment's state whatever is
 * written meanwhile. https://www.sqlite.org/backup.html
 */
export const backupDatabase = {
  name: 'backup',
  summary: 'Copy the SQLite database to a file, while the bot runs',
  example: EXAMPLE,

  async run([file, ...more]: readonly string[], { config }: Pick<OperationWorld, 'config'>) {
    if (file === undefined || more.length > 0)
      throw new UserError('Say to which file the copy goes.', { example: EXAMPLE });
    if (config.DATABASE_URL !== undefined)
      throw new UserError('The database is PostgreSQL: copy it with pg_dump, as docs/operations.md shows.');
    const from = resolve(ROOT, config.DATA_DIR, 'paperboy.db');
    const to = resolve(file);
    const part = `${to}.${process.pid}.part`;
    await stat(from).catch((cause) => {
      throw new UserError(`There is no database at ${from}.`, { cause });
    });
    const database = new DatabaseSync(from, { readOnly: true });
    try {
      await backup(database, part);
      checkCopy(part);
      await rename(part, to);
    } catch (cause) {
      if (cause instanceof UserError) throw cause;
      throw new UserError(`I cannot write ${to}: its folder must exist, take files, and have room.`, {
        cause,
      });
    } finally {
      database.close();
      await rm(part, { force: true });
    }
    const { size } = await stat(to);
    return { text: `${to}: ${toCount(Math.ceil(size / 1024))} KB, checked`, json: { file: to, bytes: size } };
  },
} satisfies Operation;

function checkCopy(path: string): void {
  const copy = new DatabaseSync(path);
  try {
    // One file, without a log beside it.
    copy.exec('PRAGMA journal_mode = DELETE');
    const [finding] = Object.values(copy.prepare('PRAGMA quick_check(1)').get() ?? {});
    if (finding !== 'ok')
      throw new UserError('The database is damaged: this copy was thrown away. Keep older ones.');
  } finally {
    copy.close();
  }
}
