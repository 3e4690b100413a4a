import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCompletion } from '../../src/search/completion.ts';

interface Titled {
  id: string;
  title: string;
  upvotes: number;
}

const word = fc.constantFrom('a', 'al', 'alpha', 'Алла', 'be', 'beta', 'Bé', 'gamma', '量化', 'x1');
const titles = fc
  .array(
    fc.record({
      words: fc.array(word, { minLength: 1, maxLength: 4 }),
      upvotes: fc.integer({ min: 0, max: 3 }),
    }),
    { maxLength: 30 },
  )
  .map((all) => all.map(({ words, upvotes }, at) => ({ id: `p${at}`, title: words.join(' '), upvotes })));
const prefix = fc.array(fc.constantFrom('a', 'al', 'b', 'be', 'г', 'ал', '量', 'x', 'al be'), {
  minLength: 1,
  maxLength: 3,
});

/** What completion gives, found by looking at every title. */
function completeNaively(all: readonly Titled[], typed: string, limit: number): string[] {
  const starts = toWords(typed);
  const together = ` ${starts.join(' ')}`;
  return all
    .map((paper) => ({ paper, folded: ` ${toWords(paper.title).join(' ')}` }))
    .filter(({ folded }) => starts.every((start) => folded.includes(` ${start}`)))
    .map(({ paper, folded }) => {
      const place = folded.startsWith(together) ? 0 : folded.includes(together) ? 1 : 2;
      return { paper, key: [place, -paper.upvotes, paper.title, paper.id] };
    })
    .sort((a, b) => compareKeys(a.key, b.key))
    .slice(0, limit)
    .map(({ paper }) => paper.id);
}

function compareKeys(a: readonly (string | number)[], b: readonly (string | number)[]): number {
  for (const [at, one] of a.entries()) {
    const other = b[at] ?? '';
    if (one !== other) return one < other ? -1 : 1;
  }
  return 0;
}

function toWords(text: string): string[] {
  return text.toLowerCase().replaceAll('é', 'e').split(' ');
}

describe('completion', () => {
  it('gives the best titles, however they came: kept, new, changed and gone', () => {
    fc.assert(
      fc.property(titles, titles, prefix, fc.integer({ min: 1, max: 8 }), (early, late, typed, limit) => {
        const before = createCompletion();
        for (const paper of early) before.add(paper);
        const byId = new Map(early.map((paper) => [paper.id, paper]));
        const completion = createCompletion(before.dump(), (id) => byId.get(id));
        for (const paper of late) completion.add(paper);
        completion.remove({ id: 'p1' });
        const all = new Map([...early, ...late].map((paper) => [paper.id, paper]));
        all.delete('p1');
        const text = typed.join(' ');
        expect(completion.complete(text, limit).map(({ id }) => id)).toEqual(
          completeNaively([...all.values()], text, limit),
        );
      }),
      { numRuns: 300 },
    );
  });

  it('gives nothing for what has no letters', () => {
    const completion = createCompletion();
    completion.add({ id: 'p', title: 'Mamba' });
    expect(completion.complete(' – ', 5)).toEqual([]);
  });
});
