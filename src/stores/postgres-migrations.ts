import type { ClientBase } from 'pg';
import { UserError } from '../errors.ts';

/**
 * The steps from an empty schema to today's tables. A step is never edited once released: append the next one. How many
 * are done stands in the table `store_format`.
 *
 * Texts compare by code point (`COLLATE "C"`), as they do in SQLite. A paper's JSON is kept as text, byte for byte:
 * PostgreSQL's own JSON refuses the escape `\u0000`, which is a character like any other in a paper. So the columns that
 * queries need are written beside it, by one function (`toRow`).
 */
export const POSTGRES_MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE papers (
    id TEXT COLLATE "C" PRIMARY KEY,
    json TEXT NOT NULL,
    title TEXT NOT NULL,
    version INTEGER,
    day TEXT COLLATE "C",
    announced TEXT COLLATE "C",
    upvotes BIGINT NOT NULL,
    arrived TEXT COLLATE "C" NOT NULL
  );
  CREATE INDEX papers_by_day ON papers (day, upvotes DESC, id) WHERE day IS NOT NULL;

  CREATE TABLE paper_versions (
    position BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    paper_id TEXT COLLATE "C" NOT NULL,
    replaced_at TEXT COLLATE "C" NOT NULL,
    json TEXT NOT NULL
  );
  CREATE INDEX paper_versions_by_paper ON paper_versions (paper_id, position);

  CREATE TABLE paper_aliases (
    alias TEXT COLLATE "C" PRIMARY KEY,
    paper_id TEXT COLLATE "C" NOT NULL
  );
  CREATE INDEX paper_aliases_by_paper ON paper_aliases (paper_id);

  CREATE TABLE sync_states (source TEXT COLLATE "C" PRIMARY KEY, json TEXT NOT NULL);
  CREATE TABLE turns (name TEXT COLLATE "C" PRIMARY KEY, free_at BIGINT NOT NULL);
  CREATE TABLE places_with_cards (id TEXT COLLATE "C" PRIMARY KEY);
  CREATE TABLE installations (key TEXT COLLATE "C" PRIMARY KEY, json TEXT NOT NULL);

  CREATE TABLE subscriptions (
    id TEXT COLLATE "C" PRIMARY KEY,
    place TEXT COLLATE "C" NOT NULL,
    server TEXT COLLATE "C" NOT NULL,
    made_at TEXT COLLATE "C" NOT NULL,
    made_by TEXT COLLATE "C",
    is_paused INTEGER NOT NULL,
    json TEXT NOT NULL
  );
  CREATE INDEX subscriptions_by_place ON subscriptions (place);

  CREATE TABLE deliveries (
    subscription TEXT COLLATE "C",
    day TEXT COLLATE "C",
    state TEXT COLLATE "C" NOT NULL,
    claimed_at TEXT COLLATE "C" NOT NULL,
    token TEXT COLLATE "C",
    lease_ends BIGINT NOT NULL,
    message TEXT,
    why TEXT,
    PRIMARY KEY (subscription, day)
  );
  CREATE TABLE delivery_papers (
    subscription TEXT COLLATE "C",
    day TEXT COLLATE "C",
    position INTEGER,
    paper TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (subscription, day, position)
  );
  CREATE INDEX delivery_papers_by_paper ON delivery_papers (paper);

  CREATE TABLE votes (
    server TEXT COLLATE "C",
    person TEXT COLLATE "C",
    paper TEXT COLLATE "C",
    vote INTEGER NOT NULL,
    at TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (server, person, paper)
  );
  CREATE INDEX votes_by_server ON votes (server, paper);
  CREATE INDEX votes_by_paper ON votes (paper);
  CREATE INDEX votes_by_person ON votes (person);

  CREATE TABLE saved (
    server TEXT COLLATE "C",
    person TEXT COLLATE "C",
    paper TEXT COLLATE "C",
    at TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (server, person, paper)
  );
  CREATE INDEX saved_by_paper ON saved (paper);
  CREATE INDEX saved_by_person ON saved (person);

  CREATE TABLE sightings (
    server TEXT COLLATE "C",
    paper TEXT COLLATE "C",
    place TEXT COLLATE "C",
    place_name TEXT NOT NULL,
    person TEXT COLLATE "C" NOT NULL,
    name TEXT NOT NULL,
    at TEXT COLLATE "C" NOT NULL,
    url TEXT NOT NULL,
    PRIMARY KEY (server, paper, place)
  );
  CREATE INDEX sightings_by_paper ON sightings (paper);
  CREATE INDEX sightings_by_person ON sightings (person);

  CREATE TABLE removed_servers (server TEXT COLLATE "C" PRIMARY KEY, at TEXT COLLATE "C" NOT NULL);

  CREATE TABLE once_keys (key TEXT COLLATE "C" PRIMARY KEY, at BIGINT NOT NULL);
  CREATE INDEX once_keys_by_time ON once_keys (at);

  CREATE TABLE leases (name TEXT COLLATE "C" PRIMARY KEY, holder TEXT COLLATE "C" NOT NULL, ends BIGINT NOT NULL);

  CREATE TABLE changes (
    mark BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    paper TEXT COLLATE "C" NOT NULL,
    writer TEXT COLLATE "C" NOT NULL,
    at BIGINT NOT NULL
  );
  `,
  `
  CREATE TABLE budget (
    day TEXT COLLATE "C",
    person TEXT COLLATE "C",
    tokens BIGINT NOT NULL,
    PRIMARY KEY (day, person)
  );
  `,
  `
  CREATE TABLE thread_answers (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    thread TEXT COLLATE "C" NOT NULL,
    person TEXT COLLATE "C",
    at BIGINT NOT NULL,
    runs TEXT NOT NULL
  );
  CREATE INDEX thread_answers_by_thread ON thread_answers (thread, id);
  CREATE INDEX thread_answers_by_person ON thread_answers (person) WHERE person IS NOT NULL;
  CREATE INDEX thread_answers_by_time ON thread_answers (at);
  `,
  'CREATE TABLE present_servers (server TEXT COLLATE "C" PRIMARY KEY)',
  `
  CREATE TABLE debts (
    key TEXT COLLATE "C" PRIMARY KEY,
    how TEXT NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    holder TEXT COLLATE "C" NOT NULL,
    ends BIGINT NOT NULL,
    at BIGINT NOT NULL,
    tries INTEGER NOT NULL
  );
  CREATE INDEX debts_by_time ON debts (at);
  CREATE INDEX debts_open ON debts (ends) WHERE state <> 'done';
  `,
];

/** Locks of ours within the database: https://www.postgresql.org/docs/current/explicit-locking.html#ADVISORY-LOCKS */
const MIGRATING = 0x50505242;

/**
 * Brings the tables of the schema up to date, each step whole or not at all. Several processes may do it at once: the
 * first to hold the lock does a step, the others find it done.
 *
 * @throws UserError where the tables are a newer Paperboy's, or another program's.
 */
export async function migratePostgres(
  client: ClientBase,
  migrations: readonly string[] = POSTGRES_MIGRATIONS,
): Promise<void> {
  await client.query('SELECT pg_advisory_lock($1)', [MIGRATING]);
  try {
    for (let step = await readFormat(client, migrations.length); step < migrations.length; step += 1) {
      // Several statements in one text are one transaction.
      await client.query(
        `CREATE TABLE IF NOT EXISTS store_format (done INTEGER NOT NULL);
        ${migrations[step]};
        DELETE FROM store_format;
        INSERT INTO store_format (done) VALUES (${step + 1})`,
      );
    }
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [MIGRATING]);
  }
}

/** How many steps are done; 0 in an empty schema. */
async function readFormat(client: ClientBase, known: number): Promise<number> {
  const { rows } = await client.query(
    `SELECT to_regclass('store_format') IS NOT NULL AS ours, to_regclass('papers') IS NOT NULL AS used`,
  );
  if (rows[0]?.ours !== true) {
    if (rows[0]?.used === true) {
      throw new UserError(
        'The database of DATABASE_URL has tables of another program, and was left as it is. Give Paperboy a database of its own.',
      );
    }
    return 0;
  }
  const done = Number((await client.query('SELECT done FROM store_format')).rows[0]?.done ?? 0);
  if (done > known) {
    throw new UserError(
      `The database of DATABASE_URL was written by a newer Paperboy (its format is ${done}; this one knows up to ${known}), and was left as it is. Update Paperboy.`,
    );
  }
  return done;
}
