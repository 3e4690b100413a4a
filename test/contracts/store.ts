import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FoundIn, Language, Paper } from '../../src/papers/paper.ts';
import type { Store } from '../../src/ports.ts';

/** A store that a test opened, and how to put it away again. */
export interface OpenStore {
  store: Store;
  close(): void | Promise<void>;
}

/** A paper with everything it must have; a test gives what it is about. */
export function makePaper(given: Partial<Paper> & { id: string }): Paper {
  return {
    title: `Title of ${given.id}`,
    abstract: `Abstract of ${given.id}.`,
    lang: 'en',
    foundIn: [{ document: 'test', line: 1 }],
    ...given,
  };
}

const FULL: Paper = {
  id: '2402.14083',
  arxivId: '2402.14083',
  version: 2,
  title: 'Beyond A*: Better Planning with Transformers',
  titleDerived: true,
  abstract:
    'Мы учим 𝐴* у “трансформера”.\u2028 A \u0000 byte, a lone \ud83d surrogate, a "quote" and \u202eright to left.',
  abstractCut: true,
  asWritten: { title: 'Beyond A$^*$', abstract: 'raw' },
  authors: ["Conor O'Brien", 'Łukasz 王'],
  authorCount: 2,
  date: '2024-02-21',
  dateInferred: true,
  categories: ['cs.AI', 'cs.LG'],
  comments: "it's '; DROP TABLE papers; --",
  upvotes: 36,
  links: [{ kind: 'code', url: 'https://github.com/facebookresearch/searchformer' }],
  lang: 'ru',
  foundIn: [
    { document: '000.txt', line: 12 },
    { document: '002.txt', line: 340 },
  ],
};

async function idsOf(store: Store): Promise<string[]> {
  const ids: string[] = [];
  for await (const paper of store.all()) ids.push(paper.id);
  return ids;
}

/**
 * What every store must do. Call it once per implementation.
 *
 * @param name heads the tests
 * @param create gives a new, empty store each time
 */
