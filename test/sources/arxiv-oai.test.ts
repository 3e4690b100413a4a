import { describe, expect, it } from 'vitest';
import { createArxivOai, toSet } from '../../src/sources/arxiv-oai.ts';
import { SourceError } from '../../src/sources/source-error.ts';
import { collect } from '../contracts/source.ts';
import { createScriptedFetch } from '../support/scripted-fetch.ts';
import { oaiAnswer, oaiError } from '../support/source-pages.ts';

const today = { now: () => new Date('2024-03-02T12:00:00Z') };
const tomorrow = { now: () => new Date('2024-03-03T12:00:00Z') };
const url = 'http://localhost/oai';

function create(
  answer: Parameters<typeof createScriptedFetch>[0],
  { clock = today, categories = ['cs.CL'] } = {},
) {
  const { fetch, asked } = createScriptedFetch(answer);
  const source = createArxivOai(url, categories, fetch, clock);
  const queries = () => asked.map((ask) => Object.fromEntries(ask.url.searchParams));
  return { source, queries };
}

const first = { verb: 'ListRecords', metadataPrefix: 'arXivRaw', set: 'cs:cs:CL' };

describe('a harvest', () => {
  it('gives the newest version and the first submission of a paper', async () => {
    const { source } = create(() => oaiAnswer([{ id: '2401.04081' }]));
    const [batch] = await collect(source.fetchSince(undefined));
    expect(batch?.papers[0]).toMatchObject({
      id: '2401.04081',
      version: 2,
      date: '2024-01-08',
      authors: ['Ana García', 'Bo Wu', 'Cy Li Jr.'],
      categories: ['cs.CL', 'cs.LG'],
      comments: '12 pages',
    });
  });

  it('follows a list to its end, then takes the next category', async () => {
    const { source, queries } = create(
      (_, count) =>
        count === 1 ? oaiAnswer([{ id: '2401.00001' }], 'token|1') : oaiAnswer([{ id: `2401.0000${count}` }]),
      { categories: ['cs.CL', 'hep-th'] },
    );
    const batches = await collect(source.fetchSince(undefined));
    expect(batches.map((batch) => batch.papers[0]?.id)).toEqual(['2401.00001', '2401.00002', '2401.00003']);
    expect(queries()).toEqual([
      { ...first, from: '2024-02-01' },
      { verb: 'ListRecords', resumptionToken: 'token|1' },
      { ...first, set: 'physics:hep-th', from: '2024-02-01' },
    ]);
  });

  it('goes on inside a list where it was cut off', async () => {
    const failing = create((_, count) =>
      count === 1 ? oaiAnswer([{ id: '2401.00001' }], 't1') : new SourceError('down', 'no'),
    );
    const batches: string[] = [];
    await expect(async () => {
      for await (const batch of failing.source.fetchSince(undefined)) batches.push(batch.cursor);
    }).rejects.toThrow('no');
    const { source, queries } = create(() => oaiAnswer([{ id: '2401.00002' }]));
    await collect(source.fetchSince(batches.at(-1)));
    expect(queries()).toEqual([{ verb: 'ListRecords', resumptionToken: 't1' }]);
  });

  const half = JSON.stringify({
    categories: 'cs.CL',
    from: '2024-02-20',
    began: '2024-03-02',
    set: 0,
    token: 'old',
  });

  it('reads a list anew the day after, since its token has expired', async () => {
    const { source, queries } = create(() => oaiAnswer([]), { clock: tomorrow });
    await collect(source.fetchSince(half));
    expect(queries()).toEqual([{ ...first, from: '2024-02-20' }]);
  });

  it('reads a list anew where arXiv no longer takes its token', async () => {
    const { source, queries } = create((_, count) =>
      count === 1 ? oaiError('badResumptionToken') : oaiAnswer([]),
    );
    await collect(source.fetchSince(half));
    expect(queries()).toEqual([
      { verb: 'ListRecords', resumptionToken: 'old' },
      { ...first, from: '2024-02-20' },
    ]);
  });

  it('goes on from the day on which the last whole round began', async () => {
    const done = create(() => oaiAnswer([]));
    const [batch] = await collect(done.source.fetchSince(undefined));
    const { source, queries } = create(() => oaiAnswer([]), { clock: tomorrow });
    await collect(source.fetchSince(batch?.cursor));
    expect(queries()).toEqual([{ ...first, from: '2024-03-02' }]);
  });

  it('begins anew where its last round lies in the future, for then a clock was wrong', async () => {
    const { source, queries } = create(() => oaiAnswer([]));
    const future = { categories: 'cs.CL', from: '2031-01-01', began: '2031-01-02', set: 1 };
    await collect(source.fetchSince(JSON.stringify(future)));
    expect(queries()).toEqual([{ ...first, from: '2024-02-01' }]);
  });

  it('begins anew where other categories are chosen', async () => {
    const { source, queries } = create(() => oaiAnswer([]), { categories: ['cs.LG'] });
    await collect(source.fetchSince(half));
    expect(queries()).toEqual([{ ...first, set: 'cs:cs:LG', from: '2024-02-01' }]);
  });

  it('is content where nothing changed, and passes over deleted records', async () => {
    const { source } = create(() => oaiError('noRecordsMatch'));
    expect(await collect(source.fetchSince(undefined))).toMatchObject([{ papers: [], rejected: [] }]);
    const deleted = oaiAnswer([{ id: '2401.00001' }]).replace('<header>', '<header status="deleted">');
    const { source: other } = create(() => deleted);
    expect(await collect(other.fetchSince(undefined))).toMatchObject([{ papers: [], rejected: [] }]);
  });

  it.each(['badArgument', 'noSetHierarchy'])('fails with the reason that arXiv gives: %s', async (code) => {
    const { source } = create(() => oaiError(code));
    await expect(collect(source.fetchSince(undefined))).rejects.toThrow(code);
  });

  it('does not go round in a circle', async () => {
    const { source } = create(() => oaiAnswer([{ id: '2401.00001' }], 'again'));
    await expect(collect(source.fetchSince(undefined))).rejects.toThrow(/same resumption token twice/);
  });
});

describe('the set of a category', () => {
  it.each([
    { category: 'cs.AI', set: 'cs:cs:AI' },
    { category: 'stat.ML', set: 'stat:stat:ML' },
    { category: 'q-bio.NC', set: 'q-bio:q-bio:NC' },
    { category: 'astro-ph.CO', set: 'physics:astro-ph:CO' },
    { category: 'hep-th', set: 'physics:hep-th' },
    { category: 'physics.optics', set: 'physics:physics:optics' },
    { category: 'cs', set: 'cs:cs' },
  ])('of $category is $set', ({ category, set }) => {
    expect(toSet(category)).toBe(set);
  });
});
