import { spawnSync } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { createBot } from '../../src/bot.ts';
import { commands } from '../../src/commands/commands.ts';
import { readCorpus } from '../../src/corpus.ts';
import { toTable } from '../../src/operations/table.ts';
import { createMemoryPlaces } from '../../src/places.ts';
import { ROOT } from '../../src/root.ts';
import { asker, createLog, createTeamWorld, openLibrary } from '../support/world.ts';
import { percentile } from './percentile.ts';

const COLD_STARTS = 5;
const ROUNDS = 200;

/** What people type: one word, several, a phrase, filters, a question, a typo, three languages. */
const queries = [
  'moe',
  'vision transformer',
  '"state space"',
  'robot manipulation skills from human demonstrations',
  'how small can weights get before accuracy drops?',
  'transfomer',
  'cat:cs.CL sort:new',
  'quantization has:code',
  'обучение с подкреплением',
  '量化 感知 训练',
] as const;

/** Times the bot on the seed corpus: from a cold `npm start`, then inside this process. Prints a table or one JSON line. */
export async function benchSeeds({ json }: { json: boolean }): Promise<void> {
  const coldMs = Array.from({ length: COLD_STARTS }, coldStart);
  const [{ papers }, parseMs] = await timed(() => readCorpus('seeds'));
  const [library, indexMs] = await timed(() => openLibrary(papers));
  const clock = { now: () => new Date() };
  const bot = createBot({
    library,
    places: createMemoryPlaces(),
    ...createTeamWorld(clock),
    commands,
    log: createLog(),
    clock,
    random: Math.random,
  });
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    for (const query of queries) {
      const [{ outcome }, ms] = await timed(() => bot.run({ line: `search ${query}`, asker }));
      if (outcome !== 'ok') throw new Error(`search ${query}: ${outcome}`);
      times.push(ms);
    }
  }
  const { rss, heapUsed } = process.memoryUsage();
  const figures = {
    papers: papers.length,
    coldStartToAnswerMs: percentile(coldMs, 0.5),
    parseMs,
    indexMs,
    queries: times.length,
    p50ms: percentile(times, 0.5),
    p99ms: percentile(times, 0.99),
    heapMb: heapUsed / 2 ** 20,
    rssMb: rss / 2 ** 20,
  };
  process.stdout.write(`${json ? JSON.stringify(figures) : describe(figures)}\n`);
}

function coldStart(): number {
  const from = performance.now();
  const { status, stderr } = spawnSync('npm', ['start', '-s', '--', 'search', 'moe'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`npm start -- search moe ended with ${status}: ${stderr}`);
  return performance.now() - from;
}

async function timed<T>(run: () => Promise<T>): Promise<[T, ms: number]> {
  const from = performance.now();
  return [await run(), performance.now() - from];
}

function describe(figures: Readonly<Record<string, number>>): string {
  const rows = Object.entries(figures).map(([name, value]) => [
    name,
    Number.isInteger(value) ? String(value) : value.toFixed(value < 10 ? 2 : 0),
  ]);
  return toTable(['seed corpus', 'figure'], rows);
}
