import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { Paper } from '../../src/papers/paper.ts';
import { type EngineChoice, type OpenedEngine, openEngine } from '../../src/search/engines/open.ts';
import { parseQuery } from '../../src/search/query.ts';
import { createMemoryStore } from '../../src/stores/memory.ts';
import { openSqliteStore } from '../../src/stores/sqlite.ts';
import { ENGINE_PAPERS } from '../contracts/engine-papers.ts';
import { createLog } from '../support/world.ts';

const folder = mkdtempSync(join(tmpdir(), 'paperboy-index-'));
afterAll(() => rmSync(folder, { recursive: true }));
const opened: OpenedEngine[] = [];
afterEach(async () => {
  for (const each of opened.splice(0)) await each.close();
});

let count = 0;

/** A store with some papers, an index folder of its own, and a way to open the engine over both. */
async function createPlace(papers: readonly Paper[] = ENGINE_PAPERS) {
  count += 1;
  const store = createMemoryStore();
  await store.save(papers);
  const log = createLog();
  const indexUrl = join(folder, `${count}`);
  const open = async (engine: EngineChoice['engine'] = 'lancedb', world: object = {}) => {
    const one = await openEngine({ engine, indexUrl }, { store, log, ...world });
    opened.push(one);
    return one;
  };
  const says = () => log.entries.map(({ message }) => message).join('\n');
  return { store, open, says, indexUrl };
}

async function idsOf({ engine }: OpenedEngine, text: string): Promise<string[]> {
  const { hits } = await engine.search(parseQuery(text), { offset: 0, limit: 50 });
  return hits.map(({ id }) => id);
}

const zebra: Paper = {
  id: 'zebra',
  title: 'Zebras',
  abstract: 'Stripes.',
  lang: 'en',
  foundIn: [{ document: 'test', line: 1 }],
};

describe('the engine that is opened', () => {
  it('is MiniSearch for few papers and LanceDB for many, and the log says so', async () => {
    const { open, says } = await createPlace();
    expect((await open('auto')).name).toBe('minisearch');
    expect(says()).toBe('');
    expect((await open('auto', { mostInMemory: ENGINE_PAPERS.length - 1 })).name).toBe('lancedb');
    expect(says()).toContain('searched with LanceDB');
  });

  it('is MiniSearch where LanceDB is not installed, and the log says what to install', async () => {
    const { open, says } = await createPlace();
    const load = () => Promise.reject(new Error('Cannot find package'));
    const engine = await open('lancedb', { load });
    expect(engine.name).toBe('minisearch');
    expect(await idsOf(engine, 'gpt-4')).toEqual(['gpt4']);
    expect(says()).toContain('npm install @lancedb/lancedb');
  });

  it('does not load LanceDB for MiniSearch', async () => {
    const { open } = await createPlace();
    const load = () => Promise.reject(new Error('loaded'));
    expect((await open('auto', { load })).name).toBe('minisearch');
  });

  it('is made by one of several processes that start at once on one index, and is LanceDB for each', async () => {
    const database = await openSqliteStore(':memory:', { now: () => new Date() });
    await database.save(ENGINE_PAPERS);
    const { open, says } = await createPlace();
    const engines = await Promise.all([1, 2, 3].map(() => open('lancedb', { store: database })));
    expect(engines.map(({ name }) => name)).toEqual(['lancedb', 'lancedb', 'lancedb']);
    for (const engine of engines) expect(await idsOf(engine, 'moe')).toHaveLength(3);
    expect(
      says()
        .split('\n')
        .filter((line) => line.includes('cannot')),
    ).toEqual([]);
    await database.close();
  });

  it('answers the same from an index that was there, and writes nothing where nothing changed', async () => {
    const { open, indexUrl } = await createPlace();
    const files = () => readdirSync(indexUrl, { recursive: true }).sort();
    const before = await idsOf(await open(), 'moe');
    const written = files();
    expect(await idsOf(await open(), 'moe')).toEqual(before);
    expect(files()).toEqual(written);
  });

  it('catches up with what the store learned, changed and forgot meanwhile', async () => {
    const { open, store } = await createPlace();
    await (await open()).close();
    await store.save([zebra, { ...zebra, id: 'mamba', title: 'Yaks' }]);
    await store.remove(['gpt4']);
    const engine = await open();
    expect(await idsOf(engine, 'zebra')).toEqual(['zebra']);
    expect(await idsOf(engine, 'yak')).toEqual(['mamba']);
    expect(await idsOf(engine, 'constructor')).toEqual([]);
  });

  it('indexes anew where another analysis made the index', async () => {
    const { open, store } = await createPlace([zebra]);
    await (await open()).close();
    // To the index, an acronym that only other papers teach is another analysis.
    const teaches = {
      ...zebra,
      id: 'teacher',
      title: 'Teaching',
      abstract: 'We see zebra yak foxes (ZYFs).',
    };
    await store.save([teaches, { ...zebra, id: 'pupil', abstract: 'Zebra yak foxes run.' }]);
    await (await open()).close();
    await store.save([{ ...teaches, abstract: 'Nothing.' }]);
    expect(await idsOf(await open(), 'zyf')).toEqual([]);
  });

  it('makes a damaged index anew, and says so', async () => {
    const { open, says, indexUrl } = await createPlace();
    await (await open()).close();
    const damaged = readdirSync(indexUrl, { recursive: true, encoding: 'utf8' }).filter((name) =>
      /\.(manifest|lance|txn)$/.test(name),
    );
    for (const name of damaged) {
      if (!name.endsWith('papers.lance')) writeFileSync(join(indexUrl, name), 'damaged');
    }
    expect(await idsOf(await open(), 'gpt-4')).toEqual(['gpt4']);
    expect(says()).toContain('the search index cannot be used');
  });

  it('lets two bots read one index', async () => {
    const { open } = await createPlace();
    const first = await open();
    const second = await open();
    expect(await idsOf(second, 'moe')).toEqual(await idsOf(first, 'moe'));
  });
});
