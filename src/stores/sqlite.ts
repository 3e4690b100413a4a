import type { DatabaseSync } from 'node:sqlite';
import type { Deliveries } from '../daily/deliveries.ts';
import type { Subscriptions } from '../daily/subscriptions.ts';
import type { Installations } from '../installations.ts';
import type { Once } from '../once.ts';
import type { Paper } from '../papers/paper.ts';
import type { Places } from '../places.ts';
import type { Clock, Store } from '../ports.ts';
import type { SyncState, SyncStates } from '../sources/source.ts';
import type { Team } from '../team/team.ts';
import type { History } from './history.ts';
import { guard, openDatabase } from './sqlite-database.ts';
import { createInstallations } from './sqlite-installations.ts';
import { inTransaction } from './sqlite-migrations.ts';
import { createPlaces } from './sqlite-places.ts';
import { createSqliteSql, type SqliteSql } from './sqlite-sql.ts';
import { createDeliveries } from './tables/deliveries.ts';
import { toInstant } from './tables/instant.ts';
import { createOnce } from './tables/once.ts';
import { toRenaming } from './tables/renaming.ts';
import { createSubscriptions } from './tables/subscriptions.ts';
import { createTeam } from './tables/team.ts';
import { type Turns, toNextTurn } from './turns.ts';

/** Past every day that a paper can carry. */
const LAST_DAY = '9999-12-31';

/** Rows read at a time while walking all papers. */
const PAGE = 256;

export interface SqliteStore extends Store, History, SyncStates, Turns, Places {
  installations: Installations;
  subscriptions: Subscriptions;
  deliveries: Deliveries;
  team: Team;
  once: Once;
  /** Ends the use of the file; closing twice does nothing. */
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
  return {
    ...createPapers(db, clock),
    ...createHistory(db, sql),
    ...createSyncStates(db),
    ...createTurns(db, clock),
    ...createPlaces(db),
    installations: createInstallations(db),
    subscriptions: createSubscriptions(sql),
    deliveries: createDeliveries(sql, clock),
    team: createTeam(sql, clock),
    once: createOnce(sql, clock),
    close() {
      if (db.isOpen) db.close();
    },
  };
}

function createPapers(db: DatabaseSync, clock: Clock): Store {
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
            upsert.run(paper.id, json, now);
          }
        }),
      );
    },

    async remove(ids) {
      guard(() =>
        inTransaction(db, () => {
          for (const id of ids) remove.run(id);
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

function createHistory(db: DatabaseSync, sql: SqliteSql): History {
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
        }),
      );
    },
  };
}

function createSyncStates(db: DatabaseSync): SyncStates {
  const read = db.prepare('SELECT json FROM sync_states WHERE source = ?');
  const write = db.prepare(
    'INSERT INTO sync_states (source, json) VALUES (?, ?) ON CONFLICT (source) DO UPDATE SET json = excluded.json',
  );

  return {
    async readSync(source) {
      const row = guard(() => read.get(source));
      return row && toSyncState(row);
    },

    async writeSync(source, state) {
      guard(() => write.run(source, JSON.stringify(state)));
    },
  };
}

function createTurns(db: DatabaseSync, clock: Clock): Turns {
  const read = db.prepare('SELECT free_at FROM turns WHERE name = ?');
  const write = db.prepare(
    'INSERT INTO turns (name, free_at) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET free_at = excluded.free_at',
  );

  return {
    async takeTurn(name, gap) {
      return guard(() =>
        inTransaction(db, () => {
          const now = clock.now().getTime();
          const turn = toNextTurn(now, Number(read.get(name)?.free_at ?? 0), gap);
          write.run(name, turn + gap);
          return turn - now;
        }),
      );
    },
  };
}

function toPaper(row: Record<string, unknown>): Paper {
  return JSON.parse(String(row.json));
}

function toSyncState(row: Record<string, unknown>): SyncState {
  return JSON.parse(String(row.json));
}
