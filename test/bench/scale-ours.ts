import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import { type App, openApp, openHoldings } from '../../src/app.ts';
import { type Config, readConfig } from '../../src/config.ts';
import { importRecords } from '../../src/import/import-records.ts';
import { openInput } from '../../src/import/input.ts';
import type { Paper } from '../../src/papers/paper.ts';
import { asker } from '../support/world.ts';
import { percentile } from './percentile.ts';
import type { ScaleFigures } from './scale.ts';
import { readPapers } from './scale-papers.ts';
import { toQueries } from './scale-queries.ts';
import { timeOf, timesOf } from './times.ts';

/**
 * Measures the bot as it is, with one of our engines, in two processes: `import` takes the papers in, indexes them and ends;
 * `ask` starts over what is there, as an operator's bot does, and is asked. Prints a line of JSON for each thing measured.
 */
const [step = '', name = '', path = '', most = '10000', folder = ''] = process.argv.slice(2);

const QUERIES = 200;
const MB = 2 ** 20;
const papers = Number(most);

const seeds = join(folder, 'seeds');
mkdirSync(seeds, { recursive: true });
const config: Config = readConfig({ DATA_DIR: folder, SEEDS_DIR: seeds, SEARCH_ENGINE: name });
const log = { debug() {}, info() {}, warn: tell, error: tell };
const world = { clock: { now: () => new Date() }, random: Math.random, log, fetch };
const questions = join(folder, 'questions.json');

interface Questions {
  queries: ReturnType<typeof toQueries>;
  /** Some papers, as far as questions are made of them. */
  some: Pick<Paper, 'id' | 'title' | 'date'>[];
}

if (step === 'import') await bringIn();
else await ask();
process.exit(0);

async function bringIn(): Promise<void> {
  const all = await readPapers(path, papers);
  const every = Math.ceil(all.length / QUERIES);
  const some = all.filter((_, at) => at % every === 0).map(({ id, title, date }) => ({ id, title, date }));
  writeFileSync(questions, JSON.stringify({ queries: toQueries(all, QUERIES), some }));
  // A file of its own, so that what is timed is what an import does: reading, checking, saving, indexing.
  const file = join(folder, 'papers.jsonl');
  writeFileSync(file, all.map((paper) => `${JSON.stringify(paper)}\n`).join(''));
  all.length = 0;
  const began = performance.now();
  const holdings = await openHoldings(config, world);
  const input = await openInput(file);
  if (input.kind === 'page') throw new Error(`${file} is a page, not a file of records`);
  const { store, keep, clock } = holdings;
  await importRecords(input, { store, keep, clock, signal: new AbortController().signal }, () => {});
  await holdings.close();
  const storedS = (performance.now() - began) / 1000;
  const app = await openApp(config, world);
  const buildS = (performance.now() - began) / 1000;
  await app.close();
  report('import', [], { storedS, buildS });
}

async function ask(): Promise<void> {
  const read: Questions = JSON.parse(readFileSync(questions, 'utf8'));
  const { queries, some } = read;
  const began = performance.now();
  const app = await openApp(config, world);
  const openMs = performance.now() - began;
  report('open', [], { openMs });
  const { library, bot } = app;
  const run = async (line: string): Promise<void> => {
    const { outcome } = await bot.run({ line, asker });
    if (outcome === 'bug' || outcome === 'unavailable') throw new Error(`${line}: ${outcome}`);
  };
  const search = (text: string) => run(`search ${text}`);
  for (const [kind, texts] of Object.entries(queries)) report(kind, await timesOf(texts, search));
  report('similar', await timesOf(some, ({ id }) => run(`similar ${id}`)));
  report('random', await timesOf(some, () => run('random')));
  report('random TOPIC', await timesOf(queries['1-2 words'], (text) => run(`random ${text}`)));
  const days = some.flatMap(({ date }) => date ?? []);
  report('today', await timesOf(days, (day) => run(`today --day ${day}`)));
  report('picks', await timesOf(days, (day) => run(`picks --day ${day}`)));
  const topics = queries['1-2 words'].map((text, at) => `picks ${text} --day ${days[at % days.length]}`);
  report('picks TOPIC', await timesOf(topics, run));
  report('ask', await timesOf(queries.question, (text) => run(`ask ${text}`)));
  const starts = some.map(({ title }, at) => title.slice(0, 1 + (at % 12)));
  report('title completed', await timesOf(starts, (start) => library.complete(start, 25)));
  report('topic completed', await timesOf(starts, (start) => library.topics(start.slice(0, 6), 25)));
  await atOnce(app, [...queries['1-2 words'], ...queries.question]);
}

/** Two hundred searches begun in the same moment. */
async function atOnce({ bot }: App, texts: readonly string[]): Promise<void> {
  const some = texts.filter((_, at) => at % Math.ceil(texts.length / QUERIES) === 0);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const times = await Promise.all(
    some.map((text) => timeOf(() => bot.run({ line: `search ${text}`, asker }))),
  );
  // What was held up to the end is only seen by a timer that fires after it.
  await setTimeout(5);
  delay.disable();
  report(`${some.length} at once`, times, { slowestMs: Math.max(...times), blockedMs: delay.max / 1e6 });
}

function report(kind: string, times: readonly number[], more: Partial<ScaleFigures> = {}): void {
  const figures: ScaleFigures = {
    ...{ engine: `ours: ${name}`, papers, kind },
    rssMb: process.memoryUsage.rss() / MB,
    ...(times.length > 0 && { p50ms: percentile(times, 0.5), p99ms: percentile(times, 0.99) }),
    ...more,
  };
  process.stdout.write(`${JSON.stringify(figures)}\n`);
}

function tell(fields: object, message: string): void {
  process.stderr.write(`${message} ${JSON.stringify(fields)}\n`);
}
