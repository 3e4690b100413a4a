import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { UnavailableError, UserError } from '../errors.ts';
import { checkOwnership, migrate } from './sqlite-migrations.ts';

/** How long a statement waits for another process' write, in ms. Our own transactions take a fraction of it. */
const BUSY_TIMEOUT = 10_000;

/**
 * A file up to this size, in bytes, is checked whole before it is used: some tenths of a second. Damage in a larger one
 * shows when it is read: for 118,024 papers in 351 MB the check took a second, most of a start.
 */
const CHECKED_AT_START = 128 * 2 ** 20;

/** SQLite's primary result codes that mean something to people: https://www.sqlite.org/rescode.html */
const BUSY = 5;
const LOCKED = 6;
const CORRUPT = 11;
const NOT_A_DATABASE = 26;

/**
 * Opens the database file, making it and its folder where they are missing, and brings its tables up to date.
 *
 * Write-ahead log with `synchronous = FULL`: a commit returns once it is on the disk, so what was acknowledged
 * outlives `kill -9` and a power cut alike. It costs one fsync a transaction, and papers come in batches.
 *
 * @param path of the file, or `:memory:`
 * @throws UserError where the file cannot be used: damaged, another program's, of a newer Paperboy, not writable.
 * Such a file is never written to.
 * @see https://www.sqlite.org/wal.html
 */
export function openDatabase(path: string): DatabaseSync {
  const db = open(path);
  try {
    checkOwnership(db, path);
    checkPages(db, path);
    useWriteAheadLog(db);
    db.exec('PRAGMA synchronous = FULL');
    migrate(db);
    return db;
  } catch (error) {
    db.close();
    throw toStartError(error, path);
  }
}

function open(path: string): DatabaseSync {
  try {
    if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true });
    return new DatabaseSync(path, { timeout: BUSY_TIMEOUT });
  } catch (error) {
    throw toStartError(error, path);
  }
}

/**
 * Switches the file to its write-ahead log, which it then keeps. Processes that open a new file together do this at
 * once, and here SQLite gives up on a lock without waiting for it, so we wait.
 */
function useWriteAheadLog(db: DatabaseSync): void {
  const until = performance.now() + BUSY_TIMEOUT;
  while (true) {
    try {
      db.exec('PRAGMA journal_mode = WAL');
      return;
    } catch (error) {
      if (toResultCode(error) !== BUSY || performance.now() > until) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
    }
  }
}

function checkPages(db: DatabaseSync, path: string): void {
  if (path === ':memory:' || statSync(path).size > CHECKED_AT_START) return;
  const finding = Object.values(db.prepare('PRAGMA quick_check(1)').get() ?? {})[0];
  if (finding !== 'ok') throw toDamageError(path, finding);
}

function toDamageError(path: string, cause: unknown): UserError {
  return new UserError(
    `${path} is damaged or not a SQLite database, and was left as it is. Move it away to start anew, or put a backup in its place.`,
    { cause },
  );
}

function toStartError(error: unknown, path: string): unknown {
  if (error instanceof UserError) return error;
  const code = toResultCode(error);
  if (code === CORRUPT || code === NOT_A_DATABASE) return toDamageError(path, error);
  if (code === BUSY) {
    return new UserError(`${path} is locked by another program. Try again once that has ended.`, {
      cause: error,
    });
  }
  const reason = error instanceof Error ? error.message : String(error);
  return new UserError(
    `${path} cannot be opened (${reason}). Check that the folder exists and may be written to.`,
    {
      cause: error,
    },
  );
}

/**
 * Runs work on an open database.
 *
 * @throws UnavailableError, with SQLite's error as its cause, where the database is at fault and not the program.
 */
export function guard<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    const code = toResultCode(error);
    if (code === undefined) throw error;
    throw new UnavailableError(toMessage(code), { cause: error });
  }
}

function toMessage(code: number): string {
  if (code === BUSY || code === LOCKED)
    return 'The database is busy with another program. Try again in a moment.';
  if (code === CORRUPT || code === NOT_A_DATABASE) {
    return 'The database is damaged; whoever runs Paperboy needs to put a backup in its place.';
  }
  return 'The database cannot be used at the moment.';
}

/** SQLite's primary result code; undefined where the error is not SQLite's. 0 and 1 mean a mistake in our SQL. */
function toResultCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number')
    return undefined;
  const primary = error.errcode & 0xff;
  return primary > 1 ? primary : undefined;
}
