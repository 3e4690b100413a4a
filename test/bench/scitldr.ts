import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Paper } from '../../src/papers/paper.ts';

/** A paper of SciTLDR and the one-sentence summaries that people wrote of it. */
export interface Example {
  paper: Paper;
  targets: readonly string[];
}

const Row = z.object({
  paper_id: z.string(),
  title: z.string().default(''),
  source: z.array(z.string()).min(1),
  target: z.array(z.string()).min(1),
});

/**
 * Reads a split of SciTLDR-A (https://github.com/allenai/scitldr): one JSON object a line. The data set's own
 * sentences are joined again, so that what is measured includes our splitting. Throws where a line has another shape.
 */
export async function readSciTldr(folder: string, split: 'train' | 'dev'): Promise<Example[]> {
  const lines = (await readFile(join(folder, `${split}.jsonl`), 'utf8')).split('\n');
  return lines
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const row = Row.parse(JSON.parse(line));
      return { paper: toPaper(row), targets: row.target };
    });
}

function toPaper({ paper_id, title, source }: z.infer<typeof Row>): Paper {
  return {
    id: paper_id,
    title,
    abstract: source.map((sentence) => sentence.trim()).join(' '),
    lang: 'en',
    foundIn: [{ document: 'scitldr', line: 1 }],
  };
}
