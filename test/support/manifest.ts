import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ingestDocuments } from '../../src/ingest/corpus.ts';
import { readSeeds } from '../../src/ingest/seeds.ts';

export const SEEDS_FOLDER = fileURLToPath(new URL('../../seeds/', import.meta.url));

/** What seeds/manifest.json must hold, computed from the documents beside it. */
export async function toManifest(): Promise<unknown> {
  const documents = await readSeeds(SEEDS_FOLDER);
  const { reports } = ingestDocuments(documents);
  return Promise.all(
    documents.map(async ({ name, lines }, index) => {
      const bytes = await readFile(join(SEEDS_FOLDER, name));
      const report = reports[index];
      return {
        file: name,
        shape: report?.shape,
        language: report?.lang,
        papers: report?.papers,
        lines: lines.length,
        bytes: bytes.length,
        sha256: createHash('sha256').update(bytes).digest('hex'),
      };
    }),
  );
}
