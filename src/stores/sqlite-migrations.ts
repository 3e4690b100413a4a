import type { DatabaseSync } from 'node:sqlite';
import { UserError } from '../errors.ts';

/** Marks our files (`PRAGMA application_id`): the letters PPRB. */
const APPLICATION_ID = 0x50505242;

/**
 * The steps from an empty file to today's tables. A step is never edited once released: append the next one. The
 * number of steps done is kept in the file (`PRAGMA user_version`).
 *
 * A paper is its JSON; a column that a query needs is computed from it, so the two cannot disagree, and a later
 * step adds another such column without rewriting a row.
 */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE papers (
    id TEXT NOT NULL PRIMARY KEY,
    json TEXT NOT NULL,
    day TEXT AS (coalesce(json ->> '$.announced', json ->> '$.date')) VIRTUAL,
    upvotes INTEGER AS (coalesce(json ->> '$.upvotes', 0)) VIRTUAL
  ) STRICT;
  CREATE INDEX papers_by_day ON papers (day, upvotes DESC, id) WHERE day IS NOT NULL;

  CREATE TABLE paper_versions (
    paper_id TEXT NOT NULL,
    replaced_at TEXT NOT NULL,
    json TEXT NOT NULL
  ) STRICT;
  CREATE INDEX paper_versions_by_paper ON paper_versions (paper_id);

  CREATE TABLE paper_aliases (
    alias TEXT NOT NULL PRIMARY KEY,
    paper_id TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX paper_aliases_by_paper ON paper_aliases (paper_id);

  CREATE TABLE sync_states (
    source TEXT NOT NULL PRIMARY KEY,
    json TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE turns (
    name TEXT NOT NULL PRIMARY KEY,
    free_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
  'CREATE TABLE places_with_cards (id TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID',
  'CREATE TABLE installations (key TEXT NOT NULL PRIMARY KEY, json TEXT NOT NULL) STRICT, WITHOUT ROWID',
  `
  -- Papers from before this step count as always there.
  ALTER TABLE papers ADD COLUMN arrived TEXT NOT NULL DEFAULT '1970-01-01T00:00:00.000Z';
  ALTER TABLE papers ADD COLUMN announced TEXT AS (json ->> '$.announced') VIRTUAL;
  DROP INDEX papers_by_day;
  CREATE INDEX papers_by_day ON papers (day, upvotes DESC, id, arrived, announced) WHERE day IS NOT NULL;

  CREATE TABLE subscriptions (
    id TEXT NOT NULL PRIMARY KEY,
    place TEXT NOT NULL,
    server TEXT NOT NULL,
    made_at TEXT NOT NULL,
    made_by TEXT,
    is_paused INTEGER NOT NULL,
    json TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX subscriptions_by_place ON subscriptions (place);

  CREATE TABLE deliveries (
    subscription TEXT NOT NULL,
    day TEXT NOT NULL,
    state TEXT NOT NULL,
    claimed_at TEXT NOT NULL,
    token TEXT,
    lease_ends INTEGER NOT NULL,
    message TEXT,
    why TEXT,
    PRIMARY KEY (subscription, day)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE delivery_papers (
    subscription TEXT NOT NULL,
    day TEXT NOT NULL,
    position INTEGER NOT NULL,
    paper TEXT NOT NULL,
    PRIMARY KEY (subscription, day, position)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX delivery_papers_by_paper ON delivery_papers (paper);

  CREATE TABLE votes (
    server TEXT NOT NULL,
    person TEXT NOT NULL,
    paper TEXT NOT NULL,
    vote INTEGER NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (server, person, paper)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX votes_by_server ON votes (server, paper);
  CREATE INDEX votes_by_paper ON votes (paper);
  CREATE INDEX votes_by_person ON votes (person);

  CREATE TABLE saved (
    server TEXT NOT NULL,
    person TEXT NOT NULL,
    paper TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (server, person, paper)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX saved_by_paper ON saved (paper);
  CREATE INDEX saved_by_person ON saved (person);

  CREATE TABLE sightings (
    server TEXT NOT NULL,
    paper TEXT NOT NULL,
    place TEXT NOT NULL,
    place_name TEXT NOT NULL,
    person TEXT NOT NULL,
    name TEXT NOT NULL,
    at TEXT NOT NULL,
    url TEXT NOT NULL,
    PRIMARY KEY (server, paper, place)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX sightings_by_paper ON sightings (paper);
  CREATE INDEX sightings_by_person ON sightings (person);

  CREATE TABLE removed_servers (server TEXT NOT NULL PRIMARY KEY, at TEXT NOT NULL) STRICT, WITHOUT ROWID;

  CREATE TABLE once_keys (key TEXT NOT NULL PRIMARY KEY, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE INDEX once_keys_by_time ON once_keys (at);
  `,
  `
  CREATE TABLE leases (
    name TEXT NOT NULL PRIMARY KEY,
    holder TEXT NOT NULL,
    ends INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE changes (
    mark INTEGER PRIMARY KEY AUTOINCREMENT,
    paper TEXT NOT NULL,
    writer TEXT NOT NULL,
    at INTEGER NOT NULL
  ) STRICT;
  `,
  `
  CREATE TABLE budget (
    day TEXT NOT NULL,
    person TEXT NOT NULL,
    tokens INTEGER NOT NULL,
    PRIMARY KEY (day, person)
  ) STRICT, WITHOUT ROWID;
  `,
  `
  CREATE TABLE thread_answers (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    thread TEXT NOT NULL,
    person TEXT,
    at INTEGER NOT NULL,
    runs TEXT NOT NULL
  ) STRICT;
  CREATE INDEX thread_answers_by_thread ON thread_answers (thread, id);
  CREATE INDEX thread_answers_by_person ON thread_answers (person) WHERE person IS NOT NULL;
  CREATE INDEX thread_answers_by_time ON thread_answers (at);
  `,
  'CREATE TABLE present_servers (server TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID',
  `
  CREATE TABLE debts (
    key TEXT PRIMARY KEY,
    how TEXT NOT NULL,
    state TEXT NOT NULL,
    holder TEXT NOT NULL,
    ends INTEGER NOT NULL,
    at INTEGER NOT NULL,
    tries INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX debts_by_time ON debts (at);
  CREATE INDEX debts_open ON debts (ends) WHERE state <> 'done';
  `,
];

/**
 * Throws where the file is another program's, or was written by a newer Paperboy. Reads only.
 *
 * @throws UserError that says what to do next.
 */
export function checkOwnership(db: DatabaseSync, path: string): void {
  const known = MIGRATIONS.length;
  // One statement, so that a file which another process is just making is seen before or after, not in between.
  const { done, owner, tables } =
    db
      .prepare(
        `SELECT user_version AS done, application_id AS owner, (SELECT count(*) FROM sqlite_schema) AS tables
        FROM pragma_user_version, pragma_application_id`,
      )
      .get() ?? {};
  if (owner !== APPLICATION_ID && !(tables === 0 && owner === 0 && done === 0)) {
    throw new UserError(
      `${path} belongs to another program, and was left as it is. Set DATA_DIR to a folder of Paperboy's own.`,
    );
  }
  if (Number(done) > known) {
    throw new UserError(
      `${path} was written by a newer Paperboy (its format is ${done}; this one knows up to ${known}), and was left as it is. Update Paperboy, or set DATA_DIR to another folder.`,
    );
  }
}

/**
 * Brings the tables up to date, each step whole or not at all. Several processes may do it at once: the first to
 * hold the write lock does a step, the others find it done.
 */
export function migrate(db: DatabaseSync, migrations: readonly string[] = MIGRATIONS): void {
  let done = readNumber(db, 'PRAGMA user_version');
  while (done < migrations.length) {
    done = inTransaction(db, () => {
      const step = readNumber(db, 'PRAGMA user_version');
      const migration = migrations[step];
      if (migration === undefined) return step;
      db.exec(`${migration}; PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${step + 1}`);
      return step + 1;
    });
  }
}

/**
 * Runs the work in one transaction: all of it is kept, or none. It takes the write lock at once, because a lock
 * taken later cannot wait for another writer.
 *
 * @see https://www.sqlite.org/lang_transaction.html
 */
export function inTransaction<Result>(db: DatabaseSync, work: () => Result): Result {
  db.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    db.exec('COMMIT');
    return result;
  } catch (error) {
    // A full disk or a damaged page makes SQLite roll back by itself.
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
}

function readNumber(db: DatabaseSync, sql: string): number {
  return Number(Object.values(db.prepare(sql).get() ?? {})[0] ?? 0);
}
