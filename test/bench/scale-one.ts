import { percentile } from './percentile.ts';
import type { ScaleFigures } from './scale.ts';
import { CONTESTANTS } from './scale-engines.ts';
import { readPapers } from './scale-papers.ts';
import { toQueries } from './scale-queries.ts';
import { timesOf } from './times.ts';

/** Measures one engine in a process of its own and prints its figures, a line of JSON each as soon as it is known. */
const [engine = '', path = '', most = '10000'] = process.argv.slice(2);
const create = CONTESTANTS[engine];
if (!create) throw new Error(`no engine is called ${engine}`);

const QUERIES = 200;
const MB = 2 ** 20;

const papers = await readPapers(path, Number(most));
const before = process.memoryUsage.rss();
const began = performance.now();
const contestant = await create(papers);
const buildS = (performance.now() - began) / 1000;

const base = { engine, papers: papers.length, buildS };
const report = (kind: string, times: readonly number[]): void => {
  const figures: ScaleFigures = {
    ...base,
    kind,
    // The papers themselves, which the bench holds, are not the engine's.
    rssMb: (process.memoryUsage.rss() - before) / MB,
    p50ms: percentile(times, 0.5),
    p99ms: percentile(times, 0.99),
  };
  process.stdout.write(`${JSON.stringify(figures)}\n`);
};

const queries = toQueries(papers, QUERIES);
for (const [kind, texts] of Object.entries(queries)) {
  // They take no phrases and conditions as we do.
  if (kind === 'phrase' || kind === 'filtered') continue;
  report(kind, await timesOf(texts, (text) => contestant.search(text)));
}
process.exit(0);
