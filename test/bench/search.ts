import type { SearchEngine } from '../../src/ports.ts';
import { createMiniSearchEngine } from '../../src/search/engines/minisearch.ts';
import type { Query } from '../../src/search/query.ts';
import { type Collection, readCollection } from './beir.ts';
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

/** The engines to compare, by name. */
const ENGINES: Readonly<Record<string, () => SearchEngine>> = { minisearch: createMiniSearchEngine };
const DEPTH = 100;

/**
 * Measures every engine on every collection (folders in BEIR's layout) and prints a table, or one line of JSON. A
 * split is also reported by halves of its queries, `test/odd` and `test/even` by position, so that what was chosen on
 * one half can be judged on the other.
 */
export async function benchSearch(paths: string[], options: { json: boolean }): Promise<void> {
  const rows: SearchFigures[] = [];
  for (const path of paths) {
    const collection = await readCollection(path);
    for (const [name, create] of Object.entries(ENGINES))
      rows.push(...(await measure(collection, name, create())));
  }
  if (options.json) process.stdout.write(`${JSON.stringify(rows)}\n`);
  else for (const line of toTable(rows)) process.stdout.write(`${line}\n`);
}

async function measure(collection: Collection, name: string, engine: SearchEngine): Promise<SearchFigures[]> {
  await engine.add(collection.papers);
  const rows: SearchFigures[] = [];
  for (const { name: split, judgements } of collection.splits) {
    const answers: Answer[] = [];
    for (const [query, grades] of judgements) {
      const text = collection.queries.get(query);
      if (text === undefined) continue;
      const started = performance.now();
      const { hits } = await engine.search(toQuery(text), { offset: 0, limit: DEPTH });
      const ms = performance.now() - started;
      const ranked = hits.map((hit) => hit.id);
      answers.push({
        ndcg10: ndcg(ranked, grades, 10),
        recall100: recall(ranked, grades, 100),
        mrr10: reciprocalRank(ranked, grades, 10),
        ms,
      });
    }
    const halves = [split, `${split}/odd`, `${split}/even`];
    halves.forEach((label, half) => {
      const counted = answers.filter((_, index) => half === 0 || index % 2 === half - 1);
      rows.push({ collection: collection.name, split: label, engine: name, ...summarise(counted) });
    });
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
