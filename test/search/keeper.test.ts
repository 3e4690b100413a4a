import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { Paper } from '../../src/papers/paper.ts';
import { type EngineChoice, type OpenedEngine, openEngine } from '../../src/search/engines/open.ts';
import { createSnapshotFile } from '../../src/search/engines/snapshot.ts';
import { parseQuery } from '../../src/search/query.ts';
import type { Database } from '../../src/stores/database.ts';
import { openSqliteStore } from '../../src/stores/sqlite.ts';
import { ENGINE_PAPERS } from '../contracts/engine-papers.ts';
import { createLog } from '../support/world.ts';

const DAY = 24 * 60 * 60_000;
const folder = mkdtempSync(join(tmpdir(), 'paperboy-kept-'));
afterAll(() => rmSync(folder, { recursive: true }));
const leftOpen = new Set<{ close(): unknown }>();
afterEach(async () => {
  for (const each of leftOpen) await each.close();
  leftOpen.clear();
});

let count = 0;

/** A database with some papers, and a way to start over it again and again; `reads` counts how often all of it was read. */
async function createPlace() {
  count += 1;
  const at = join(folder, `${count}`);
  const time = { now: Date.parse('2026-05-01') };
  const clock = { now: () => new Date(time.now) };
  const store: Database = await openSqliteStore(`${at}.db`, clock);
  leftOpen.add(store);
  await store.save(ENGINE_PAPERS);
  const log = createLog();
  const reads = { all: 0 };
  const counted = {
    get: store.get,
    count: store.count,
    changes: store.changes,
    all: () => {
      reads.all += 1;
      return store.all();
    },
  };
  const start = async (engine: EngineChoice['engine']): Promise<OpenedEngine> => {
    reads.all = 0;
    const choice = { engine, indexUrl: `${at}-index` };
    return await openEngine(choice, { store: counted, log, clock, snapshots: `${at}-kept` });
  };
  const fileOf = (): string => {
    const [name = 'none'] = readdirSync(`${at}-kept`);
    return join(`${at}-kept`, name);
  };
  /** As another process does it: written to the database, seen by this one as somebody else's. */
  const elsewhere = async (work: (other: Database) => Promise<unknown>): Promise<void> => {
    const other = await openSqliteStore(`${at}.db`, clock);
    await work(other);
    await other.close();
  };
  return { store, start, reads, time, fileOf, elsewhere, log };
}

const zebra: Paper = {
  id: 'zebra',
  title: 'Zebras',
  abstract: 'Stripes of mixture of experts.',
  lang: 'en',
  foundIn: [{ document: 'test', line: 1 }],
};

/** All that an engine can be asked, so that one can be compared with another. */
async function answersOf({ engine }: OpenedEngine): Promise<unknown> {
  const queries = [
    'moe',
    'gpt-4',
    '"state space"',
    'transfomer',
    'zebra',
    'how do experts choose tokens for training?',
  ];
  const page = { offset: 0, limit: 20 };
  return {
    found: await Promise.all(queries.map((text) => engine.search(parseQuery(text), page))),
    similar: await Promise.all(ENGINE_PAPERS.map((paper) => engine.similar(paper, 3))),
    titles: await engine.complete('m', 10),
    topics: await engine.topics('', 50),
    counts: await engine.papersWith(['zebra', 'training', 'moe']),
  };
}

describe.each(['minisearch', 'lancedb'] as const)('%s between two starts', (name) => {
  it('answers everything as before, without reading all papers', async () => {
    const { start, reads } = await createPlace();
    const first = await start(name);
    const before = await answersOf(first);
    expect(reads.all).toBeGreaterThan(0);
    await first.close();
    const second = await start(name);
    expect(reads.all).toBe(0);
    expect(await answersOf(second)).toEqual(before);
    await second.close();
  });

  it('learns what came, changed and went meanwhile, as if it had been there from the start', async () => {
    const { start, reads, store, elsewhere } = await createPlace();
    await (await start(name)).close();
    await elsewhere((other) => other.save([zebra, { ...zebra, id: 'mamba', title: 'Yaks' }]));
    await elsewhere((other) => other.remove(['gpt4']));
    const resumed = await start(name);
    expect(reads.all).toBe(0);
    const answers = await answersOf(resumed);
    await resumed.close();
    const anew = await openEngine(
      { engine: name, indexUrl: join(folder, `anew-${name}`) },
      { store, log: createLog() },
    );
    expect(answers).toEqual(await answersOf(anew));
    await anew.close();
  });

  it('goes on from what it was told to have followed', async () => {
    const { start, store, reads } = await createPlace();
    const first = await start(name);
    await store.save([zebra]);
    await first.engine.add([zebra]);
    await first.close(await store.changes.mark());
    const second = await start(name);
    expect(reads.all).toBe(0);
    expect((await second.engine.search(parseQuery('zebra'), { offset: 0, limit: 5 })).total).toBe(1);
    await second.close();
  });

  it('reads all papers again where what was kept is damaged', async () => {
    const { start, reads, fileOf } = await createPlace();
    const first = await start(name);
    const before = await answersOf(first);
    await first.close();
    const bytes = readFileSync(fileOf());
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 0xff;
    writeFileSync(fileOf(), bytes);
    const second = await start(name);
    expect(reads.all).toBeGreaterThan(0);
    expect(await answersOf(second)).toEqual(before);
    await second.close();
  });

  it('reads all papers again where the record of changes no longer goes as far back', async () => {
    const { start, reads, time } = await createPlace();
    await (await start(name)).close();
    time.now += 6.5 * DAY;
    await (await start(name)).close();
    expect(reads.all).toBeGreaterThan(0);
  });

  it('reads all papers again where the database is not the one that it knew', async () => {
    const { start, reads, store } = await createPlace();
    await (await start(name)).close();
    await store.save([zebra]);
    // Written by nobody: as a database that was restored.
    const lost = { ...store.changes, since: async (mark: number) => ({ ids: [], mark }) };
    Object.assign(store.changes, lost);
    await (await start(name)).close();
    expect(reads.all).toBeGreaterThan(0);
  });
});

describe('a snapshot', () => {
  it('of another analysis is not read', async () => {
    const path = join(folder, 'versions', 'one.snapshot');
    const snapshot = { dump: { words: ['a'] }, mark: 3, at: 5 };
    await createSnapshotFile(path, 'v1').write(snapshot);
    expect(await createSnapshotFile(path, 'v1').read()).toEqual(snapshot);
    expect(await createSnapshotFile(path, 'v2').read()).toBeUndefined();
  });

  it.each([0, 5, 20, 60])('that was cut to %i bytes is not read', async (length) => {
    const path = join(folder, 'cut', `${length}.snapshot`);
    const file = createSnapshotFile(path, 'v1');
    await file.write({ dump: { words: ['some', 'words', 'that', 'take', 'their', 'room'] }, mark: 3, at: 5 });
    writeFileSync(path, readFileSync(path).subarray(0, length));
    expect(await file.read()).toBeUndefined();
  });

  it('that is not there is not read', async () => {
    expect(await createSnapshotFile(join(folder, 'nowhere'), 'v1').read()).toBeUndefined();
  });
});
