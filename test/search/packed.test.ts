import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPacked } from '../../src/search/packed.ts';

// Numbers of one, two and three bytes, at the borders between them, and those whose bytes look like others.
const number = fc.constantFrom(0, 1, 2, 3, 126, 127, 128, 129, 255, 256, 16_382, 16_383, 16_384, 2_097_151);
const list = fc.array(fc.array(number, { maxLength: 6 }), { minLength: 1, maxLength: 4 });

function stands(run: readonly number[], section: readonly number[]): boolean {
  return section.some((_, from) => run.every((each, at) => section[from + at] === each));
}

describe('packed lists', () => {
  it('give back what was put in, also after they were kept, and nothing of what was cleared', () => {
    fc.assert(
      fc.property(fc.array(list, { maxLength: 8 }), fc.nat(8), (lists, cleared) => {
        const before = createPacked();
        for (const each of lists) before.add(each);
        before.clear(cleared);
        const packed = createPacked(before.dump());
        packed.add([[7], [8]]);
        lists.forEach((each, at) => {
          const held = at === cleared ? [] : each.flat();
          expect(packed.sectionsAt(at).flat()).toEqual(held);
        });
        if (cleared !== lists.length) expect(packed.sectionsAt(lists.length)).toEqual([[7], [8]]);
      }),
    );
  });

  it('find the lists with numbers in a row, in the first sections only, whatever bytes they are made of', () => {
    fc.assert(
      fc.property(
        fc.array(list, { maxLength: 12 }),
        fc.array(number, { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 1, max: 4 }),
        fc.nat(12),
        (lists, run, sections, cleared) => {
          const packed = createPacked();
          for (const each of lists) packed.add(each);
          packed.clear(cleared);
          const expected = lists.flatMap((each, at) =>
            at !== cleared && each.slice(0, sections).some((section) => stands(run, section)) ? [at] : [],
          );
          expect([...packed.having(run, sections)]).toEqual(expected);
        },
      ),
      { numRuns: 500 },
    );
  });
});
