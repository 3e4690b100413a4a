import { ingestDocuments } from '../ingest/corpus.ts';
import type { PageFile } from './input.ts';
import { addToReport, type FileReport, type ImportWorld, newReport } from './report.ts';
import { settle } from './settle.ts';

/**
 * Takes in pages, together, so that a work which several of them show becomes one paper, counted where it stands first.
 *
 * @throws UnavailableError where the store fails.
 */
export async function importPages(
  files: readonly PageFile[],
  { store, keep }: Pick<ImportWorld, 'store' | 'keep'>,
): Promise<FileReport[]> {
  const { papers, reports } = ingestDocuments(files.map(({ page }) => page));
  const result: FileReport[] = [];
  for (const [at, { page, shape }] of files.entries()) {
    const own = papers.filter(({ foundIn }) => foundIn[0]?.document === page.name);
    const counts = await keep(await settle(own, page.name, store));
    result.push(addToReport(newReport(page.name, shape), counts, reports[at]?.warnings ?? []));
  }
  return result;
}
