import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDay } from '../../src/days.ts';
import type { PoliteFetch } from '../../src/sources/polite-fetch.ts';
import type { Batch, Source } from '../../src/sources/source.ts';
import { SourceError } from '../../src/sources/source-error.ts';
import type { Record } from '../support/source-pages.ts';

export interface SourceUnderTest {
  /** The source, asking through this fetch. */
  create(fetch: PoliteFetch): Source;
  /** A whole answer in the source's form. */
  page(records: readonly Record[]): string;
  /** IDs that such a record may have; a version may follow. */
  ids: readonly [string, string];
}

/** A fetch that gives every question the same answer. */
export function answering(body: string): PoliteFetch {
  return async ({ read }) => ({ kind: 'document', value: read(body), validators: {} });
}

export async function collect(batches: AsyncIterable<Batch>): Promise<Batch[]> {
  const all: Batch[] = [];
  for await (const batch of batches) all.push(batch);
  return all;
}

/** What every source must do. Call it once per source. */
export function testSource(name: string, { create, page, ids: [first, second] }: SourceUnderTest): void {
  const records = [{ id: first }, { id: second }];
  const fetchFrom = (body: string, cursor?: string) => collect(create(answering(body)).fetchSince(cursor));
  const papersOf = (batches: readonly Batch[]) => batches.flatMap((batch) => batch.papers);
  const titlesOf = (batches: readonly Batch[]) =>
    [...new Set(papersOf(batches).map((paper) => paper.title))].sort();

  describe(`${name} as a source`, () => {
    it('gives clean papers that say where they come from', async () => {
      const papers = papersOf(await fetchFrom(page(records)));
      expect(papers.length).toBeGreaterThanOrEqual(2);
      for (const paper of papers) {
        expect(paper.title).toMatch(/^On \S+$/);
        expect(paper.abstract).toMatch(/^We study \S+ & find that x < y\.$/);
        expect(paper.authors?.length).toBeGreaterThan(0);
        expect(paper.foundIn).toHaveLength(1);
        expect(paper.date === undefined || isDay(paper.date)).toBe(true);
      }
    });

    it('takes its own last cursor back, and gives the same papers again or none', async () => {
      const before = await fetchFrom(page(records));
      const cursor = before.at(-1)?.cursor;
      expect(cursor).toBeTypeOf('string');
      for (const title of titlesOf(await fetchFrom(page(records), cursor))) {
        expect(titlesOf(before)).toContain(title);
      }
    });

    it.each(['', 'null', '{}', '[1]', 'not JSON', '{"day":"2099-99-99"}', '{"set":1e99}'])(
      'begins anew where the cursor is none of its own: %s',
      async (cursor) => {
        expect(titlesOf(await fetchFrom(page(records), cursor))).toEqual(
          titlesOf(await fetchFrom(page(records))),
        );
      },
    );

    it('loses one bad record only, and says which and why', async () => {
      const batches = await fetchFrom(page([{ id: first }, { id: second, abstract: '' }]));
      expect(titlesOf(batches)).toHaveLength(1);
      expect(batches[0]?.rejected).toEqual([
        { where: expect.stringMatching(/\S/), reason: 'abstract: is missing' },
      ]);
    });

    it("does not take a bot's comment for an abstract", async () => {
      const abstract =
        'This is an automated message from the Librarian Bot. I found the following papers similar to this paper.';
      const batches = await fetchFrom(page([{ id: first }, { id: second, abstract }]));
      expect(titlesOf(batches)).toHaveLength(1);
      expect(batches[0]?.rejected).toMatchObject([{ reason: 'abstract: is a comment by a bot' }]);
    });

    it('has nothing to give where nothing came', async () => {
      expect(papersOf(await fetchFrom(page([])))).toEqual([]);
    });

    it('fails with a SourceError where it is sent half a document, and gives nothing but whole papers', async () => {
      const body = page(records);
      const batches: Batch[] = [];
      const reading = async () => {
        const cutOff = answering(body.slice(0, body.lastIndexOf(second) + second.length));
        for await (const batch of create(cutOff).fetchSince(undefined)) batches.push(batch);
      };
      await expect(reading()).rejects.toThrow(SourceError);
      expect(titlesOf(batches).filter((title) => title !== `On ${first}`)).toEqual([]);
    });

    it.each([
      { what: 'another document', body: '{"error": "no"}' },
      { what: 'another XML document', body: '<?xml version="1.0"?><error>no</error>' },
      { what: 'nothing', body: '' },
      { what: 'a document that declares entities', body: `<!DOCTYPE a [<!ENTITY b "c">]>${page(records)}` },
    ])('fails with a SourceError and gives nothing where it is sent $what', async ({ body }) => {
      const batches: Batch[] = [];
      const reading = async () => {
        for await (const batch of create(answering(body)).fetchSince(undefined)) batches.push(batch);
      };
      await expect(reading()).rejects.toThrow(SourceError);
      expect(batches).toEqual([]);
    });

    it('answers any damage to a document with papers or with a SourceError', async () => {
      const body = page(records);
      const junk = fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.constantFrom('<', ']]>', '&', '"', '{', 'null', '\u0000'),
      );
      const at = fc.nat(body.length);
      await fc.assert(
        fc.asyncProperty(at, fc.nat(60), junk, async (from, removed, inserted) => {
          const damaged = body.slice(0, from) + inserted + body.slice(from + removed);
          const failure = await fetchFrom(damaged).then(
            () => undefined,
            (error: unknown) => error,
          );
          if (failure !== undefined) expect(failure).toBeInstanceOf(SourceError);
        }),
        { numRuns: 60 },
      );
    });
  });
}
