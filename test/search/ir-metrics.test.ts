import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mean, ndcg, recall, reciprocalRank } from '../bench/ir-metrics.ts';

const judgements = new Map([
  ['a', 2],
  ['b', 1],
  ['c', 0],
  ['d', -1],
]);

describe('retrieval measures', () => {
  it('give 1 to the ideal order', () => {
    expect(ndcg(['a', 'b', 'c'], judgements, 10)).toBe(1);
    expect(recall(['a', 'b'], judgements, 100)).toBe(1);
    expect(reciprocalRank(['a'], judgements, 10)).toBe(1);
  });

  it('agree with a sum done by hand', () => {
    // Gains 0, 1, 2 at ranks 1, 2, 3 against the ideal 2, 1.
    expect(ndcg(['c', 'b', 'a'], judgements, 10)).toBeCloseTo(
      (1 / Math.log2(3) + 2 / 2) / (2 + 1 / Math.log2(3)),
      12,
    );
    expect(reciprocalRank(['c', 'x', 'b'], judgements, 10)).toBe(1 / 3);
    expect(recall(['c', 'b'], judgements, 2)).toBe(0.5);
  });

  it('count nothing past the cutoff', () => {
    expect(ndcg(['x', 'a'], judgements, 1)).toBe(0);
    expect(recall(['x', 'a'], judgements, 1)).toBe(0);
    expect(reciprocalRank(['x', 'a'], judgements, 1)).toBe(0);
  });

  it('take a grade of 0 or less for not relevant', () => {
    expect(reciprocalRank(['c', 'd'], judgements, 10)).toBe(0);
    expect(ndcg(['d'], judgements, 10)).toBe(0);
  });

  it('give 0 where nothing is relevant', () => {
    const none = new Map([['c', 0]]);
    expect([
      ndcg(['c'], none, 10),
      recall(['c'], none, 10),
      reciprocalRank(['c'], none, 10),
      mean([]),
    ]).toEqual([0, 0, 0, 0]);
  });

  it('stay between 0 and 1 and never fall when a better document moves up', () => {
    const order = fc.shuffledSubarray(['a', 'b', 'c', 'd', 'x', 'y'], { minLength: 2 });
    fc.assert(
      fc.property(order, (ranked) => {
        const value = ndcg(ranked, judgements, 10);
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1);
        const sorted = [...ranked].sort((a, b) => (judgements.get(b) ?? 0) - (judgements.get(a) ?? 0));
        expect(ndcg(sorted, judgements, 10)).toBeGreaterThanOrEqual(value);
      }),
    );
  });
});
