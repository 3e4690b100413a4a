import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Clock } from '../../src/ports.ts';
import { openSqliteStore } from '../../src/stores/sqlite.ts';
import { testDatabase } from '../contracts/databases.ts';
import { makePaper } from '../contracts/store.ts';

const folder = mkdtempSync(join(tmpdir(), 'paperboy-sqlite-'));
afterAll(() => rmSync(folder, { recursive: true }));

const clock: Clock = { now: () => new Date('2024-11-27T00:00:00Z') };
let files = 0;

function newPath(): string {
  files += 1;
  return join(folder, `made/on/the/way/${files}.db`);
}

function create(at: Clock = clock) {
  const path = newPath();
  const store = openSqliteStore(path, at);
  const opened = [store];
  const openAgain = () => {
    const again = openSqliteStore(path, at);
    opened.push(again);
    return again;
  };
  const close = () => {
    for (const each of opened) each.close();
  };
  return { store, openAgain, close };
}

testDatabase('SQLite', create);

describe('the SQLite store', () => {
  it('still has everything when it is opened again', async () => {
    const path = newPath();
    const first = openSqliteStore(path, clock);
    await first.save([makePaper({ id: 'a' }), makePaper({ id: 'b', title: 'Old' })]);
    await first.save([makePaper({ id: 'b', title: 'New' })]);
    await first.rename('a', 'b');
    await first.writeSync('huggingface', { triedAt: '2024-11-27T00:00:00.000Z' });
    first.close();
    const second = openSqliteStore(path, clock);
    expect((await second.get(['a'])).map((paper) => paper.title)).toEqual(['New']);
    expect((await second.earlier('b')).map((entry) => entry.paper.title)).toEqual(['Old']);
    expect(await second.readSync('huggingface')).toEqual({ triedAt: '2024-11-27T00:00:00.000Z' });
    second.close();
  });

  it('saves all the papers of a call or none', async () => {
    const { store, close } = create();
    const endless: { links?: object } = {};
    endless.links = [endless];
    const bad = Object.assign(makePaper({ id: 'bad' }), endless);
    await expect(store.save([makePaper({ id: 'good' }), bad])).rejects.toThrow(TypeError);
    expect(await store.count()).toBe(0);
    await store.save([makePaper({ id: 'good' })]);
    expect(await store.count()).toBe(1);
    close();
  });

  it('sees at once what another connection wrote', async () => {
    const path = newPath();
    const [one, other] = [openSqliteStore(path, clock), openSqliteStore(path, clock)];
    await one.save([makePaper({ id: 'a' })]);
    await other.save([makePaper({ id: 'b' })]);
    expect(await one.count()).toBe(2);
    expect(await other.get(['a'])).toHaveLength(1);
    expect([await one.takeTurn('arxiv', 3000), await other.takeTurn('arxiv', 3000)]).toEqual([0, 3000]);
    one.close();
    other.close();
  });

  it('may be closed twice', () => {
    const { close } = create();
    close();
    expect(close).not.toThrow();
  });

  it('forgets a store in memory with its closing', async () => {
    const store = openSqliteStore(':memory:', clock);
    await store.save([makePaper({ id: 'a' })]);
    expect(await store.count()).toBe(1);
    store.close();
  });
});
