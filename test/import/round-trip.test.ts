import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { toExportLine } from '../../src/import/exported-paper.ts';
import type { Paper } from '../../src/papers/paper.ts';
import { toSlug } from '../../src/papers/slug.ts';
import { createKeep } from '../../src/sources/keeper.ts';
import { openSqliteStore } from '../../src/stores/sqlite.ts';
import {
  clock,
  createImportWorld,
  importPath,
  importText,
  papersOf,
  toJsonLines,
  writeInput,
} from './world.ts';

const folder = mkdtempSync(join(tmpdir(), 'paperboy-round-trip-'));
afterAll(() => rmSync(folder, { recursive: true }));
let databases = 0;

function openStore() {
  databases += 1;
  return openSqliteStore(join(folder, `${databases}.db`), clock);
}

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.constantFrom(
    'a "quote", a\u0000byte',
    'lone \ud83d',
    '\u2028\u202e',
    'Мы учим 王',
    '\\u0041 {}[]',
    '\r\n',
  ),
);
const list = <Item>(item: fc.Arbitrary<Item>) => fc.array(item, { minLength: 1, maxLength: 4 });
const true_ = fc.constant(true as const);
const place = fc.record(
  { document: text, site: text, line: fc.nat() },
  { requiredKeys: ['document', 'line'] },
);
const day = fc
  .date({ min: new Date('1991-08-14'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const arxivId = fc
  .tuple(fc.constantFrom('2401.', '0704.', 'cs/9301', 'hep-th/9711'), fc.integer({ min: 1, max: 999 }))
  .map(
    ([start, n]) => `${start}${String(n).padStart(start === '2401.' ? 5 : start === '0704.' ? 4 : 3, '0')}`,
  );

const withoutId: fc.Arbitrary<Omit<Paper, 'id' | 'arxivId'>> = fc.record(
  {
    version: fc.integer({ min: 1, max: 99 }),
    title: text,
    titleDerived: true_,
    abstract: text,
    abstractCut: true_,
    asWritten: fc.oneof(fc.record({ title: text }), fc.record({ title: text, abstract: text })),
    authors: list(text),
    authorCount: fc.nat(),
    date: day,
    dateInferred: true_,
    categories: fc.uniqueArray(fc.constantFrom('cs.CL', 'cs.LG', 'hep-th'), { minLength: 1 }),
    comments: text,
    upvotes: fc.nat(),
    links: fc.uniqueArray(
      fc.record({
        kind: fc.constantFrom('code', 'project', 'demo', 'data', 'model', 'video', 'page'),
        url: fc.webUrl({ withFragments: true, withQueryParameters: true }),
      }),
      { minLength: 1, maxLength: 3, selector: ({ url }) => url },
    ),
    lang: fc.constantFrom('en', 'ru', 'zh'),
    foundIn: fc.uniqueArray(place, {
      minLength: 1,
      maxLength: 3,
      selector: (at) => `${at.line} ${at.document}`,
    }),
  },
  { requiredKeys: ['title', 'abstract', 'lang', 'foundIn'] },
);

const paper: fc.Arbitrary<Paper> = fc
  .tuple(withoutId, fc.option(arxivId))
  .map(([{ dateInferred, ...rest }, id]) => ({
    ...rest,
    ...(id === null ? { id: toSlug(rest.title) } : { id, arxivId: id }),
    ...(dateInferred && rest.date !== undefined && { dateInferred }),
  }));

/** Papers as a store holds them: no two with one ID, and no two of one title, which may be the same work. */
const corpus: fc.Arbitrary<Paper[]> = fc
  .uniqueArray(paper, { minLength: 1, maxLength: 20, selector: ({ title }) => toSlug(title) })
  .map((papers) => [...new Map(papers.map((each) => [each.id, each])).values()]);

const toExport = (papers: readonly Paper[]) => papers.map(toExportLine).join('');

it('what is exported and imported again is the same, in every field, through real databases', async () => {
  await fc.assert(
    fc.asyncProperty(corpus, async (papers) => {
      const [from, to] = [openStore(), openStore()];
      try {
        await from.save(papers);
        const exported = toExport(await papersOf(from));
        const keep = createKeep(to, { add: async () => {}, remove: async () => {} });
        const world = { store: to, keep, clock, signal: new AbortController().signal };
        const path = writeInput(exported);
        expect(await importPath(path, world)).toMatchObject({ added: papers.length, updated: 0, warned: 0 });
        expect(await papersOf(to)).toEqual(await papersOf(from));
        expect(toExport(await papersOf(to))).toBe(exported);
        expect(await importPath(path, world)).toMatchObject({
          added: 0,
          updated: 0,
          unchanged: papers.length,
        });
      } finally {
        from.close();
        to.close();
      }
    }),
    { numRuns: 40 },
  );
});

const EXPORTED: Paper = {
  id: '2401.00001',
  arxivId: '2401.00001',
  title: 'Sparse experts',
  abstract: 'We study experts.',
  lang: 'en',
  foundIn: [{ document: 'a', line: 1 }],
};

it('an export writes the fields of every paper in one order', () => {
  const { id, ...rest } = EXPORTED;
  expect(toExportLine({ ...rest, id })).toBe(toExportLine(EXPORTED));
});

it.each([
  ['an ID in another form', { arxivId: 'arXiv:2401.00001v2' }],
  ['two IDs', { id: 'sparse-experts' }],
  ['no ID', { id: ' ' }],
  ['no place', { foundIn: [] }],
  ['a day that is none', { date: '2023-02-29' }],
  ['a link that runs something', { links: [{ kind: 'code', url: 'javascript:alert(1)' }] }],
  ['a language that we do not speak', { lang: 'fr' }],
  ['votes below zero', { upvotes: -1 }],
  ['a list in place of a text', { title: ['a'] }],
])('a line of an export with %s is left out', async (_, change) => {
  const { report, papers } = await importText(toJsonLines([{ ...EXPORTED, ...change }]));
  expect(papers).toEqual([]);
  expect(report.warned).toBe(1);
});

it('what an export of a newer Paperboy says beyond what we know is passed over', async () => {
  const { papers } = await importText(toJsonLines([{ ...EXPORTED, mood: 'good' }]));
  expect(papers).toEqual([EXPORTED]);
});

it('an export joins the works that the store knows already by their titles', async () => {
  const world = createImportWorld();
  const { arxivId: _, ...known } = { ...EXPORTED, id: 'sparse-experts' };
  await world.store.save([known]);
  expect(await importPath(writeInput(toJsonLines([EXPORTED])), world)).toMatchObject({
    added: 0,
    updated: 1,
  });
  expect((await papersOf(world.store)).map(({ id }) => id)).toEqual(['2401.00001']);
});
