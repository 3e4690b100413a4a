import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { loadLance, openPaperTable } from '../../src/search/engines/lance-table.ts';
import { createLanceEngine } from '../../src/search/engines/lancedb.ts';
import { testEngine } from '../contracts/engine.ts';
import { createLog } from '../support/world.ts';

const folder = mkdtempSync(join(tmpdir(), 'paperboy-lance-'));
afterAll(() => rmSync(folder, { recursive: true }));
let count = 0;

testEngine('LanceDB', async () => {
  const packages = await loadLance();
  count += 1;
  const db = await packages.lance.connect(join(folder, `${count}`));
  return createLanceEngine(await openPaperTable(db, packages), createLog());
});
