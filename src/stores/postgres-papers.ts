import { dayOf, type Paper } from '../papers/paper.ts';
import type { Clock, Store } from '../ports.ts';
import { type PostgresSql, type Run, toText } from './postgres-sql.ts';
import type { Row } from './sql.ts';
import { toInstant } from './tables/instant.ts';

/** Past every day that a paper can carry. */
const LAST_DAY = '9999-12-31';

/** Rows read at a time while walking all papers. */
const PAGE = 1000;

/** Held from the first change that a transaction records to its end, so that marks grow in the order of commits. */
const CHANGING = 0x50505243;

/** Adds to the record of changes, as the last that a transaction does, and wakes whoever listens. */
export async function recordChanges(
  run: Run,
  ids: readonly string[],
  writer: string,
  clock: Clock,
): Promise<void> {
  if (ids.length === 0) return;
  await run('SELECT pg_advisory_xact_lock($1)', CHANGING);
  await run(
    'INSERT INTO changes (paper, writer, at) SELECT paper, $2, $3 FROM unnest($1::text[]) AS changed (paper)',
    ...[ids, writer, clock.now().getTime()],
  );
  await run('NOTIFY paperboy_changes');
}

/** The papers, in PostgreSQL. */
export function createPostgresPapers(sql: PostgresSql, clock: Clock, writer: string): Store {
  return {
    async save(papers) {
      const layers = toLayers(papers.map(toRow));
      if (layers.length === 0) return;
      await sql.transaction(async (run) => {
        const changed: string[] = [];
        for (const rows of layers) changed.push(...(await saveRows(run, rows, clock)));
        await recordChanges(run, changed, writer, clock);
      });
    },

    async remove(ids) {
      await sql.transaction(async (run) => {
        const rows = await run('DELETE FROM papers WHERE id = ANY($1) RETURNING id', ids);
        await recordChanges(run, rows.map(toId), writer, clock);
      });
    },

    async get(ids) {
      const rows = await sql.run(
        `SELECT coalesce(own.json, renamed.json) AS json
        FROM unnest($1::text[]) WITH ORDINALITY AS wanted (id, position)
        LEFT JOIN papers AS own ON own.id = wanted.id
        LEFT JOIN paper_aliases ON alias = wanted.id
        LEFT JOIN papers AS renamed ON renamed.id = paper_id
        WHERE coalesce(own.json, renamed.json) IS NOT NULL ORDER BY position`,
        ids,
      );
      return rows.map(toPaper);
    },

    async *all() {
      let last = '';
      while (true) {
        const rows = await sql.run(
          'SELECT id, json FROM papers WHERE id > $1 ORDER BY id LIMIT $2',
          last,
          PAGE,
        );
        yield* rows.map(toPaper);
        if (rows.length < PAGE) return;
        last = String(rows.at(-1)?.id);
      }
    },

    async count() {
      const [row] = await sql.run('SELECT count(*) AS papers FROM papers');
      return Number(row?.papers);
    },

    async idAt(position) {
      if (position < 0) return undefined;
      const [row] = await sql.run('SELECT id FROM papers ORDER BY id LIMIT 1 OFFSET $1', position);
      return row && toId(row);
    },

    async days(limit, until = LAST_DAY) {
      const rows = await sql.run(
        `SELECT day, count(*) AS papers FROM papers WHERE day IS NOT NULL AND day <= $1
        GROUP BY day ORDER BY day DESC LIMIT $2`,
        ...[until, Math.max(0, limit)],
      );
      return rows.map((row) => ({ day: String(row.day), papers: Number(row.papers) }));
    },

    async onDay(day) {
      const rows = await sql.run('SELECT json FROM papers WHERE day = $1 ORDER BY upvotes DESC, id', day);
      return rows.map(toPaper);
    },

    async arrived(iso, fromDay, limit) {
      const after = toInstant(iso);
      const rows = await sql.run(
        `SELECT json FROM papers WHERE day >= $1 AND (arrived > $2 OR announced > $3)
        ORDER BY day DESC, upvotes DESC, id LIMIT $4`,
        ...[fromDay, after, after.slice(0, 10), Math.max(0, limit)],
      );
      return rows.map(toPaper);
    },
  };
}

/** What is kept of a paper; `title` is in JSON, where a character that PostgreSQL lacks is escaped. */
export interface PaperRow {
  id: string;
  json: string;
  title: string;
  version: number | null;
  day: string | null;
  announced: string | null;
  upvotes: number;
}

export function toRow(paper: Paper): PaperRow {
  const { title, version = null, announced = null, upvotes = 0 } = paper;
  const [id, json, day] = [toText(paper.id), JSON.stringify(paper), dayOf(paper) ?? null];
  return { id, json, title: JSON.stringify(title), version, day, announced, upvotes };
}

/** Lists in which no id stands twice, to be saved one after the other. Ordered by id, so that savers never cross. */
function toLayers(rows: readonly PaperRow[]): PaperRow[][] {
  const layers: Map<string, PaperRow>[] = [];
  for (const row of rows) {
    let layer = layers.find((each) => !each.has(row.id));
    if (layer === undefined) {
      layer = new Map();
      layers.push(layer);
    }
    layer.set(row.id, row);
  }
  return layers.map((layer) => [...layer.values()].sort((a, b) => (a.id < b.id ? -1 : 1)));
}

const GIVEN = `jsonb_to_recordset($1::jsonb)
  AS given (id text, json text, title text, version integer, day text, announced text, upvotes bigint)`;

/** Saves papers, and gives the ids of those that are new or changed. */
async function saveRows(run: Run, rows: readonly PaperRow[], clock: Clock): Promise<string[]> {
  const now = clock.now().toISOString();
  const ids = rows.map(toId);
  const given = JSON.stringify(rows);
  // Whoever saves the same papers waits here, and then sees what we saved.
  await run('SELECT id FROM papers WHERE id = ANY($1) ORDER BY id FOR UPDATE', ids);
  await run(
    `INSERT INTO paper_versions (paper_id, replaced_at, json)
    SELECT papers.id, $2, papers.json FROM papers JOIN ${GIVEN} ON given.id = papers.id
    WHERE papers.version IS DISTINCT FROM given.version OR papers.title <> given.title`,
    ...[given, now],
  );
  await run('DELETE FROM paper_aliases WHERE alias = ANY($1)', ids);
  const changed = await run(
    `INSERT INTO papers (id, json, title, version, day, announced, upvotes, arrived)
    SELECT id, json, title, version, day, announced, upvotes, $2 FROM ${GIVEN} ORDER BY id COLLATE "C"
    ON CONFLICT (id) DO UPDATE SET json = excluded.json, title = excluded.title, version = excluded.version,
    day = excluded.day, announced = excluded.announced, upvotes = excluded.upvotes
    WHERE papers.json <> excluded.json
    RETURNING id`,
    ...[given, now],
  );
  return changed.map(toId);
}

function toId(row: { id?: unknown }): string {
  return String(row.id);
}

export function toPaper(row: Row): Paper {
  return JSON.parse(String(row.json));
}
