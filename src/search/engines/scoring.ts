import { PART_WEIGHT, saturate, toRarity } from '../bm25.ts';
import type { Forward } from '../forward.ts';
import type { Plan } from '../plan.ts';
import type { Candidate } from '../ranking.ts';

/**
 * A way to score many papers for a query by BM25, as MiniSearch computes it for the same corpus, so that both engines rank
 * alike: `ln(1 + (N - n + 0.5) / (n + 0.5))`, and lengths in distinct terms. A paper with none of the terms has no candidate.
 */
export function createScorer(
  weights: Plan['weights'],
  forward: Forward,
): (at: number) => Candidate | undefined {
  const terms = [...weights.keys()];
  const count = forward.counter(terms);
  const average = forward.averageLengths();
  const rarity = terms.map((term) => {
    const having = forward.papersWith(term);
    const weight = weights.get(term) ?? 1;
    return {
      terms: weight * toRarity(forward.size(), () => having.terms)(term),
      parts: weight * PART_WEIGHT * toRarity(forward.size(), () => having.parts)(term),
    };
  });
  return (at) => {
    const kept = forward.keptAt(at);
    if (!kept) return undefined;
    if (terms.length === 0) return { id: kept.id, score: 0, terms: [] };
    const lengths = forward.lengthsAt(at);
    const found = count(forward.read(at));
    const matched: string[] = [];
    let score = 0;
    terms.forEach((term, index) => {
      const inTerms = found.terms[index] ?? 0;
      const inParts = found.parts[index] ?? 0;
      if (inTerms + inParts === 0) return;
      matched.push(term);
      score += (rarity[index]?.terms ?? 0) * saturate(inTerms, lengths.terms / average.terms);
      score += (rarity[index]?.parts ?? 0) * saturate(inParts, lengths.parts / average.parts);
    });
    return matched.length === 0 ? undefined : { id: kept.id, score, terms: matched };
  };
}
