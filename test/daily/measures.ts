import { cosine, type Vector } from '../../src/daily/vectors.ts';
import type { Paper } from '../../src/papers/paper.ts';

/** Whether a paper speaks of a theme in its title, or at least three times in its abstract. */
export function isAbout({ title, abstract }: Paper, theme: string): boolean {
  const says = (text: string) => text.toLowerCase().split(theme.toLowerCase()).length - 1;
  return says(title) > 0 || says(abstract) >= 3;
}

/**
 * How far apart the papers of a day are: the mean distance (1 − cosine) of two of them, and how many first categories.
 *
 * @param known vectors by id, made of a longer time than a day, so that days can be compared
 */
export function diversityOf(
  papers: readonly Paper[],
  known: ReadonlyMap<string, Vector>,
): { distance: number; categories: number } {
  const vectors = papers.flatMap(({ id }) => known.get(id) ?? []);
  let sum = 0;
  let pairs = 0;
  vectors.forEach((one, at) => {
    for (const other of vectors.slice(at + 1)) {
      sum += 1 - cosine(one, other);
      pairs += 1;
    }
  });
  return {
    distance: pairs === 0 ? 0 : sum / pairs,
    categories: new Set(papers.map(({ categories }) => categories?.[0])).size,
  };
}
