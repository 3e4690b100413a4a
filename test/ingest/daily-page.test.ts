import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { earliestFrom, newestUntil } from '../../src/ingest/page-date.ts';
import { readPage, SEEDS, toWrittenDay } from '../support/pages.ts';

const PAGE = SEEDS['daily-page'];
const last = (page: string) => readPage(page).drafts.at(-1);

describe('the day of a paper on a daily page', () => {
  it('is taken as written where it has a year, and the number of comments after it is left', () => {
    const { drafts } = readPage(PAGE);
    expect(drafts.map(({ date, authorCount }) => [date, authorCount])).toEqual([
      ['2023-05-16', 1],
      ['2024-11-26', 10],
      ['2023-05-31', 4],
      ['2024-10-12', 13],
      ['2023-09-15', 3],
      ['2024-05-20', 3],
    ]);
    expect(drafts.filter((draft) => draft.upvotes !== undefined)).toEqual([]);
  });

  it.each([
    ['Nov 27', 'May 20', '2024-05-20'],
    ['November 27', 'May 20', '2024-05-20'],
    ['27 Nov', 'May 20', '2024-05-20'],
    ['Wed, Nov 27', 'May 20', '2024-05-20'],
    ['Nov 27, 2025', 'May 20', '2025-05-20'],
    ['27 November 2025', '20 May', '2025-05-20'],
    ['2025-11-27', 'May 20 12', '2025-05-20'],
    ['Nov 27, 2024', 'Nov 27', '2024-11-27'],
    ['Nov 27, 2024', 'Nov 28', '2023-11-28'],
    ['Nov 25', 'Nov 20', '2025-11-20'],
    ['Nov 27, 2025', 'Feb 29', '2024-02-29'],
    ['Feb 29', 'Feb 28', '2028-02-28'],
  ])('on a page of “%s” without a year, “%s”, is %s', (heading, written, date) => {
    const page = PAGE.replace('Nov 27', heading).replace(/May 20$/, written);
    expect(last(page)).toMatchObject({ date, dateInferred: true });
  });

  it('comes with a warning where its year was inferred', () => {
    const reason =
      "“May 20” has no year: read as 2024, the newest one not after the page's day, 27 Nov 2024.";
    expect(readPage(PAGE).warnings).toEqual([{ document: 'page.txt', line: 59, reason }]);
  });

  it('is left out, with one warning, where nothing on the page has a year', () => {
    const { drafts, warnings } = readPage(PAGE.replace(/, 20\d\d( 2)?/g, ''));
    expect(drafts.map((draft) => draft.date)).toEqual(Array(6).fill(undefined));
    const reason = '“May 16” has no year, and nothing on the page tells it; this and 5 more were left out.';
    expect(warnings).toEqual([{ document: 'page.txt', line: 19, reason }]);
  });

  it('is left out where the page has no heading and the day no year', () => {
    expect(last(PAGE.replace('Nov 27', ''))).not.toHaveProperty('date');
  });
});

describe('the heading of a daily page', () => {
  it('is still the first day where the first abstract is missing', () => {
    const page = PAGE.replace(/^This research paper presents.*$/m, '').replace('Nov 27', 'Nov 27, 2025');
    expect(readPage(page).drafts.map((draft) => draft.date)).toEqual([
      '2023-05-16',
      '2024-11-26',
      '2023-05-31',
      '2024-10-12',
      '2023-09-15',
      '2025-05-20',
    ]);
  });
});

describe('a record of a daily page', () => {
  const whole = readPage(PAGE).drafts.map(({ title, abstract }) => ({ title, abstract }));

  it.each<[string, string]>([
    ['no counts of authors', PAGE.replace(/ *• .*\n/g, '')],
    ['no dates', PAGE.replace(/·\n.*(\n|$)/g, '$1')],
    ['all facts in one line', PAGE.replace(/authors\n·\n/g, 'authors · ')],
    ['facts written with entities', PAGE.replaceAll('•', '&bull;').replaceAll('·', '&middot;')],
    ['an organisation instead of the count', PAGE.replace('  • 10 authors', 'Carnegie Mellon University')],
    ['votes above the titles', PAGE.replace(/(\n\n)(?=FlexRound|FlatQuant)/g, '\n\n128\n\n')],
    [
      'links below the titles',
      PAGE.replace('Effects\n', 'Effects\n\nhttps://huggingface.co/papers/2411.17864\n'),
    ],
  ])('is whole on a page with %s', (_, page) => {
    const { drafts, shape } = readPage(page);
    expect(shape).toBe('daily-page');
    expect(drafts.map(({ title, abstract }) => ({ title, abstract }))).toEqual(whole);
  });

  it('has the arXiv ID of the link below its title', () => {
    const page = PAGE.replace('Effects\n', 'Effects\n\nhttps://huggingface.co/papers/2411.17864\n');
    expect(readPage(page).drafts[1]?.arxivId).toBe('2411.17864');
  });

  it('keeps its title where the abstract is missing', () => {
    const { drafts, warnings } = readPage(PAGE.replace(/^Recently, quantization has been.*$/m, ''));
    expect(drafts[3]).toMatchObject({ abstract: '', date: '2024-10-12', authorCount: 13 });
    expect(warnings[0]).toMatchObject({ line: 37, reason: 'This title has no abstract below it.' });
  });

  it('keeps its facts where the title is missing', () => {
    const { drafts } = readPage(PAGE.replace('Make Deep Networks Shallow Again', ''));
    expect(drafts[4]).toMatchObject({ abstract: whole[4]?.abstract, date: '2023-09-15', authorCount: 3 });
    expect(drafts[4]).not.toHaveProperty('title');
  });
});

describe('a day without its year', () => {
  const day = fc.date({ min: new Date('1995-01-01'), max: new Date('2095-01-01'), noInvalidDate: true });
  const iso = (date: Date) => date.toISOString().slice(0, 10);

  it('is found again from any day near it', () => {
    const property = fc.property(day, fc.integer({ min: 0, max: 364 }), (date, distance) => {
      const written = { month: date.getUTCMonth() + 1, day: date.getUTCDate() };
      const later = new Date(date.getTime() + distance * 86_400_000);
      const earlier = new Date(date.getTime() - distance * 86_400_000);
      expect(newestUntil(written, iso(later))).toBe(iso(date));
      expect(earliestFrom(written, iso(earlier))).toBe(iso(date));
    });
    fc.assert(property);
  });

  it('is read in the form that the site writes', () => {
    const property = fc.property(day, (date) => {
      const page = PAGE.replace('Nov 27', 'Jan 1, 2099').replace(/May 20$/, toWrittenDay(iso(date)));
      expect(last(page)?.date).toBe(iso(date));
    });
    fc.assert(property, { numRuns: 25 });
  });
});
