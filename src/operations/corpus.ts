import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { readCorpus } from '../corpus.ts';
import { UserError } from '../errors.ts';
import { ingestDocuments } from '../ingest/corpus.ts';
import { readDocument } from '../ingest/document.ts';
import type { Document, DocumentReport } from '../ingest/format.ts';
import type { Paper } from '../papers/paper.ts';
import type { Operation } from './operation.ts';
import { toTable } from './table.ts';

export const corpus: Operation = {
  name: 'corpus',
  summary:
    'What was read from each document: shape, papers, merged, warnings; or from files given, to try them',
  example: 'corpus',

  async run(args, { config }) {
    const { papers, reports } =
      args.length > 0
        ? ingestDocuments(await Promise.all(args.map(readOne)))
        : await readCorpus(config.SEEDS_DIR);
    return { text: describe(papers, reports), json: { papers, documents: reports } };
  },
};

async function readOne(path: string): Promise<Document> {
  try {
    return readDocument(basename(path), await readFile(path));
  } catch (cause) {
    throw new UserError(`I cannot read ${path}. Give the path of a page saved as text.`, {
      example: 'corpus page.txt',
      cause,
    });
  }
}

function describe(papers: readonly Paper[], reports: readonly DocumentReport[]): string {
  const rows = reports.map((report) => [
    report.document,
    report.shape ?? 'not recognised',
    report.lang ?? '',
    String(report.papers),
    String(report.merged),
    String(report.warnings.length),
  ]);
  const table = toTable(['document', 'shape', 'language', 'papers', 'merged', 'warnings'], rows);
  const warnings = reports.flatMap((report) =>
    report.warnings.map((each) => `${each.document}:${each.line}  ${each.reason}`),
  );
  const documents = reports.length === 1 ? '1 document' : `${reports.length} documents`;
  const total = `${papers.length} papers from ${documents}`;
  return [table, '', total, ...(warnings.length > 0 ? ['', ...warnings] : [])].join('\n');
}
