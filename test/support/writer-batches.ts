import type { Paper } from '../../src/papers/paper.ts';

/** The papers of one batch of writer.ts, whole and the same each time: ids `NAME/0`, `NAME/1`, … */
export function makeBatch(name: string, size: number): Paper[] {
  return Array.from({ length: size }, (_, n) => ({
    id: `${name}/${n}`,
    title: `Paper ${n} of batch ${name}`,
    abstract: `${name} `.repeat(150),
    lang: 'en',
    foundIn: [{ document: name, line: n + 1 }],
  }));
}
