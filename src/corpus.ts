import { resolve } from 'node:path';
import { ingestDocuments } from './ingest/corpus.ts';
import type { DocumentReport } from './ingest/format.ts';
import { readSeeds } from './ingest/seeds.ts';
import type { Paper } from './papers/paper.ts';
import { ROOT } from './root.ts';

/**
 * The seed documents as papers, and what became of each document.
 *
 * @throws UserError where the folder or a file in it cannot be read.
 */
export async function readCorpus(folder: string): Promise<{ papers: Paper[]; reports: DocumentReport[] }> {
  return ingestDocuments(await readSeeds(resolve(ROOT, folder)));
}
