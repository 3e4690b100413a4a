import { readEntries } from '../../src/import/entries.ts';
import { openInput } from '../../src/import/input.ts';
import type { Paper } from '../../src/papers/paper.ts';

/** The first papers of a file of records. */
export async function readPapers(from: string, limit: number): Promise<Paper[]> {
  const file = await openInput(from);
  if (file.kind === 'page') throw new Error(`${from} is a page, not a file of records`);
  const read: Paper[] = [];
  for await (const entries of readEntries(file, () => {})) {
    for (const entry of entries) {
      const verdict = entry.read();
      if (verdict.kind === 'paper') read.push(verdict.paper);
      if (read.length === limit) return read;
    }
  }
  return read;
}
