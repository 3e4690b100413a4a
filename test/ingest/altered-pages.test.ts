import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Shape } from '../../src/ingest/format.ts';
import {
  ALTERATIONS,
  FURNITURE,
  type PagePaper,
  pagePapers,
  readPage,
  SEEDS,
  SHAPES,
  toAlternateLines,
  toArxivListing,
  toDailyPage,
  withoutLines,
} from '../support/pages.ts';

describe.each(SHAPES)('a page of the shape %s', (shape) => {
  const page = SEEDS[shape];
  const lines = page.split('\n');
  const asReceived = readPage(page);
  const said = withoutLines(asReceived.drafts);
  /** A draft without what depends on its neighbours: the year inferred for a day without one. */
  const keyOf = (draft: { title?: string; abstract: string }) => `${draft.title}\n${draft.abstract}`;

  it.each(Object.entries(ALTERATIONS))('says the same %s', (_, alter) => {
    const altered = readPage(alter(page));
    expect(altered.shape).toBe(shape);
    expect(withoutLines(altered.drafts)).toEqual(said);
    expect(altered.warnings).toHaveLength(asReceived.warnings.length);
  });

  it.each(FURNITURE)('says the same with %j anywhere', (phrase) => {
    for (const at of [0, 1, 2, Math.floor(lines.length / 2), lines.length - 1, lines.length]) {
      const altered = readPage(lines.toSpliced(at, 0, phrase).join('\n'));
      expect(altered.shape).toBe(shape);
      expect(withoutLines(altered.drafts)).toEqual(said);
    }
  });

  it('says where each record starts', () => {
    for (const { line, title, abstract } of asReceived.drafts) {
      const start = lines[line - 1] ?? '';
      expect(start.startsWith(abstract) || start.endsWith(title ?? abstract)).toBe(true);
    }
  });

  it('loses no more than one record with any one line, and never mixes two', () => {
    const known = new Set(asReceived.drafts.map(keyOf));
    const every = Math.ceil(lines.length / 60);
    for (let at = 0; at < lines.length; at += every) {
      const { drafts, shape: found } = readPage(lines.toSpliced(at, 1).join('\n'));
      const others = drafts.filter((draft) => !known.has(keyOf(draft)));
      expect(found).toBe(shape);
      expect(drafts.length - others.length).toBeGreaterThanOrEqual(known.size - 1);
      expect(others.length).toBeLessThanOrEqual(1);
    }
  });

  it('keeps what came before the place where it breaks off', () => {
    const share = fc.double({ min: 0.5, max: 1, noNaN: true });
    const property = fc.property(share, (part) => {
      const { drafts } = readPage(page.slice(0, Math.floor(page.length * part)));
      // The record that breaks off may look like two: a title, and first words that could be another.
      const whole = withoutLines(drafts).slice(0, -2).map(keyOf);
      expect(whole.length).toBeGreaterThan(Math.floor(said.length * part * 0.5) - 3);
      expect(whole).toEqual(said.slice(0, whole.length).map(keyOf));
    });
    fc.assert(property, { numRuns: 30 });
  });
});

const INTRO = '大家好，欢迎阅读今天的人工智能论文速递，一起来看看吧！';
const OUTRO = '以上就是本期的全部内容，喜欢的话请点赞、收藏、关注。';

const WRITERS: Readonly<Partial<Record<Shape, (papers: readonly PagePaper[]) => string[]>>> = {
  'arxiv-listing': toArxivListing,
  digest: (papers) => [INTRO, ...toAlternateLines(papers), OUTRO],
  'search-page': toAlternateLines,
  'daily-page': (papers) => toDailyPage('Dec 31, 2025', papers),
};

describe.each(Object.entries(WRITERS))('any page of the shape %s', (shape, write) => {
  it('gives back the titles and abstracts it was written from, without a warning', () => {
    const property = fc.property(pagePapers, (papers) => {
      const page = readPage(write(papers).join('\n'));
      expect(page.shape).toBe(shape);
      expect(page.drafts.map(({ title, abstract }) => ({ title, abstract }))).toEqual(
        papers.map(({ title, abstract }) => ({ title, abstract })),
      );
      expect(page.warnings).toEqual([]);
    });
    fc.assert(property);
  });
});

describe('a text of no known shape', () => {
  const sentence = 'The town council met on Tuesday to approve the plan for a new park by the river. ';

  it.each([
    ['nothing', ''],
    ['blank lines', '\n \n\t\n'],
    ['a word', 'hello'],
    ['a list', 'milk\neggs\nbread'],
    ['a program', 'function f() {\n  return 1;\n}\n'],
    ['a log', '2024-01-01 INFO start\n2024-01-02 WARN stop'],
    ['news', `Council approves park\n${sentence.repeat(4)}`],
    ['a date', 'Nov 27'],
    ['an arXiv ID', 'arXiv:2402.14083'],
  ])('is not taken for a page of papers: %s', (_, text) => {
    expect(readPage(text)).toEqual({ shape: undefined, drafts: [], warnings: [] });
  });

  it('is read without an error, whatever it holds', () => {
    const line = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        'Subjects: |',
        'Cite as: | arXiv:2402.14083 |',
        '[2402.14083]',
        '• 3 authors',
        '·',
        'May 20',
      ),
      fc.constant('We propose a model. '.repeat(20)),
    );
    const property = fc.property(fc.array(line), (lines) => {
      const { drafts } = readPage(lines.join('\n'));
      for (const draft of drafts) expect(draft.abstract === '' && draft.title === undefined).toBe(false);
    });
    fc.assert(property, { numRuns: 500 });
  });

  it.each([
    ['blanks', ' '.repeat(1_000_000)],
    ['blanks between letters', `Title:${' '.repeat(1_000_000)}a\u2028b`],
    ['one word', 'a'.repeat(1_000_000)],
    ['quotes', '"'.repeat(10_000)],
    ['lone surrogates', '\uD800'.repeat(500_000)],
    ['marks of direction', '\u202E\u200F'.repeat(500_000)],
    ['bars', `Subjects: |${' |'.repeat(400_000)}x`],
    ['brackets', `Cite as: arXiv:2402.14083\nSubjects: ${'('.repeat(1_000_000)}`],
    ['labels', `${'New'.repeat(300_000)}\nWe propose a model.`],
    ['numbers', '1. '.repeat(300_000)],
    ['names', 'Aa Bb, Cc Dd, '.repeat(70_000)],
    ['days', 'May 20\n'.repeat(20_000)],
  ])('gets an answer where it is a megabyte of %s', (_, text) => {
    expect(readPage(text).drafts.length).toBeLessThanOrEqual(1);
  });
});
