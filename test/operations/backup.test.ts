import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { backupDatabase } from '../../src/operations/backup.ts';
import { openSqliteStore } from '../../src/stores/sqlite.ts';
import { makePaper } from '../contracts/store.ts';

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

const clock = { now: () => new Date('2026-11-22T12:00:00Z') };

async function open() {
  const folder = await mkdtemp(join(tmpdir(), 'paperboy-backup-'));
  folders.push(folder);
  return { folder, config: readConfig({ DATA_DIR: folder }), file: join(folder, 'copy', 'backup.db') };
}

describe('npm start -- backup', () => {
  it('copies what is there while a bot holds the database open and writes, and the copy opens as a database', async () => {
    const { folder, config } = await open();
    const store = openSqliteStore(join(folder, 'paperboy.db'), clock);
    await store.save([makePaper({ id: 'a' })]);
    const file = join(folder, 'backup.db');
    const [{ json }] = await Promise.all([
      backupDatabase.run([file], { config }),
      store.save(Array.from({ length: 200 }, (_, n) => makePaper({ id: `b${n}` }))),
    ]);
    store.close();
    const copy = openSqliteStore(file, clock);
    // The moment lies before or after the transaction, never within.
    expect([1, 201]).toContain(await copy.count());
    copy.close();
    expect(json).toMatchObject({ file, bytes: expect.any(Number) });
    expect((await readdir(folder)).filter((name) => name.includes('.part'))).toEqual([]);
  });

  it('says what to mend, and leaves nothing half-done', async () => {
    const { folder, config, file } = await open();
    await expect(backupDatabase.run([], { config })).rejects.toMatchObject({ name: 'UserError' });
    await expect(backupDatabase.run([file], { config })).rejects.toThrow('There is no database');
    openSqliteStore(join(folder, 'paperboy.db'), clock).close();
    await expect(backupDatabase.run([file], { config })).rejects.toThrow(/^I cannot write/);
    expect(await readdir(folder)).toEqual(['paperboy.db']);
  });
});
