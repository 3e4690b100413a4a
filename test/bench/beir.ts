import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Paper } from '../../src/papers/paper.ts';
import type { Judgements } from './ir-metrics.ts';

/** A test collection: papers, queries, and for each split the judgements of its queries. */
export interface Collection {
  name: string;
  papers: Paper[];
  queries: ReadonlyMap<string, string>;
  splits: { name: string; judgements: ReadonlyMap<string, Judgements> }[];
}

/**
 * Reads a folder in BEIR's layout (https://github.com/beir-cellar/beir/wiki/Load-your-custom-dataset):
 * `corpus.jsonl`, `queries.jsonl`, and one file per split in `qrels`.
 */
export async function readCollection(folder: string): Promise<Collection> {
  const documents = await readLines(join(folder, 'corpus.jsonl'));
  const queries = await readLines(join(folder, 'queries.jsonl'));
  const files = (await readdir(join(folder, 'qrels'))).filter((file) => file.endsWith('.tsv')).sort();
  return {
    name: basename(folder),
    papers: documents.map((line) => toPaper(parse(line))),
    queries: new Map(queries.map(parse).map((record) => [text(record, '_id'), text(record, 'text')])),
    splits: await Promise.all(
      files.map(async (file) => ({
        name: basename(file, '.tsv'),
        judgements: toJudgements(await readLines(join(folder, 'qrels', file))),
      })),
    ),
  };
}

async function readLines(path: string): Promise<string[]> {
  return (await readFile(path, 'utf8')).split('\n').filter((line) => line.trim() !== '');
}

function parse(line: string): object {
  const value: unknown = JSON.parse(line);
  return typeof value === 'object' && value !== null ? value : {};
}

/** A property as text; empty where it is missing. */
function text(record: object, name: string): string {
  const value = Object.entries(record).find(([key]) => key === name)?.[1];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function toPaper(record: object): Paper {
  const id = text(record, '_id');
  return {
    id,
    title: text(record, 'title'),
    abstract: text(record, 'text'),
    lang: 'en',
    foundIn: [{ document: id, line: 1 }],
  };
}

/** The first row names the columns: query-id, corpus-id, score. */
function toJudgements(rows: readonly string[]): Map<string, Map<string, number>> {
  const judgements = new Map<string, Map<string, number>>();
  for (const row of rows.slice(1)) {
    const [query = '', document = '', grade = '0'] = row.trim().split('\t');
    const grades = judgements.get(query) ?? new Map<string, number>();
    judgements.set(query, grades.set(document, Number(grade)));
  }
  return judgements;
}
