import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ingestDocuments } from '../../src/ingest/corpus.ts';
import { readSeeds } from '../../src/ingest/seeds.ts';
import { SEEDS_FOLDER, toManifest } from '../support/manifest.ts';

const { papers, reports } = ingestDocuments(await readSeeds(SEEDS_FOLDER));
const from = (prefix: string) => papers.filter(({ foundIn }) => foundIn[0]?.document.startsWith(prefix));
const titled = (start: string) => papers.find(({ title }) => title.startsWith(start));

describe('the seeds', () => {
  it('are what the manifest says', async () => {
    const manifest: unknown = JSON.parse(await readFile(join(SEEDS_FOLDER, 'manifest.json'), 'utf8'));
    expect(manifest).toEqual(await toManifest());
  });

  it('are five pages of five shapes with 266 records', () => {
    expect(reports.map(({ shape, lang, papers: read }) => [shape, lang, read])).toEqual([
      ['arxiv-listing', 'en', 3],
      ['digest', 'en', 7],
      ['search-page', 'en', 242],
      ['daily-page', 'en', 6],
      ['translations', 'ru', 8],
    ]);
  });

  it('hold 265 papers, as one stands on two pages', () => {
    expect(papers).toHaveLength(265);
    expect(reports.map(({ merged }) => merged)).toEqual([0, 0, 1, 0, 0]);
    expect(titled('Beyond A*')).toMatchObject({
      id: '2402.14083',
      foundIn: [
        { document: '000_6062830d42882d80.txt', site: 'arXiv', line: 1 },
        { document: '002_2a004c48de9c61ee.txt', site: 'Hugging Face', line: 19 },
      ],
    });
  });

  it('are read with two warnings: the record that is cut off, and the year that was inferred', () => {
    const warnings = reports.flatMap((report) => report.warnings);
    expect(warnings.map(({ document, line }) => [document.slice(0, 3), line])).toEqual([
      ['000', 12],
      ['003', 59],
    ]);
  });

  it('have an ID each', () => {
    expect(new Set(papers.map(({ id }) => id)).size).toBe(papers.length);
  });
});

describe('a paper of the seeds', () => {
  it('of the arXiv listing has its ID, version, categories and comments', () => {
    expect(titled('The Era of 1-bit LLMs')).toMatchObject({
      id: '2402.17764',
      version: 1,
      categories: ['cs.CL', 'cs.LG'],
      comments: 'Work in progress',
    });
  });

  it('of the digest has its link', () => {
    expect(titled('Learning to Learn Faster')?.links?.map(({ url }) => url)).toEqual([
      'https://robot-teaching.github.io/',
    ]);
  });

  it('of the search page begins with its own name', () => {
    expect(titled('LayoutDETR: Detection Transformer Is a Good Multimodal Layout Designer')).toBeDefined();
    expect(titled('Searching the Search Space of Vision Transformer')).toBeDefined();
  });

  it('of the daily page has its day and the number of its authors', () => {
    expect(
      from('003').map(({ date, dateInferred, authorCount }) => [date, dateInferred, authorCount]),
    ).toEqual([
      ['2023-05-16', undefined, 1],
      ['2024-11-26', undefined, 10],
      ['2023-05-31', undefined, 4],
      ['2024-10-12', undefined, 13],
      ['2023-09-15', undefined, 3],
      ['2024-05-20', true, 3],
    ]);
  });

  it.each([
    ['LayerDiffusion', '000', 2],
    ['FIFO-Diffusion', '004', 0],
    ['MoRA', '004', 1],
    ['OpenRLHF', '004', 2],
    [/Arrow|MBC/, '004', 3],
    ['Imp', '004', 4],
    ['Octo', '004', 5],
    [/SLAB|PRepBN/, '004', 6],
    [/TSM|Trajectory Score Matching/, '004', 7],
  ])('without a title is called by the name of its method: %s', (name, document, index) => {
    expect(from(document)[index]).toMatchObject({ titleDerived: true, title: expect.stringMatching(name) });
  });
});
