import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCorpus } from '../../src/corpus.ts';
import type { Paper } from '../../src/papers/paper.ts';
import type { SearchEngine } from '../../src/ports.ts';
import { loadLance, openPaperTable } from '../../src/search/engines/lance-table.ts';
import { createLanceEngine } from '../../src/search/engines/lancedb.ts';
import { createMiniSearchEngine } from '../../src/search/engines/minisearch.ts';
import { parseQuery } from '../../src/search/query.ts';
import { createLog } from '../support/world.ts';

const folder = mkdtempSync(join(tmpdir(), 'paperboy-alike-'));
afterAll(() => rmSync(folder, { recursive: true }));

const QUERIES = [
  'moe',
  'mixture of experts',
  'sparse experts',
  'mamba',
  'diffusion video',
  'quantized weights',
  '1-bit',
  '"state space"',
  '"language models" -vision',
  'transformer -vision',
  'transfomer',
  'квантование',
  '大语言模型',
  'has:code lang:en sort:new',
  'diffusion after:2024-06 sort:new',
  'attention sort:votes',
  'cat:cs.CL',
  'how small can weights get before accuracy drops?',
  'which models route each token to several experts?',
];

describe('both engines on the seed corpus', () => {
  let papers: Paper[];
  let mini: SearchEngine;
  let lance: SearchEngine;

  beforeAll(async () => {
    ({ papers } = await readCorpus('seeds'));
    mini = createMiniSearchEngine();
    const packages = await loadLance();
    const db = await packages.lance.connect(folder);
    const engine = createLanceEngine(await openPaperTable(db, packages), createLog(), { mostFresh: 1 });
    await Promise.all([mini.add(papers), engine.add(papers)]);
    await engine.settled();
    lance = engine;
  });

  it.each(QUERIES)('answer alike: %s', async (text) => {
    const [expected, found] = await Promise.all(
      [mini, lance].map((engine) => engine.search(parseQuery(text), { offset: 0, limit: 20 })),
    );
    expect(found?.hits.map(({ id }) => id)).toEqual(expected?.hits.map(({ id }) => id));
    expect(found?.also).toEqual(expected?.also);
    expect(found?.corrected).toBe(expected?.corrected);
  });

  it('find the same papers similar, for the same reasons', async () => {
    for (const paper of papers.filter((_, at) => at % 40 === 0)) {
      const [expected, found] = await Promise.all([mini.similar(paper, 5), lance.similar(paper, 5)]);
      expect(found.map(({ id, shared }) => ({ id, shared }))).toEqual(
        expected.map(({ id, shared }) => ({ id, shared })),
      );
    }
  });

  it('complete titles and name topics alike', async () => {
    for (const prefix of ['m', 'mixt', 'state sp', 'diff', '']) {
      expect(await lance.complete(prefix, 10)).toEqual(await mini.complete(prefix, 10));
      expect(await lance.topics(prefix, 10)).toEqual(await mini.topics(prefix, 10));
    }
  });
});
