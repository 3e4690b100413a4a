import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, it } from 'vitest';
import { UnavailableError, UserError } from '../../src/errors.ts';
import { openSqliteStore } from '../../src/stores/sqlite.ts';
import { MIGRATIONS, migrate } from '../../src/stores/sqlite-migrations.ts';
import { makePaper } from '../contracts/store.ts';

const folder = mkdtempSync(join(tmpdir(), 'paperboy-files-'));
afterAll(() => rmSync(folder, { recursive: true }));

const clock = { now: () => new Date('2024-11-27T00:00:00Z') };
const open = (path: string) => openSqliteStore(path, clock);

/** A closed database with papers enough for many pages. */
async function fill(path: string, papers = 300): Promise<void> {
  const store = open(path);
  await store.save(
    Array.from({ length: papers }, (_, n) => makePaper({ id: `p${n}`, abstract: 'word '.repeat(200) })),
  );
  store.close();
}

function exec(path: string, sql: string): void {
  const db = new DatabaseSync(path);
  db.exec(sql);
  db.close();
}

describe('a file that is no store of ours', () => {
  const refused: { what: string; make: (path: string) => void | Promise<void>; says: RegExp }[] = [
    {
      what: 'a text file',
      make: (path) => writeFileSync(path, 'notes\n'.repeat(999)),
      says: /damaged or not a SQLite/,
    },
    {
      what: 'a database whose first page is overwritten',
      make: async (path) => {
        await fill(path);
        writeFileSync(path, Buffer.concat([Buffer.alloc(4096, 7), readFileSync(path).subarray(4096)]));
      },
      says: /damaged or not a SQLite/,
    },
    {
      what: 'a database cut off in the middle',
      make: async (path) => {
        await fill(path);
        truncateSync(path, 100_000);
      },
      says: /damaged or not a SQLite/,
    },
    {
      what: 'a database with a damaged page in the middle',
      make: async (path) => {
        await fill(path);
        const bytes = readFileSync(path);
        writeFileSync(path, bytes.fill(0xff, 40 * 4096, 41 * 4096));
      },
      says: /damaged or not a SQLite/,
    },
    {
      what: "another program's database",
      make: (path) => exec(path, 'CREATE TABLE bookmarks (url TEXT)'),
      says: /belongs to another program/,
    },
    {
      what: "another program's database marked as such",
      make: (path) => exec(path, 'PRAGMA application_id = 7; PRAGMA user_version = 1'),
      says: /belongs to another program/,
    },
    {
      what: 'a store of a newer Paperboy',
      make: async (path) => {
        await fill(path);
        exec(path, `PRAGMA user_version = ${MIGRATIONS.length + 1}`);
      },
      says: /newer Paperboy .*Update Paperboy, or set DATA_DIR/,
    },
  ];

  it.each(refused)('is refused and left as it is: $what', async ({ what, make, says }) => {
    const path = join(folder, `${what.replace(/\W/g, '-')}.db`);
    await make(path);
    const before = readFileSync(path);
    expect(() => open(path)).toThrow(UserError);
    expect(() => open(path)).toThrow(says);
    expect(readFileSync(path).equals(before)).toBe(true);
    expect(existsSync(`${path}-wal`)).toBe(false);
  });

  it('is refused with a reason where it is a folder', () => {
    expect(() => open(folder)).toThrow(/cannot be opened .*Check that the folder exists/);
  });

  it('is refused with a reason where it is noise', () => {
    const path = join(folder, 'noise.db');
    writeFileSync(path, Buffer.alloc(8192, 'SQLite format 4'));
    expect(() => open(path)).toThrow(/damaged or not a SQLite/);
  });

  it('is refused with a reason where its folder cannot be made', () => {
    writeFileSync(join(folder, 'occupied'), '');
    expect(() => open(join(folder, 'occupied/paperboy.db'))).toThrow(/cannot be opened/);
  });

  const asRoot = process.getuid?.() === 0 ? ' (skipped: root may write to every file)' : '';
  it.skipIf(asRoot !== '')(`is refused with a reason where it may not be written to${asRoot}`, async () => {
    const path = join(folder, 'read-only.db');
    await fill(path);
    chmodSync(path, 0o400);
    expect(() => open(path)).toThrow(/cannot be opened/);
  });
});

describe('a store that breaks while it is open', () => {
  it('says calmly that the database is damaged, and keeps the cause', async () => {
    const path = join(folder, 'breaks.db');
    // More than SQLite keeps in memory, so that it has to read the file again.
    await fill(path, 4000);
    const bytes = readFileSync(path);
    bytes.fill(0xff, 3 * 4096);
    const store = open(path);
    writeFileSync(path, bytes);
    const failure = await store.get(Array.from({ length: 4000 }, (_, n) => `p${n}`)).then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(UnavailableError);
    expect(failure).toHaveProperty('message', expect.stringMatching(/damaged.*backup/));
    expect(failure).toHaveProperty('cause.errcode');
    store.close();
  });
});

describe('migrations', () => {
  const first = 'CREATE TABLE one (n INTEGER)';
  const second = 'CREATE TABLE two (n INTEGER)';
  const tables = (db: DatabaseSync) =>
    db
      .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
      .all()
      .map((row) => row.name);

  it('run in order, each once, and go on from where the file stands', () => {
    const db = new DatabaseSync(':memory:');
    migrate(db, [first]);
    migrate(db, [first, second]);
    migrate(db, [first, second]);
    expect(tables(db)).toEqual(['one', 'two']);
    expect(db.prepare('PRAGMA user_version').get()).toEqual({ user_version: 2 });
  });

  it('leave the file at the last whole step where one fails', () => {
    const db = new DatabaseSync(':memory:');
    expect(() => migrate(db, [first, `${second}; CREATE TABLE one (n INTEGER)`])).toThrow(/already exists/);
    expect(tables(db)).toEqual(['one']);
    migrate(db, [first, second]);
    expect(tables(db)).toEqual(['one', 'two']);
  });
});
