import { monitorEventLoopDelay } from 'node:perf_hooks';
import { readEntries } from '../../src/import/entries.ts';
import { openInput } from '../../src/import/input.ts';
import type { Paper } from '../../src/papers/paper.ts';
import { percentile } from './percentile.ts';
import type { ScaleFigures } from './scale.ts';
import { CONTESTANTS, type Contestant } from './scale-engines.ts';
import { type Kind, toQueries } from './scale-queries.ts';

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
const openMs = await timeOf(() => contestant.reopen?.() ?? Promise.resolve());

const base = { engine, papers: papers.length, buildS, openMs: contestant.reopen ? openMs : null };
const report = (kind: string, times: readonly number[], more: Partial<ScaleFigures> = {}): void => {
  const figures: ScaleFigures = {
    ...base,
    kind,
    // The papers themselves, which the bench holds, are not the engine's.
    rssMb: (process.memoryUsage.rss() - before) / MB,
    p50ms: percentile(times, 0.5),
    p99ms: percentile(times, 0.99),
    ...more,
  };
  process.stdout.write(`${JSON.stringify(figures)}\n`);
};

const queries = toQueries(papers, QUERIES);
for (const [kind, texts] of Object.entries(queries)) {
  if (!contestant.hasSyntax && (kind === 'phrase' || kind === 'filtered')) continue;
  report(kind, await timesOf(texts, (text) => contestant.search(text)));
}
await measureOurs(contestant, queries);
process.exit(0);

async function measureOurs(
  { ours, search }: Contestant,
  { '1-2 words': words, question }: Record<Kind, string[]>,
): Promise<void> {
  if (!ours) return;
  const some = papers.filter((_, at) => at % Math.ceil(papers.length / QUERIES) === 0);
  report('similar', await timesOf(some, (paper) => ours.similar(paper, 5)));
  const starts = some.map(({ title }, at) => title.slice(0, 1 + (at % 12)));
  report('complete', await timesOf(starts, (start) => ours.complete(start, 25)));
  report('topics', await timesOf(starts, (start) => ours.topics(start.slice(0, 6), 25)));
  report('words counted', await timesOf(question, (text) => ours.papersWith(text.split(' '))));
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const all = [...words, ...question].filter((_, at) => at % 2 === 0);
  const times = await Promise.all(all.map((text) => timeOf(() => search(text))));
  delay.disable();
  report(`${all.length} at once`, times, { slowestMs: Math.max(...times), blockedMs: delay.max / 1e6 });
}

async function timesOf<Item>(
  items: readonly Item[],
  run: (item: Item) => Promise<unknown>,
): Promise<number[]> {
  const times: number[] = [];
  for (const item of items) times.push(await timeOf(() => run(item)));
  return times;
}

async function timeOf(run: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await run();
  return performance.now() - started;
}

async function readPapers(from: string, limit: number): Promise<Paper[]> {
  const file = await openInput(from);
  if (file.kind === 'page') throw new Error(`${from} is a page, not a file of records`);
  const read: Paper[] = [];
  for await (const entries of readEntries(file, () => {})) {
    for (const entry of entries) {
      const verdict = entry.read();
      if (verdict.kind === 'paper') read.push(verdict.paper);
      if (read.length === limit) return read;
    }
  }
  return read;
}
