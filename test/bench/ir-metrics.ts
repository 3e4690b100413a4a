/** The judged documents of one query and their grades; a grade of 0 or less is not relevant. */
export type Judgements = ReadonlyMap<string, number>;

/**
 * Normalised discounted cumulative gain, 0 to 1, as trec_eval's ndcg_cut computes it: the gain is the grade, the
 * discount log2(rank + 1) (Järvelin and Kekäläinen 2002).
 */
export function ndcg(ranked: readonly string[], judgements: Judgements, cutoff: number): number {
  const ideal = [...judgements.values()].filter((grade) => grade > 0).sort((a, b) => b - a);
  const best = discountedGain(ideal.slice(0, cutoff));
  const gained = ranked.slice(0, cutoff).map((id) => Math.max(0, judgements.get(id) ?? 0));
  return best === 0 ? 0 : discountedGain(gained) / best;
}

/** The share of the relevant documents that stand among the first `cutoff`, 0 to 1. */
export function recall(ranked: readonly string[], judgements: Judgements, cutoff: number): number {
  const relevant = [...judgements].filter(([, grade]) => grade > 0);
  const first = new Set(ranked.slice(0, cutoff));
  return relevant.length === 0 ? 0 : relevant.filter(([id]) => first.has(id)).length / relevant.length;
}

/** One over the rank of the first relevant document among the first `cutoff`; 0 where there is none. */
export function reciprocalRank(ranked: readonly string[], judgements: Judgements, cutoff: number): number {
  const at = ranked.slice(0, cutoff).findIndex((id) => (judgements.get(id) ?? 0) > 0);
  return at < 0 ? 0 : 1 / (at + 1);
}

/** The mean, 0 for no numbers. */
export function mean(numbers: readonly number[]): number {
  return numbers.length === 0 ? 0 : numbers.reduce((sum, each) => sum + each, 0) / numbers.length;
}

function discountedGain(gains: readonly number[]): number {
  return gains.reduce((sum, gain, index) => sum + gain / Math.log2(index + 2), 0);
}
