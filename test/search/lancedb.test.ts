import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { SearchEngine } from '../../src/ports.ts';
import { loadLance, openPaperTable } from '../../src/search/engines/lance-table.ts';
import { createLanceEngine, type LanceEngine } from '../../src/search/engines/lancedb.ts';
import { parseQuery } from '../../src/search/query.ts';
import { testEngine } from '../contracts/engine.ts';
import { ENGINE_PAPERS } from '../contracts/engine-papers.ts';
import { createLog } from '../support/world.ts';

const folder = mkdtempSync(join(tmpdir(), 'paperboy-lance-'));
afterAll(() => rmSync(folder, { recursive: true }));
let count = 0;

async function create(mostFresh?: number): Promise<LanceEngine> {
  const packages = await loadLance();
  count += 1;
  const db = await packages.lance.connect(join(folder, `${count}`));
  return createLanceEngine(
    await openPaperTable(db, packages),
    createLog(),
    mostFresh === undefined ? {} : { mostFresh },
  );
}

/** Every change waits until LanceDB's indexes have it, so that they answer, and nothing else. */
function settling(engine: LanceEngine): SearchEngine {
  return {
    ...engine,
    add: async (papers) => {
      await engine.add(papers);
      await engine.settled();
    },
    remove: async (ids) => {
      await engine.remove(ids);
      await engine.settled();
    },
  };
}

testEngine('LanceDB', () => create());
testEngine('LanceDB, all indexed,', async () => settling(await create(1)));

it('LanceDB that fails is told calmly, with its own words as the cause', async () => {
  const packages = await loadLance();
  const db = await packages.lance.connect(join(folder, 'failing'));
  const table = await openPaperTable(db, packages);
  const engine = createLanceEngine(table, createLog());
  await engine.add(ENGINE_PAPERS);
  table.close();
  await expect(engine.search(parseQuery('moe'), { offset: 0, limit: 5 })).rejects.toMatchObject({
    name: 'UnavailableError',
    message: 'The search index cannot be read at the moment.',
    cause: expect.any(Error),
  });
});

it('LanceDB shows a paper once that two processes put into one index', async () => {
  const packages = await loadLance();
  const place = join(folder, 'shared');
  const open = async () => {
    const table = await openPaperTable(await packages.lance.connect(place), packages);
    return settling(createLanceEngine(table, createLog(), { mostFresh: 1 }));
  };
  const engines = [await open(), await open()];
  for (const engine of engines) await engine.add(ENGINE_PAPERS);
  for (const engine of engines) {
    const { hits, total } = await engine.search(
      parseQuery('how do sparse experts with dynamic routing learn to choose tokens?'),
      { offset: 0, limit: 50 },
    );
    const ids = hits.map(({ id }) => id);
    expect(ids[0]).toBe('dynamic');
    expect(ids).toEqual([...new Set(ids)]);
    expect(total).toBe(ids.length);
  }
});
