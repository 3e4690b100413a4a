import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { SearchEngine } from '../../src/ports.ts';
import { loadLance, openPaperTable } from '../../src/search/engines/lance-table.ts';
import { createLanceEngine, type LanceEngine } from '../../src/search/engines/lancedb.ts';
import { testEngine } from '../contracts/engine.ts';
import { createLog } from '../support/world.ts';

const folder = mkdtempSync(join(tmpdir(), 'paperboy-lance-'));
afterAll(() => rmSync(folder, { recursive: true }));
let count = 0;

async function create(mostFresh?: number): Promise<LanceEngine> {
  const packages = await loadLance();
  count += 1;
  const db = await packages.lance.connect(join(folder, `${count}`));
  return createLanceEngine(await openPaperTable(db, packages), createLog(), mostFresh);
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
