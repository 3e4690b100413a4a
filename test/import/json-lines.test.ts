import { describe, expect, it } from 'vitest';
import { importText, toJsonLines, toRecord } from './world.ts';

/** A record as the public snapshot has it, with all its fields. */
const SNAPSHOT = {
  id: '0704.0001',
  submitter: 'Pavel Nadolsky',
  authors: "C. Bal\\'azs, E. L. Berger, P. M. Nadolsky, C.-P. Yuan",
  title: 'Calculation of prompt diphoton production cross sections at Tevatron and\n  LHC energies',
  comments: '37 pages, 15 figures; published version',
  'journal-ref': 'Phys.Rev.D76:013009,2007',
  doi: '10.1103/PhysRevD.76.013009',
  'report-no': 'ANL-HEP-PR-07-12',
  categories: 'hep-ph astro-ph.CO',
  license: null,
  abstract: '  A fully differential calculation at order $\\alpha_s^2$ is presented.\n',
  versions: [
    { version: 'v1', created: 'Mon, 2 Apr 2007 19:18:42 GMT' },
    { version: 'v2', created: 'Tue, 24 Jul 2007 20:10:27 GMT' },
  ],
  update_date: '2008-11-26',
  authors_parsed: [
    ['Balázs', 'C.', ''],
    ['Berger', 'E. L.', 'Jr.', 'Argonne'],
  ],
};

describe('a record of the public arXiv snapshot', () => {
  it('becomes a paper with the day of its first version, its newest version and real names', async () => {
    const { papers } = await importText(toJsonLines([SNAPSHOT]), 'snapshot.json');
    expect(papers).toEqual([
      {
        id: '0704.0001',
        arxivId: '0704.0001',
        version: 2,
        title: 'Calculation of prompt diphoton production cross sections at Tevatron and LHC energies',
        abstract: 'A fully differential calculation at order αₛ² is presented.',
        asWritten: { title: SNAPSHOT.title, abstract: SNAPSHOT.abstract },
        authors: ['C. Balázs', 'E. L. Berger Jr.'],
        date: '2007-04-02',
        categories: ['hep-ph', 'astro-ph.CO'],
        comments: '37 pages, 15 figures; published version',
        lang: 'en',
        foundIn: [{ document: 'snapshot.json', line: 1 }],
      },
    ]);
  });

  it('may be old, name its authors in one text only, and lack what is not known', async () => {
    const { authors_parsed: _, ...record } = SNAPSHOT;
    const old = { ...record, id: 'math.GT/0309136', comments: null, versions: null };
    const [paper] = (await importText(toJsonLines([old]))).papers;
    expect(paper).toMatchObject({
      id: 'math/0309136',
      authors: ['C. Balázs', 'E. L. Berger', 'P. M. Nadolsky', 'C.-P. Yuan'],
    });
    expect(paper).not.toHaveProperty('date');
    expect(paper).not.toHaveProperty('version');
    expect(paper).not.toHaveProperty('comments');
  });
});

describe('a record of a list made from it', () => {
  it('has real lists, of which classes that are not of arXiv are left out', async () => {
    const record = toRecord(1, { categories: ['cs.CV', '68T45, 62H30', 'I.5.3'], comment: '12 pages' });
    expect((await importText(toJsonLines([record]), 'list.jsonl.gz')).papers).toMatchObject([
      {
        id: '2401.00001',
        authors: ['Ann Lee', 'Bo Wu'],
        categories: ['cs.CV'],
        comments: '12 pages',
        date: '2024-01-08',
        foundIn: [{ document: 'list.jsonl', line: 1 }],
      },
    ]);
  });

  it.each([
    ['2401.00001', '2024-01-31', '2024-01-31'],
    ['2401.00001', '2023-12-28', '2023-12-28'],
    ['2401.00001', '2024-02-01', undefined],
    ['2401.00001', '2025-10-13', undefined],
    ['hep-th/9711200', '1997-11-27', '1997-11-27'],
    ['hep-th/9711200', '2003-01-05', undefined],
    ['2401.00001', null, undefined],
    ['2401.00001', '2024', undefined],
  ])(
    '%s with the date %s was submitted on %s: a later day is that of an announcement',
    async (id, date, day) => {
      const { papers } = await importText(toJsonLines([toRecord(1, { id, date })]));
      expect(papers[0]?.date).toBe(day);
    },
  );
});

describe('a bad line', () => {
  const cases: readonly (readonly [line: string, reason: RegExp])[] = [
    ['', /^$/],
    ['not JSON', /is no JSON object/],
    ['{"id":"2401.00007","title":', /it may be cut off/],
    ['[1, 2]', /is no JSON object/],
    ['null', /is no JSON object/],
    ['{}', /^id: is missing/],
    [JSON.stringify(toRecord(7, { id: '2413.00001' })), /^id: “2413\.00001” is no arXiv ID/],
    [JSON.stringify(toRecord(7, { title: '' })), /^title: is missing/],
    [JSON.stringify(toRecord(7, { abstract: null })), /^abstract: is missing/],
    [JSON.stringify(toRecord(7, { authors: 12 })), /^authors: /],
    [JSON.stringify(toRecord(7, { date: '08/01/2024' })), /^date: “08\/01\/2024” is not a day/],
    [
      JSON.stringify({ ...SNAPSHOT, versions: [{ version: 'v1', created: 'soon' }] }),
      /^versions\.0\.created: /,
    ],
    [JSON.stringify(toRecord(7, { foundIn: [] })), /^(?:lang|foundIn|categories|date|authors)/],
    [`{"id":${'['.repeat(50_000)}${']'.repeat(50_000)}}`, /^id: is missing or no text/],
    [`{"id":"${'x'.repeat(5 * 2 ** 20)}"}`, /is longer than any record/],
  ];

  it.each(cases.map(([line, reason]) => [line.slice(0, 40), line, reason] as const))(
    '%s costs only itself, and is shown with its number and the reason',
    async (_, line, reason) => {
      const good = (number: number) => JSON.stringify(toRecord(number));
      const { report, papers } = await importText([good(1), line, good(3)].join('\r\n'), 'some.jsonl');
      expect(papers.map(({ id }) => id)).toEqual(['2401.00001', '2401.00003']);
      expect(papers[1]?.foundIn).toEqual([{ document: 'some.jsonl', line: 3 }]);
      const expected =
        line === '' ? [] : [{ document: 'some.jsonl', line: 2, reason: expect.stringMatching(reason) }];
      expect(report).toMatchObject({ added: 2, warned: expected.length, warnings: expected });
    },
  );

  it('is counted beyond the first ten, which are shown', async () => {
    const lines = Array.from({ length: 40 }, (_, n) => (n % 2 === 0 ? JSON.stringify(toRecord(n + 1)) : '{'));
    const { report } = await importText(lines.join('\n'));
    expect(report).toMatchObject({ added: 20, warned: 20 });
    expect(report.warnings.map(({ line }) => line)).toEqual([2, 4, 6, 8, 10, 12, 14, 16, 18, 20]);
  });
});

it('text that steers a terminal or breaks its encoding does not get into a paper', async () => {
  const record = toRecord(1, { title: 'A \u001b[2J title\ud800 \u202eturned', comment: 'a\u0000b' });
  const [paper] = (await importText(toJsonLines([record]))).papers;
  expect(`${paper?.title}${paper?.comments}`).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
});
