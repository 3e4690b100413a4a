import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createArxivApi } from '../../src/sources/arxiv-api.ts';
import { createArxivFeed } from '../../src/sources/arxiv-feed.ts';
import { createHuggingFace } from '../../src/sources/huggingface.ts';
import type { Batch } from '../../src/sources/source.ts';
import { answering, collect } from '../contracts/source.ts';

// Real answers, captured in 2025 and 2026. They are not ours to publish, so they lie beside the project.
const FIXTURES = join(import.meta.dirname, '../../../shared/bench/fixtures');
const reason = existsSync(FIXTURES) ? '' : ` (skipped: ${FIXTURES} is not there)`;

function list(folder: string, ending: string): string[] {
  return reason === '' ? readdirSync(join(FIXTURES, folder)).filter((name) => name.endsWith(ending)) : [];
}
const read = (folder: string, name: string) => readFileSync(join(FIXTURES, folder, name), 'utf8');

describe.skipIf(reason !== '')(`captured answers${reason}`, () => {
  it.each(list('arxiv-atom', '.xml').filter((name) => !name.includes('id_abc')))(
    'of the export API are taken in whole: %s',
    async (name) => {
      const body = read('arxiv-atom', name);
      const entries = body.split('<entry>').length - 1;
      const { papers, rejected } = await createArxivApi('http://localhost', answering(body)).search(
        'testing',
        1e9,
      );
      expect(rejected).toEqual([]);
      expect(papers).toHaveLength(entries);
      for (const paper of papers)
        expect([paper.authors?.length, paper.date, paper.version]).not.toContain(undefined);
    },
  );

  it('of the export API to a wrong ID give its reason', async () => {
    for (const name of list('arxiv-atom', '.xml').filter((file) => file.includes('id_abc'))) {
      const api = createArxivApi('http://localhost', answering(read('arxiv-atom', name)));
      await expect(api.fetchByIds(['abc'])).rejects.toThrow(/incorrect id format for abc/);
    }
  });

  it.each(list('arxiv-rss', '.xml'))(
    'of the announcement feed are taken in, one that was cut off as well: %s',
    async (name) => {
      const body = read('arxiv-rss', name);
      const whole = body.split('</entry>').length - 1;
      const batches: Batch[] = [];
      const reading = async () => {
        const source = createArxivFeed('http://localhost', ['cs.AI'], answering(body));
        for await (const batch of source.fetchSince('the last cursor')) batches.push(batch);
      };
      if (body.includes('</feed>')) await reading();
      else await expect(reading()).rejects.toThrow(`broke off after ${whole} whole entries`);
      const [batch] = batches;
      expect(batch?.rejected).toEqual([]);
      expect(batch?.papers).toHaveLength(whole);
      expect(batch?.cursor).toMatch(body.includes('</feed>') ? /"day":"2025-08-20"/ : /^the last cursor$/);
      for (const paper of batch?.papers ?? []) {
        expect(paper.abstract).not.toMatch(/^arXiv:|Announce Type|^Abstract:/);
        expect(paper.date).toBeUndefined();
      }
    },
  );

  it.each(list('hf', '.json'))('of Hugging Face are taken in whole: %s', async (name) => {
    const clock = { now: () => new Date('2026-03-06T12:00:00Z') };
    const source = createHuggingFace('http://localhost', answering(read('hf', name)), clock);
    const [batch] = await collect(source.fetchSince(undefined));
    expect(batch?.rejected).toEqual([]);
    expect(batch?.papers).toMatchObject([
      {
        id: '2602.23229',
        date: '2026-02-26',
        upvotes: 10,
        authors: expect.arrayContaining(['Marco Garosi']),
        links: [
          { kind: 'code', url: 'https://github.com/marco-garosi/CIRCLE' },
          { kind: 'project', url: 'https://circle-lmm.github.io/' },
        ],
      },
    ]);
  });
});
