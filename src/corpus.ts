import { resolve } from 'node:path';
import { ingestDocuments } from './ingest/corpus.ts';
import type { DocumentReport } from './ingest/format.ts';
import { readSeeds } from './ingest/seeds.ts';
import { createLibrary, type Library } from './library.ts';
import type { Paper } from './papers/paper.ts';
import { createMiniSearchEngine } from './search/engines/minisearch.ts';
import { createMemoryStore } from './stores/memory.ts';

/** The project's folder, which relative settings are relative to, whatever folder the program is started in. */
export const ROOT = resolve(import.meta.dirname, '..');

/**
 * The seed documents as papers, and what became of each document.
 *
 * @throws UserError where the folder or a file in it cannot be read.
 */
export async function readCorpus(folder: string): Promise<{ papers: Paper[]; reports: DocumentReport[] }> {
  return ingestDocuments(await readSeeds(resolve(ROOT, folder)));
}

/** A library over these papers, kept in memory. */
export async function openLibrary(papers: readonly Paper[]): Promise<Library> {
  const store = createMemoryStore();
  const engine = createMiniSearchEngine();
  await store.save(papers);
  await engine.add(papers);
  return createLibrary({ store, engine });
}
