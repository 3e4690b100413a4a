import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import type { Paper } from '../papers/paper.ts';
import type { Clock, Store } from '../ports.ts';
import { createTables, type Database } from './database.ts';
import type { History } from './history.ts';
import { guard, openDatabase } from './sqlite-database.ts';
import { inTransaction } from './sqlite-migrations.ts';
import { createSqliteSql, type SqliteSql } from './sqlite-sql.ts';
import { createChanges, toChange } from './tables/changes.ts';
import { createDebts } from './tables/debts.ts';
import { toInstant } from './tables/instant.ts';
import { createOnce } from './tables/once.ts';
import { toRenaming } from './tables/renaming.ts';
import { createTurns } from './tables/turns.ts';

/** Past every day that a paper can carry. */
const LAST_DAY = '9999-12-31';

/** Rows read at a time while walking all papers. */
const PAGE = 256;

/** Adds a paper to the record of changes, inside a transaction that is open. */
type RecordChange = (paper: string) => void;

export interface SqliteStore extends Database {
  close(): void;
}

/**
 * Opens the store in a file; see {@link openDatabase} for what it promises and refuses.
 *
 * `save` is one transaction: when it resolves, all its papers are on the disk, and a process killed before leaves
 * none of them. Whoever saves many papers calls it in batches of some hundreds, so that other work gets its turn.
 *
 * @param clock dates what is remembered, and times turns and leases
 * @throws UserError where the file cannot be used.
 */
export function openSqliteStore(path: string, clock: Clock): SqliteStore {
  const db = openDatabase(path);
  const sql = createSqliteSql(db);
  const quick = createSqliteSql(db, false);
  const writer = randomUUID();
  const record: RecordChange = (paper) => sql.runNow(toChange(paper, writer, clock));
  return {
    ...createPapers(db, clock, record),
    ...createHistory(db, sql, record),
    ...createTables(sql, clock),
    // Asked with every event: after a power cut an answer too many is better than a wait each time.
    ...createTurns(quick, clock),
    once: createOnce(quick, clock),
    debts: createDebts(quick, clock),
    changes: {
      ...createChanges(sql, clock, writer),
      wait: (ms, signal) => setTimeout(ms, undefined, { signal }).catch(() => {}),
    },
    async size() {
      const [row] = await sql.run(
        'SELECT page_count * page_size AS bytes FROM pragma_page_count(), pragma_page_size()',
      );
      return Number(row?.bytes);
    },
    close() {
      if (db.isOpen) db.close();
    },
  };
}

function createPapers(db: DatabaseSync, clock: Clock, record: RecordChange): Store {
  // Both sides of the comparison are taken out of JSON, so that what SQLite cannot hold as text compares alike.
  const remember = db.prepare(`
    INSERT INTO paper_versions (paper_id, replaced_at, json)
    SELECT id, :now, json FROM papers WHERE id = :id
    AND (json ->> '$.version' IS NOT :json ->> '$.version' OR json ->> '$.title' IS NOT :json ->> '$.title')`);
  const remove = db.prepare('DELETE FROM papers WHERE id = ?');
  const unalias = db.prepare('DELETE FROM paper_aliases WHERE alias = ?');
  const upsert = db.prepare(`
    INSERT INTO papers (id, json, arrived) VALUES (?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET json = excluded.json WHERE json <> excluded.json`);
  const byId = db.prepare(`
    SELECT json FROM papers WHERE id = ?1
    UNION ALL
    SELECT json FROM paper_aliases JOIN papers ON papers.id = paper_id WHERE alias = ?1`);
  const after = db.prepare('SELECT id, json FROM papers WHERE id > ? ORDER BY id LIMIT ?');
  const count = db.prepare('SELECT count(*) AS papers FROM papers');
  const idAt = db.prepare('SELECT id FROM papers ORDER BY id LIMIT 1 OFFSET ?');
  const days = db.prepare(`
    SELECT day, count(*) AS papers FROM papers WHERE day IS NOT NULL AND day <= ?
    GROUP BY day ORDER BY day DESC LIMIT ?`);
  const onDay = db.prepare('SELECT json FROM papers WHERE day = ? ORDER BY upvotes DESC, id');
  const arrived = db.prepare(`
    SELECT json FROM papers WHERE day >= :fromDay AND (arrived > :after OR announced > :afterDay)
    ORDER BY day DESC, upvotes DESC, id LIMIT :limit`);

  return {
    async save(papers) {
      const now = clock.now().toISOString();
      guard(() =>
        inTransaction(db, () => {
          for (const paper of papers) {
            const json = JSON.stringify(paper);
            remember.run({ now, id: paper.id, json });
            unalias.run(paper.id);
            if (upsert.run(paper.id, json, now).changes > 0) record(paper.id);
          }
        }),
      );
    },

    async remove(ids) {
      guard(() =>
        inTransaction(db, () => {
          for (const id of ids) if (remove.run(id).changes > 0) record(id);
        }),
      );
    },

    async get(ids) {
      return guard(() => ids.flatMap((id) => byId.all(id).map(toPaper)));
    },

    async *all() {
      let last = '';
      while (true) {
        const rows = guard(() => after.all(last, PAGE));
        yield* rows.map(toPaper);
        if (rows.length < PAGE) return;
        last = String(rows.at(-1)?.id);
      }
    },

    async count() {
      return guard(() => Number(count.get()?.papers));
    },

    async idAt(position) {
      if (position < 0) return undefined;
      const row = guard(() => idAt.get(position));
      return row && String(row.id);
    },

    async days(limit, until = LAST_DAY) {
      const rows = guard(() => days.all(until, Math.max(0, limit)));
      return rows.map((row) => ({ day: String(row.day), papers: Number(row.papers) }));
    },

    async onDay(day) {
      return guard(() => onDay.all(day).map(toPaper));
    },

    async arrived(iso, fromDay, limit) {
      const after = toInstant(iso);
      const asked = { after, afterDay: after.slice(0, 10), fromDay, limit: Math.max(0, limit) };
      return guard(() => arrived.all(asked).map(toPaper));
    },
  };
}

function createHistory(db: DatabaseSync, sql: SqliteSql, record: RecordChange): History {
  const earlier = db.prepare(
    'SELECT replaced_at, json FROM paper_versions WHERE paper_id = ? ORDER BY rowid',
  );
  const isKnown = db.prepare('SELECT 1 FROM papers WHERE id = ?');
  const moves = [
    'UPDATE papers SET arrived = min(arrived, coalesce((SELECT arrived FROM papers WHERE id = :from), arrived)) WHERE id = :to',
    'UPDATE paper_versions SET paper_id = :to WHERE paper_id = :from',
    'UPDATE paper_aliases SET paper_id = :to WHERE paper_id = :from',
    'INSERT INTO paper_aliases (alias, paper_id) VALUES (:from, :to) ON CONFLICT (alias) DO UPDATE SET paper_id = :to',
  ].map((sql) => db.prepare(sql));
  const remove = db.prepare('DELETE FROM papers WHERE id = ?');

  return {
    async earlier(id) {
      const rows = guard(() => earlier.all(id));
      return rows.map((row) => ({ paper: toPaper(row), replacedAt: String(row.replaced_at) }));
    },

    async rename(from, to) {
      guard(() =>
        inTransaction(db, () => {
          if (from === to || isKnown.get(to) === undefined) return;
          for (const move of moves) move.run({ from, to });
          toRenaming(from, to).forEach(sql.runNow);
          remove.run(from);
          record(from);
          record(to);
        }),
      );
    },
  };
}

function toPaper(row: Record<string, unknown>): Paper {
  return JSON.parse(String(row.json));
}
