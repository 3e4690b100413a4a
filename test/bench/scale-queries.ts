import type { Paper } from '../../src/papers/paper.ts';
import { STOP_WORDS } from '../../src/search/stop-words.ts';
import { seededRandom } from '../../src/seeded-random.ts';

export type Kind = '1-2 words' | '3-5 words' | 'phrase' | 'filtered' | 'question';

/** Queries as people type them, made of the corpus itself, the same ones each time. */
export function toQueries(papers: readonly Paper[], each: number): Record<Kind, string[]> {
  const random = seededRandom('scale');
  const pick = <Item>(items: readonly Item[]): Item | undefined => items[Math.floor(random() * items.length)];
  const run = (text: string, least: number, most: number): string => {
    const words = text.split(/\s+/).filter((word) => /^[a-z][\w-]{2,}$/i.test(word));
    const count = least + Math.floor(random() * (most - least + 1));
    const from = Math.floor(random() * Math.max(1, words.length - count));
    return words.slice(from, from + count).join(' ') || 'language';
  };
  const telling = (title: string): string =>
    run(
      title
        .split(/\s+/)
        .filter((word) => !STOP_WORDS.has(word.toLowerCase()))
        .join(' '),
      1,
      2,
    );
  const many = (make: (paper: Paper) => string): string[] =>
    Array.from({ length: each }, () => pick(papers)).flatMap((paper) => (paper ? make(paper) : []));
  const conditions = [
    () => 'cat:cs.CL',
    () => 'year:2025',
    () => 'cat:cs.LG after:2025-06',
    (paper: Paper) => `author:"${(paper.authors?.[0] ?? 'Li').replaceAll('"', '')}"`,
  ];
  return {
    // Nobody asks for *the* or *for* alone.
    '1-2 words': many(({ title }) => telling(title)),
    '3-5 words': many(({ title }) => run(title, 3, 5)),
    phrase: many(({ title }) => `"${run(title, 2, 2)}"`),
    filtered: many((paper) => `${telling(paper.title)} ${pick(conditions)?.(paper)}`),
    question: many(({ abstract }) => `how does ${run(abstract, 12, 20)} work?`),
  };
}
