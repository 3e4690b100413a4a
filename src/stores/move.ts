import type { Paper } from '../papers/paper.ts';
import { openPool } from './postgres-database.ts';
import { toRow } from './postgres-papers.ts';
import { createPostgresSql } from './postgres-sql.ts';
import type { Row, Sql } from './sql.ts';

/** What became of one table. */
export interface Moved {
  table: string;
  /** Rows in the file. */
  from: number;
  /** Rows that came over now. */
  moved: number;
  /** Rows in PostgreSQL at the end. */
  to: number;
}

/** What became of the tables, and whether it was all of them. */
export interface Moving {
  tables: Moved[];
  isWhole: boolean;
}

/** A table as the file has it, and how it is read there and written in PostgreSQL. */
interface Table {
  name: string;
  /** What tells rows apart; of paper versions, which have no such thing, all of it does. */
  key: readonly string[];
  columns: readonly string[];
  /** Of these, the numbers. */
  numbers?: readonly string[];
  /** What is done where PostgreSQL has the row already; nothing where absent. */
  onConflict?: string;
  /** Columns that PostgreSQL has beside. */
  more?: (row: Row) => Row;
}

/** Rows without a key of their own: SQLite counts them, and we tell them apart by all that they hold. */
const VERSIONS = 'paper_versions';

/**
 * All that is to last. Turns, leases, keys of answered events, debts and the record of changes mean nothing a few hours later, and
 * what threads were about only helps follow-ups.
 */
const TABLES: readonly Table[] = [
  {
    name: 'papers',
    key: ['id'],
    columns: ['id', 'json', 'arrived', 'title', 'version', 'day', 'announced', 'upvotes'],
    numbers: ['version', 'upvotes'],
    onConflict:
      '(id) DO UPDATE SET arrived = excluded.arrived WHERE excluded.arrived COLLATE "C" < papers.arrived',
    more: ({ json }) => ({ ...toRow(parsePaper(json)) }),
  },
  {
    name: VERSIONS,
    key: ['paper_id', 'replaced_at', 'json'],
    columns: ['paper_id', 'replaced_at', 'json'],
  },
  { name: 'paper_aliases', key: ['alias'], columns: ['alias', 'paper_id'] },
  { name: 'sync_states', key: ['source'], columns: ['source', 'json'] },
  { name: 'places_with_cards', key: ['id'], columns: ['id'] },
  { name: 'installations', key: ['key'], columns: ['key', 'json'] },
  {
    name: 'subscriptions',
    key: ['id'],
    columns: ['id', 'place', 'server', 'made_at', 'made_by', 'is_paused', 'json'],
    numbers: ['is_paused'],
  },
  {
    name: 'deliveries',
    key: ['subscription', 'day'],
    columns: ['subscription', 'day', 'state', 'claimed_at', 'token', 'lease_ends', 'message', 'why'],
    numbers: ['lease_ends'],
  },
  {
    name: 'delivery_papers',
    key: ['subscription', 'day', 'position'],
    columns: ['subscription', 'day', 'position', 'paper'],
    numbers: ['position'],
  },
  {
    name: 'votes',
    key: ['server', 'person', 'paper'],
    columns: ['server', 'person', 'paper', 'vote', 'at'],
    numbers: ['vote'],
  },
  { name: 'saved', key: ['server', 'person', 'paper'], columns: ['server', 'person', 'paper', 'at'] },
  {
    name: 'sightings',
    key: ['server', 'paper', 'place'],
    columns: ['server', 'paper', 'place', 'place_name', 'person', 'name', 'at', 'url'],
  },
  { name: 'removed_servers', key: ['server'], columns: ['server', 'at'] },
  { name: 'present_servers', key: ['server'], columns: ['server'] },
];

/** Rows that are moved in one transaction. */
const PAGE = 500;

/**
 * Copies a SQLite store into a PostgreSQL one, table by table. What is there already stays as it is, so that it may be
 * broken off and begun again; a paper that came earlier in the file counts as come then.
 *
 * @param url see {@link openPool}
 * @param onProgress called after each page with the rows of the table that were read
 */
export async function moveStore(
  from: Sql,
  url: string,
  signal: AbortSignal,
  onProgress: (table: string, rows: number) => void,
): Promise<Moving> {
  const pool = await openPool(url);
  try {
    const to = createPostgresSql(pool);
    const tables: Moved[] = [];
    for (const table of TABLES) {
      let [read, moved] = [0, 0];
      for await (const rows of pages(from, table)) {
        if (signal.aborted) return { tables, isWhole: false };
        moved += await write(to, table, rows);
        read += rows.length;
        onProgress(table.name, read);
      }
      tables.push({ table: table.name, from: read, moved, to: await count(to, table.name) });
    }
    return { tables, isWhole: true };
  } finally {
    await pool.end();
  }
}

async function* pages(from: Sql, { name, key, columns, more }: Table): AsyncGenerator<Row[]> {
  const walk = name === VERSIONS ? ['rowid'] : key;
  const own = more ? ['id', 'json', 'arrived'] : columns;
  const select = `SELECT ${[...new Set([...walk, ...own])].join(', ')} FROM ${name}`;
  const order = `ORDER BY ${walk.join(', ')} LIMIT ${PAGE}`;
  const places = walk.map((_, n) => `$${n + 1}`).join(', ');
  let rows = await from.run(`${select} ${order}`);
  while (rows.length > 0) {
    yield rows;
    const last = walk.map((column) => toKey(rows.at(-1)?.[column]));
    rows = await from.run(`${select} WHERE (${walk.join(', ')}) > (${places}) ${order}`, ...last);
  }
}

async function write(to: Sql, { name, key, columns, numbers, onConflict, more }: Table, rows: Row[]) {
  const full = more ? rows.map((row) => ({ ...more(row), ...row })) : rows;
  const lists = columns.map((column) => full.map((row) => toCell(row[column])));
  const types = columns.map((column, n) => `$${n + 1}::${numbers?.includes(column) ? 'bigint' : 'text'}[]`);
  const same = key.map((each) => `${name}.${each} = given.${each}`).join(' AND ');
  const written = await to.run(
    `INSERT INTO ${name} (${columns.join(', ')})
    SELECT ${columns.join(', ')} FROM unnest(${types.join(', ')}) WITH ORDINALITY AS given (${columns.join(', ')}, nth)
    ${name === VERSIONS ? `WHERE NOT EXISTS (SELECT 1 FROM ${name} WHERE ${same})` : ''} ORDER BY nth
    ON CONFLICT ${onConflict ?? 'DO NOTHING'} RETURNING ${key[0]}`,
    ...lists,
  );
  return written.length;
}

async function count(sql: Sql, table: string): Promise<number> {
  const [row] = await sql.run(`SELECT count(*) AS rows FROM ${table}`);
  return Number(row?.rows);
}

function toKey(value: unknown): string | number {
  return typeof value === 'number' ? value : String(value);
}

function toCell(value: unknown): string | null {
  return value === null || value === undefined ? null : String(value);
}

function parsePaper(json: unknown): Paper {
  return JSON.parse(String(json));
}
