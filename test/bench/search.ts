import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UserError } from '../../src/errors.ts';
import type { Paper } from '../../src/papers/paper.ts';
import type { SearchEngine } from '../../src/ports.ts';
import { loadLance, openPaperTable } from '../../src/search/engines/lance-table.ts';
import { createLanceEngine } from '../../src/search/engines/lancedb.ts';
import { createMiniSearchEngine } from '../../src/search/engines/minisearch.ts';
import type { Query } from '../../src/search/query.ts';
import { createBareMiniSearch } from './bare-minisearch.ts';
import { type Collection, readCollection } from './beir.ts';
import { type Half, inHalf, readHalf } from './half.ts';
import { mean, ndcg, recall, reciprocalRank } from './ir-metrics.ts';
import { percentile } from './percentile.ts';

/** How well and how fast an engine answers one split of a collection. The measures go from 0 to 1. */
export interface SearchFigures {
  collection: string;
  split: string;
  engine: string;
  queries: number;
  ndcg10: number;
  recall100: number;
  mrr10: number;
  p50ms: number;
  p99ms: number;
}

/** What is measured: something that takes papers in and finds the ids of the best for a text. */
export interface Searcher {
  add(papers: readonly Paper[]): Promise<void>;
  find(text: string, limit: number): Promise<string[]>;
}

/** The engines to compare, by name. */
const ENGINES: Readonly<Record<string, () => Searcher | Promise<Searcher>>> = {
  minisearch: () => toSearcher(createMiniSearchEngine()),
  lancedb: openLance,
  'minisearch-defaults': createBareMiniSearch,
};
const DEFAULT_ENGINE = 'minisearch';
const DEPTH = 100;

/**
 * Measures an engine (`--engine`; all of them with `all`) on every split of every collection (folders in BEIR's layout)
 * and prints a table, or one line of JSON. What is chosen by trying is chosen on `--half choose` of the queries and
 * judged on `--half report`.
 *
 * @throws UserError for an engine or a half that is none
 */
export async function benchSearch(
  paths: string[],
  options: { json: boolean; engine?: string | undefined; half?: string | undefined },
): Promise<void> {
  const half = readHalf(options.half);
  const rows: SearchFigures[] = [];
  for (const path of paths) {
    const collection = await readCollection(path);
    for (const [name, create] of chooseEngines(options.engine ?? DEFAULT_ENGINE))
      rows.push(...(await measure(collection, name, await create(), half)));
  }
  if (options.json) process.stdout.write(`${JSON.stringify(rows)}\n`);
  else for (const line of toTable(rows)) process.stdout.write(`${line}\n`);
}

function chooseEngines(wanted: string): [name: string, create: () => Searcher | Promise<Searcher>][] {
  const chosen = Object.entries(ENGINES).filter(([name]) => wanted === 'all' || name === wanted);
  if (chosen.length > 0) return chosen;
  throw new UserError(`--engine takes ${Object.keys(ENGINES).join(', ')} or all, not ${wanted}`);
}

function toSearcher(engine: SearchEngine): Searcher {
  return {
    add: (papers) => engine.add(papers),
    find: async (text, limit) => {
      const { hits } = await engine.search(toQuery(text), { offset: 0, limit });
      return hits.map(({ id }) => id);
    },
  };
}

/** LanceDB with all papers in its own index, none looked through one by one. */
async function openLance(): Promise<Searcher> {
  const packages = await loadLance();
  const folder = mkdtempSync(join(tmpdir(), 'paperboy-bench-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const table = await openPaperTable(await packages.lance.connect(folder), packages);
  const tell = (fields: object, message: string) =>
    process.stderr.write(`${message} ${JSON.stringify(fields)}\n`);
  const log = { debug() {}, info() {}, warn: tell, error: tell };
  const engine = createLanceEngine(table, log, { mostFresh: 1 });
  const add = async (papers: readonly Paper[]): Promise<void> => {
    await engine.add(papers);
    await engine.settled();
  };
  return { ...toSearcher(engine), add };
}

async function measure(
  collection: Collection,
  engine: string,
  searcher: Searcher,
  half: Half | undefined,
): Promise<SearchFigures[]> {
  await searcher.add(collection.papers);
  const rows: SearchFigures[] = [];
  for (const { name: split, judgements } of collection.splits) {
    const answers: Answer[] = [];
    for (const [query, grades] of judgements) {
      const text = collection.queries.get(query);
      if (text === undefined || !inHalf(query, half)) continue;
      const started = performance.now();
      const ranked = await searcher.find(text, DEPTH);
      const ms = performance.now() - started;
      answers.push({
        ndcg10: ndcg(ranked, grades, 10),
        recall100: recall(ranked, grades, 100),
        mrr10: reciprocalRank(ranked, grades, 10),
        ms,
      });
    }
    rows.push({ collection: collection.name, split, engine, ...summarise(answers) });
  }
  return rows;
}

interface Answer {
  ndcg10: number;
  recall100: number;
  mrr10: number;
  ms: number;
}

function summarise(answers: readonly Answer[]): Omit<SearchFigures, 'collection' | 'split' | 'engine'> {
  const times = answers.map(({ ms }) => ms);
  return {
    queries: answers.length,
    ndcg10: round(mean(answers.map((each) => each.ndcg10)), 4),
    recall100: round(mean(answers.map((each) => each.recall100)), 4),
    mrr10: round(mean(answers.map((each) => each.mrr10)), 4),
    p50ms: round(percentile(times, 0.5), 2),
    p99ms: round(percentile(times, 0.99), 2),
  };
}

/** A collection's queries are plain words: what looks like syntax in them is none. */
function toQuery(text: string): Query {
  return {
    words: text.split(/\s+/u).filter((word) => word !== ''),
    phrases: [],
    without: [],
    filters: {},
    sort: 'relevance',
  };
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

function toTable(rows: readonly SearchFigures[]): string[] {
  const heads = [
    'collection',
    'split',
    'engine',
    'queries',
    'ndcg10',
    'recall100',
    'mrr10',
    'p50ms',
    'p99ms',
  ] as const;
  const cells = [[...heads], ...rows.map((row) => heads.map((head) => String(row[head])))];
  const widths = heads.map((_, column) => Math.max(...cells.map((line) => line[column]?.length ?? 0)));
  return cells.map((line) =>
    line
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