export function testStore(name: string, create: () => OpenStore | Promise<OpenStore>): void {
  describe(`${name} as a store`, () => {
    let open: OpenStore;
    let store: Store;

    beforeEach(async () => {
      open = await create();
      store = open.store;
    });
    afterEach(async () => {
      await open.close();
    });

    it('is empty at first', async () => {
      expect(await store.count()).toBe(0);
      expect(await idsOf(store)).toEqual([]);
      expect(await store.idAt(0)).toBeUndefined();
      expect(await store.days(10)).toEqual([]);
      expect(await store.onDay('2024-02-21')).toEqual([]);
      expect(await store.get(['2402.14083'])).toEqual([]);
    });

    it('gives a paper back as it was saved, every field and every character', async () => {
      await store.save([FULL]);
      expect(await store.get([FULL.id])).toEqual([FULL]);
    });

    it('leaves absent what was absent', async () => {
      const plain = makePaper({ id: 'a-title' });
      await store.save([plain]);
      const [found] = await store.get(['a-title']);
      expect(Object.keys(found ?? {}).sort()).toEqual(Object.keys(plain).sort());
    });

    it('replaces the paper of the same id', async () => {
      await store.save([makePaper({ id: 'a', title: 'Old', date: '2024-01-01', upvotes: 3 })]);
      await store.save([makePaper({ id: 'a', title: 'New', date: '2024-01-02' })]);
      expect(await store.count()).toBe(1);
      expect((await store.get(['a']))[0]?.title).toBe('New');
      expect(await store.days(10)).toEqual([{ day: '2024-01-02', papers: 1 }]);
      expect(await store.onDay('2024-01-01')).toEqual([]);
    });

    it('keeps the last of several papers that come with one id in one call', async () => {
      await store.save([makePaper({ id: 'a', title: 'First' }), makePaper({ id: 'a', title: 'Last' })]);
      expect(await store.count()).toBe(1);
      expect((await store.get(['a']))[0]?.title).toBe('Last');
    });

    it('forgets papers that are removed, and takes ids that it does not know', async () => {
      await store.save([makePaper({ id: 'a' }), makePaper({ id: 'b', date: '2024-11-26' })]);
      await store.remove(['b', 'unknown']);
      expect(await idsOf(store)).toEqual(['a']);
      expect(await store.days(5)).toEqual([]);
      expect(await store.idAt(1)).toBeUndefined();
    });

    it('takes an empty list and changes nothing', async () => {
      await store.save([]);
      expect(await store.count()).toBe(0);
      expect(await store.get([])).toEqual([]);
    });

    it('gets papers in the order asked for, repeats included, and leaves unknown ids out', async () => {
      await store.save([makePaper({ id: 'a' }), makePaper({ id: 'b' }), makePaper({ id: 'c' })]);
      const found = await store.get(['c', 'missing', 'a', 'c', '']);
      expect(found.map((paper) => paper.id)).toEqual(['c', 'a', 'c']);
    });

    it('gets more papers at once than a database takes parameters', async () => {
      const ids = Array.from({ length: 40_000 }, (_, n) => `absent-${n}`);
      await store.save([makePaper({ id: 'absent-39999' })]);
      expect((await store.get(ids)).map((paper) => paper.id)).toEqual(['absent-39999']);
    });

    it('matches ids exactly: no wildcards, no folding of case', async () => {
      await store.save([makePaper({ id: 'moe' }), makePaper({ id: 'MoE' })]);
      expect(await store.get(['m%', 'm_e', 'MOE', 'moe '])).toEqual([]);
      expect((await store.get(['MoE', 'moe'])).map((paper) => paper.id)).toEqual(['MoE', 'moe']);
    });

    it('keeps what it was given, whatever the caller does with it afterwards', async () => {
      const given = makePaper({ id: 'a', authors: ['Ana'] });
      await store.save([given]);
      given.authors?.push('Intruder');
      const [first] = await store.get(['a']);
      if (first) first.title = 'Changed by a reader';
      expect(await store.get(['a'])).toEqual([makePaper({ id: 'a', authors: ['Ana'] })]);
    });

    it('orders ids by code point, beyond the Basic Multilingual Plane as well', async () => {
      const ordered = ['2402.14083', 'B', 'a', 'a-b', 'é', 'мора', '王', '\uff21', '\u{1d400}', '\u{1f600}'];
      await store.save([...ordered].reverse().map((id) => makePaper({ id })));
      expect(await idsOf(store)).toEqual(ordered);
      const byPosition = await Promise.all(ordered.map((_, position) => store.idAt(position)));
      expect(byPosition).toEqual(ordered);
    });

    it('has no id before the first position or past the last', async () => {
      await store.save([makePaper({ id: 'a' })]);
      expect(await store.idAt(-1)).toBeUndefined();
      expect(await store.idAt(1)).toBeUndefined();
    });

    it('gives every paper once while others are saved meanwhile', async () => {
      const before = Array.from({ length: 1200 }, (_, n) => `p${String(n).padStart(4, '0')}`);
      await store.save(before.map((id) => makePaper({ id })));
      const seen: string[] = [];
      for await (const paper of store.all()) {
        if (seen.length % 400 === 0) {
          await store.save([
            makePaper({ id: paper.id, title: 'New' }),
            makePaper({ id: `new${seen.length}` }),
          ]);
        }
        seen.push(paper.id);
      }
      expect(seen.filter((id) => id.startsWith('p'))).toEqual(before);
      expect(new Set(seen).size).toBe(seen.length);
    });

    it('lets a reader stop in the middle', async () => {
      await store.save(['a', 'b', 'c'].map((id) => makePaper({ id })));
      for await (const paper of store.all()) {
        if (paper.id === 'b') break;
      }
      await store.save([makePaper({ id: 'd' })]);
      expect(await idsOf(store)).toEqual(['a', 'b', 'c', 'd']);
    });

    it('counts the papers of the newest days, papers without a day aside', async () => {
      await store.save([
        makePaper({ id: 'a', date: '2024-11-27' }),
        makePaper({ id: 'b', date: '2024-02-21' }),
        makePaper({ id: 'c', date: '2024-11-27' }),
        makePaper({ id: 'd', date: '2023-12-31' }),
        makePaper({ id: 'e' }),
      ]);
      const newest = { day: '2024-11-27', papers: 2 };
      const middle = { day: '2024-02-21', papers: 1 };
      expect(await store.days(2)).toEqual([newest, middle]);
      expect(await store.days(10)).toEqual([newest, middle, { day: '2023-12-31', papers: 1 }]);
      expect(await store.days(1, '2024-11-26')).toEqual([middle]);
      expect(await store.days(1, '2024-11-27')).toEqual([newest]);
      expect(await store.days(0)).toEqual([]);
    });

    it('puts a paper on the day it was announced, where that is known, not on the day it was submitted', async () => {
      await store.save([
        makePaper({ id: 'a', date: '2024-11-22', announced: '2024-11-26' }),
        makePaper({ id: 'b', date: '2024-11-22' }),
      ]);
      expect(await store.days(5)).toEqual([
        { day: '2024-11-26', papers: 1 },
        { day: '2024-11-22', papers: 1 },
      ]);
      expect((await store.onDay('2024-11-26')).map(({ id }) => id)).toEqual(['a']);
    });

    it('orders the papers of a day by upvotes, unknown ones as none, then by id', async () => {
      const date = '2024-11-27';
      await store.save([
        makePaper({ id: 'none-b', date }),
        makePaper({ id: 'none-a', date }),
        makePaper({ id: 'zero', date, upvotes: 0 }),
        makePaper({ id: 'most', date, upvotes: 110 }),
        makePaper({ id: 'few', date, upvotes: 9 }),
        makePaper({ id: 'other-day', date: '2024-11-26', upvotes: 500 }),
      ]);
      const found = await store.onDay(date);
      expect(found.map((paper) => paper.id)).toEqual(['most', 'few', 'none-a', 'none-b', 'zero']);
    });

    it('agrees with a plain map over any run of saves', async () => {
      const anyPaper: fc.Arbitrary<Paper> = fc.record(
        {
          id: fc.constantFrom('a', 'B', 'é', '2401.04088', 'hep-th/9711200'),
          title: fc.string({ unit: 'binary' }),
          abstract: fc.string({ unit: 'binary' }),
          lang: fc.constantFrom<Language[]>('en', 'ru', 'zh'),
          foundIn: fc.constant<FoundIn[]>([{ document: 'generated', line: 1 }]),
          date: fc.constantFrom('2024-01-01', '2024-01-02'),
          upvotes: fc.nat(),
        },
        { requiredKeys: ['id', 'title', 'abstract', 'lang', 'foundIn'] },
      );
      await fc.assert(
        fc.asyncProperty(fc.array(fc.array(anyPaper, { maxLength: 4 }), { maxLength: 6 }), async (saves) => {
          const other = await create();
          try {
            const expected = new Map<string, Paper>();
            for (const papers of saves) {
              await other.store.save(papers);
              for (const paper of papers) expected.set(paper.id, { ...paper });
            }
            expect(await other.store.count()).toBe(expected.size);
            for (const [id, paper] of expected) expect(await other.store.get([id])).toEqual([paper]);
          } finally {
            await other.close();
          }
        }),
        { numRuns: 25 },
      );
    });
  });
}
