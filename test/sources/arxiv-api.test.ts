import { describe, expect, it } from 'vitest';
import { createArxivApi, createArxivQuerySource } from '../../src/sources/arxiv-api.ts';
import { SourceError } from '../../src/sources/source-error.ts';
import { collect } from '../contracts/source.ts';
import { createScriptedFetch } from '../support/scripted-fetch.ts';
import { apiAnswer } from '../support/source-pages.ts';

const url = 'http://localhost/api/query';
const refusal = new SourceError('refused', 'arXiv refused the request (HTTP 400)', { status: 400 });

function idsOf(address: URL): string[] {
  return (address.searchParams.get('id_list') ?? '').split(',');
}

describe("arXiv's export API", () => {
  it('gives a paper with its first submission, its version and its own categories, primary first', async () => {
    const { fetch } = createScriptedFetch(() => apiAnswer([{ id: '2401.04081v3' }]));
    const { papers, rejected } = await createArxivApi(url, fetch).fetchByIds(['2401.04081']);
    expect(rejected).toEqual([]);
    expect(papers).toEqual([
      {
        id: '2401.04081',
        arxivId: '2401.04081',
        version: 3,
        title: 'On 2401.04081v3',
        abstract: 'We study 2401.04081v3 & find that x < y.',
        authors: ['Ana García', 'Bo Wu'],
        date: '2024-01-08',
        categories: ['cs.CL', 'cs.LG'],
        comments: '12 pages',
        lang: 'en',
        foundIn: [{ document: 'arXiv', line: 1 }],
      },
    ]);
  });

  it('asks for a hundred IDs at a time', async () => {
    const ids = Array.from({ length: 250 }, (_, n) => `2401.${String(n + 1).padStart(5, '0')}`);
    const { fetch, asked } = createScriptedFetch((address) =>
      apiAnswer(idsOf(address).map((id) => ({ id }))),
    );
    const { papers } = await createArxivApi(url, fetch).fetchByIds(ids);
    expect(papers.map((paper) => paper.id)).toEqual(ids);
    expect(asked.map((ask) => ask.url.searchParams.get('max_results'))).toEqual(['100', '100', '50']);
  });

  it('finds the one ID that arXiv refuses, and gives the papers of all others', async () => {
    const ids = ['2401.00001', '2401.00002', 'bad', '2401.00004', '2401.00005'];
    const { fetch } = createScriptedFetch((address) =>
      idsOf(address).includes('bad') ? refusal : apiAnswer(idsOf(address).map((id) => ({ id }))),
    );
    const { papers, rejected } = await createArxivApi(url, fetch).fetchByIds(ids);
    expect(papers.map((paper) => paper.id)).toEqual(ids.filter((id) => id !== 'bad'));
    expect(rejected).toEqual([{ where: 'bad', reason: refusal.message }]);
  });

  it('asks nothing where no ID is wanted', async () => {
    const { fetch, asked } = createScriptedFetch(() => refusal);
    expect(await createArxivApi(url, fetch).fetchByIds([])).toEqual({ papers: [], rejected: [] });
    expect(asked).toEqual([]);
  });

  it('takes no error of arXiv for a paper', async () => {
    const error = apiAnswer([{ id: 'x' }]).replace(
      'http://arxiv.org/abs/x',
      'https://arxiv.org/api/errors#incorrect_id_format_for_x',
    );
    const { fetch } = createScriptedFetch(() => error);
    await expect(createArxivApi(url, fetch).fetchByIds(['x'])).rejects.toThrow(/refused the request/);
  });

  it('does not believe an empty page in the middle of the results', async () => {
    const { fetch } = createScriptedFetch(() => apiAnswer([], 300));
    await expect(createArxivApi(url, fetch).search('cat:cs.CL', 100)).rejects.toThrow(
      /counted 300 results and sent none/,
    );
  });
});

describe('the newest submissions', () => {
  const clock = { now: () => new Date('2024-01-10T12:00:00Z') };

  it('are asked for page by page, oldest first, from the day where the last sync ended', async () => {
    const records = Array.from({ length: 100 }, (_, n) => ({ id: `2401.${String(n + 1).padStart(5, '0')}` }));
    const { fetch, asked } = createScriptedFetch((_, count) =>
      apiAnswer(count < 3 ? records : records.slice(0, 7), 207),
    );
    const source = createArxivQuerySource(['cs.CL', 'cs.LG'], createArxivApi(url, fetch), clock);
    const batches = await collect(source.fetchSince('{"day":"2024-01-05"}'));
    expect(batches.map((batch) => batch.papers.length)).toEqual([100, 100, 7]);
    expect(batches.at(-1)?.cursor).toBe('{"day":"2024-01-08"}');
    expect(asked.map((ask) => ask.url.searchParams.get('start'))).toEqual(['0', '100', '200']);
    expect(asked[0]?.url.searchParams.get('search_query')).toBe(
      '(cat:cs.CL OR cat:cs.LG) AND submittedDate:[202401050000 TO 202401102359]',
    );
    expect(asked[0]?.url.searchParams.get('sortOrder')).toBe('ascending');
  });

  it('begin a week ago the first time', async () => {
    const { fetch, asked } = createScriptedFetch(() => apiAnswer([]));
    await collect(createArxivQuerySource(['cs.CL'], createArxivApi(url, fetch), clock).fetchSince(undefined));
    expect(asked[0]?.url.searchParams.get('search_query')).toContain('[202401030000 TO ');
  });
});
