import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { importText } from './world.ts';

const ABSTRACT = 'We study sparse experts, and find that routing helps.';

/** A field as RFC 4180 quotes it. */
const quote = (field: string) => `"${field.replaceAll('"', '""')}"`;

describe('a table', () => {
  it('keeps quotes, commas and line ends inside quoted fields, and knows the line a row starts at', async () => {
    const table = [
      'arxiv_id,title,abstract,authors,categories,published,comments',
      `2401.00001,"Experts, ""sparse"" ones","We study\r\n\r\nexperts, and more.","Lee, Ann; Wu, Bo",cs.CL cs.LG,2024-01-08T23:30:00-05:00,"12 pages"`,
      '',
      `arXiv:2401.00002v3,Routers,${quote(ABSTRACT)},Ann Lee and Bo Wu,"['cs.CV', 'stat.ML']","Jan 9, 2024",`,
    ];
    const { report, papers } = await importText(table.join('\r\n'), 'table.csv');
    expect(report).toMatchObject({ shape: 'csv', added: 2, warned: 0 });
    expect(papers).toMatchObject([
      {
        id: '2401.00001',
        title: 'Experts, "sparse" ones',
        abstract: 'We study experts, and more.',
        authors: ['Ann Lee', 'Bo Wu'],
        categories: ['cs.CL', 'cs.LG'],
        date: '2024-01-09',
        comments: '12 pages',
        foundIn: [{ document: 'table.csv', line: 2 }],
      },
      {
        id: '2401.00002',
        version: 3,
        authors: ['Ann Lee', 'Bo Wu'],
        categories: ['cs.CV', 'stat.ML'],
        date: '2024-01-09',
        foundIn: [{ document: 'table.csv', line: 6 }],
      },
    ]);
  });

  it.each([
    ['id,title,abstract', ','],
    ['\uFEFFID,Title,Summary', ','],
    ['"Paper ID","Paper Title","Abstract Note"', ','],
    ['url;titles;summaries', ';'],
    ['DOI\tTitle\tAbstract', '\t'],
  ])('is known by its header %s', async (header, delimiter) => {
    const id = header.startsWith('DOI') ? '10.48550/arXiv.2401.00001' : 'https://arxiv.org/abs/2401.00001v2';
    const { papers } = await importText(
      `${header}\n${[id, 'Sparse experts', quote(ABSTRACT)].join(delimiter)}\n`,
    );
    expect(papers).toMatchObject([{ id: '2401.00001', title: 'Sparse experts', abstract: ABSTRACT }]);
  });

  it('needs no IDs: two works of one title stay two, and the same work twice is one', async () => {
    const other = 'A history of lighthouses along the northern coast, from oil lamps to automation.';
    const rows = [
      `7,Introduction,${quote(ABSTRACT)}`,
      `8,Introduction,${quote(other)}`,
      `9,Introduction,${quote(other)}`,
    ];
    const { report, papers } = await importText(['id,title,abstract', ...rows].join('\n'));
    expect(report).toMatchObject({ added: 2, unchanged: 1 });
    expect(papers.map(({ id }) => id)).toEqual([
      'introduction',
      expect.stringMatching(/^introduction-[0-9a-f]{8}$/),
    ]);
    expect(papers.map(({ abstract }) => abstract)).toEqual([ABSTRACT, other]);
  });
});

describe('a bad row', () => {
  const good = (number: number) => `2401.0000${number},Title ${number},${quote(ABSTRACT)}`;
  const cases: readonly (readonly [row: string, reason: string])[] = [
    ['2401.00009,too short', 'has 2 fields where the header has 3'],
    ['2401.00009,one,comma,too many', 'has 4 fields where the header has 3'],
    ['2401.00009,"never closed,x', 'opens a quote that nothing closes'],
    ['2401.00009,No abstract,', 'abstract: is missing'],
    [`2401.00009,Long,${'x'.repeat(30_000)}`, 'abstract: is longer than any abstract'],
    [`2401.00009,Longer,${'x'.repeat(5 * 2 ** 20)}`, 'is longer than any record'],
  ];

  it.each(cases)('%.40s costs only itself', async (row, reason) => {
    const { report, papers } = await importText(
      ['id,title,abstract', good(1), row, good(3), good(4)].join('\n'),
    );
    expect(papers.map(({ id }) => id)).toEqual(['2401.00001', '2401.00003', '2401.00004']);
    expect(report.warnings).toMatchObject([{ line: 3, reason }]);
  });

  it('with a quote inside a plain field is not bad', async () => {
    const row = `2401.00002,On a 5" screen,${ABSTRACT.replaceAll(',', '')}`;
    const { report, papers } = await importText(['id,title,abstract', good(1), row, good(3)].join('\n'));
    expect(report.warned).toBe(0);
    expect(papers[1]?.title).toBe('On a 5" screen');
  });
});

it('whatever stands in the fields, a row that is written as RFC 4180 says is read as it was', async () => {
  const field = fc
    .array(fc.constantFrom('"', ',', '\n', '\r\n', ';', ' ', 'expert', 'sparse', '""', "'"), {
      maxLength: 12,
    })
    .map((parts) => `Words ${parts.join('')} end`);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(field, field), { minLength: 1, maxLength: 8 }), async (rows) => {
      const lines = rows.map(
        ([title, abstract], n) => `2401.0000${n + 1},${quote(title)},${quote(abstract)}`,
      );
      const { report, papers } = await importText(['id,title,abstract', ...lines].join('\r\n'));
      expect(report.warned).toBe(0);
      const seen = papers.map((paper) => [
        paper.asWritten?.title ?? paper.title,
        paper.asWritten?.abstract ?? paper.abstract,
      ]);
      expect(seen).toEqual(rows.map((row) => row.map((text) => text.replaceAll('\r\n', '\n'))));
    }),
    { numRuns: 60 },
  );
});

it('any table of quotes, commas and line ends gets an answer', async () => {
  const text = fc.array(fc.constantFrom('"', ',', '\n', '\r', 'x', '2401.00001'), { maxLength: 200 });
  await fc.assert(
    fc.asyncProperty(text, async (parts) => {
      const last = `2401.00002,The last,${quote(ABSTRACT)}`;
      const { papers } = await importText(`id,title,abstract\n${parts.join('')}\n${last}`);
      expect(papers.map(({ id }) => id)).toContain('2401.00002');
    }),
    { numRuns: 60 },
  );
});
