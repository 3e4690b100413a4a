/** The constant of reciprocal rank fusion; its authors found 60 to do well, and others near it no worse. */
const K = 60;

/**
 * Puts rankings together: an id scores the sum of `1 / (60 + rank)`, counted from 1. Scores of different kinds, which cannot be
 * compared, need not be. Ties keep the order of the first ranking that has them.
 *
 * @see Cormack, Clarke and Büttcher, "Reciprocal rank fusion outperforms Condorcet and individual rank learning methods",
 * SIGIR 2009
 */
export function fuse(...rankings: readonly (readonly string[])[]): { id: string; score: number }[] {
  const scores = new Map<string, number>();
  for (const ranking of rankings)
    ranking.forEach((id, at) => {
      scores.set(id, (scores.get(id) ?? 0) + 1 / (K + at + 1));
    });
  return [...scores].map(([id, score]) => ({ id, score })).sort((a, b) => b.score - a.score);
}
