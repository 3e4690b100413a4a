import fc from 'fast-check';
import { expect, it } from 'vitest';
import { shareOut } from '../../src/concurrency/share-out.ts';

it('gives who wants little all of it, and divides the rest among the others', () => {
  expect(shareOut([1500, 30, 60, 900], 1090)).toEqual([500, 30, 60, 500]);
  expect(shareOut([10, 20], 100)).toEqual([10, 20]);
  expect(shareOut([], 100)).toEqual([]);
  expect(shareOut([10], -5)).toEqual([0]);
});

it('never gives more than there is or is wanted, and leaves nothing that somebody wants', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(5_000), { maxLength: 12 }), fc.nat(9_000), (wants, room) => {
      const shares = shareOut(wants, room);
      const sum = (list: readonly number[]) => list.reduce((all, each) => all + each, 0);
      expect(sum(shares)).toBe(Math.min(room, sum(wants)));
      for (const [at, share] of shares.entries()) expect(share).toBeLessThanOrEqual(wants[at] ?? 0);
    }),
  );
});
