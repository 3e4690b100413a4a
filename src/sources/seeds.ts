import { createHash } from 'node:crypto';
import { z } from 'zod';
import { ingestDocuments } from '../ingest/corpus.ts';
import { readSeeds } from '../ingest/seeds.ts';
import { parseCursor, type Source } from './source.ts';

const cursorShape = z.object({ sha256: z.string(), documents: z.array(z.string()) });

/**
 * The seed documents of a folder as a source: all of them at once, and nothing until one of them changes. The folder
 * is the whole truth of them, so what they said before goes first.
 */
export function createSeeds(directory: string): Source {
  return {
    name: 'seeds',
    async *fetchSince(cursor) {
      const documents = await readSeeds(directory);
      const sha256 = createHash('sha256').update(JSON.stringify(documents)).digest('hex');
      const before = parseCursor(cursor, cursorShape);
      if (before?.sha256 === sha256) return;
      const { papers, reports } = ingestDocuments(documents);
      const rejected = reports.flatMap((report) =>
        report.warnings.map(({ document, line, reason }) => ({ where: `${document}, line ${line}`, reason })),
      );
      const next = { sha256, documents: documents.map(({ name }) => name) };
      yield { papers, rejected, gone: before?.documents ?? [], cursor: JSON.stringify(next) };
    },
  };
}
