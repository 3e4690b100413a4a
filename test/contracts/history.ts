import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Clock, Store } from '../../src/ports.ts';
import type { History } from '../../src/stores/history.ts';
import { makePaper } from './store.ts';

/** A store with a memory that a test opened, and how to put it away again. */
export interface OpenHistory {
  store: Store & History;
  close(): void | Promise<void>;
}

/**
 * What every store must remember. Call it once per implementation.
 *
 * @param create gives a new, empty store whose memory is dated by the clock
 */
export function testHistory(
  name: string,
  create: (clock: Clock) => OpenHistory | Promise<OpenHistory>,
): void {
  describe(`${name} as a history`, () => {
    let now: Date;
    let open: OpenHistory;
    let store: Store & History;

    beforeEach(async () => {
      now = new Date('2024-05-01T00:00:00Z');
      open = await create({ now: () => now });
      store = open.store;
    });
    afterEach(async () => {
      await open.close();
    });

    it('remembers nothing of a paper that never changed', async () => {
      await store.save([makePaper({ id: 'a' })]);
      expect(await store.earlier('a')).toEqual([]);
      expect(await store.earlier('never-seen')).toEqual([]);
    });

    it('remembers what a new version or a new title replaced, and when', async () => {
      const first = makePaper({ id: 'a', version: 1, title: 'Octo', comments: 'draft' });
      const second = { ...first, version: 2, comments: 'final' };
      const third = { ...second, title: 'Octo: a generalist robot policy' };
      await store.save([first]);
      now = new Date('2024-05-02T10:20:30Z');
      await store.save([second]);
      now = new Date('2024-05-03T00:00:00Z');
      await store.save([third]);
      expect(await store.get(['a'])).toEqual([third]);
      expect(await store.earlier('a')).toEqual([
        { paper: first, replacedAt: '2024-05-02T10:20:30.000Z' },
        { paper: second, replacedAt: '2024-05-03T00:00:00.000Z' },
      ]);
    });

    it('does not remember a change of anything else', async () => {
      await store.save([makePaper({ id: 'a', upvotes: 3 })]);
      await store.save([makePaper({ id: 'a', upvotes: 4, comments: 'accepted' })]);
      expect(await store.earlier('a')).toEqual([]);
    });

    it('does not take the same odd characters for a new title', async () => {
      const odd = makePaper({ id: 'a', title: 'half \ud83d, \u0000 and "\\u0000"' });
      await store.save([odd]);
      await store.save([odd]);
      expect(await store.earlier('a')).toEqual([]);
    });

    it('knows when a paper first came, whatever became of it since', async () => {
      const early = makePaper({ id: 'early', date: '2024-04-30' });
      await store.save([early]);
      now = new Date('2024-05-02T00:00:00Z');
      await store.save([
        { ...early, title: 'New title', upvotes: 9 },
        makePaper({ id: 'late', date: '2024-04-29' }),
      ]);
      const since = async (instant: string) =>
        (await store.arrived(instant, '2024-04-01', 10)).map(({ id }) => id);
      expect(await since('2024-04-30T23:59:59.999Z')).toEqual(['early', 'late']);
      expect(await since('2024-05-01T00:00:00.000Z')).toEqual(['late']);
      expect(await since('2024-05-01T23:59:59Z')).toEqual(['late']);
      expect(await since('2024-05-02T00:00:00Z')).toEqual([]);
      await store.remove(['early']);
      await store.save([early]);
      expect(await since('2024-05-01T00:00:00Z')).toEqual(['early', 'late']);
    });

    it('counts a paper as arrived that was announced on a later day', async () => {
      const known = makePaper({ id: 'known', date: '2024-04-29' });
      await store.save([known, makePaper({ id: 'quiet', date: '2024-04-30' })]);
      now = new Date('2024-05-03T00:00:00Z');
      await store.save([{ ...known, announced: '2024-05-03' }]);
      const since = async (instant: string) =>
        (await store.arrived(instant, '2024-04-01', 10)).map(({ id }) => id);
      expect(await since('2024-05-02T23:00:00Z')).toEqual(['known']);
      expect(await since('2024-05-02T23:00:00-05:00')).toEqual([]);
      expect(await since('2024-05-03T00:00:00Z')).toEqual([]);
    });

    it('lists what arrived, newest day first, then most upvotes, then id, from a day on and so many', async () => {
      await store.save([
        makePaper({ id: 'old', date: '2024-04-01', upvotes: 99 }),
        makePaper({ id: 'no-day' }),
        makePaper({ id: 'b', date: '2024-04-29' }),
        makePaper({ id: 'a', date: '2024-04-29' }),
        makePaper({ id: 'liked', date: '2024-04-29', upvotes: 3 }),
        makePaper({ id: 'announced', date: '2024-04-28', announced: '2024-04-30' }),
      ]);
      const found = async (limit: number) =>
        (await store.arrived('2024-04-30T00:00:00Z', '2024-04-29', limit)).map(({ id }) => id);
      expect(await found(10)).toEqual(['announced', 'liked', 'a', 'b']);
      expect(await found(2)).toEqual(['announced', 'liked']);
      expect(await found(0)).toEqual([]);
    });

    it('answers to both names of a renamed paper', async () => {
      await store.save([makePaper({ id: 'a-slug' }), makePaper({ id: '2401.04088', title: 'Mixtral' })]);
      await store.rename('a-slug', '2401.04088');
      const found = await store.get(['a-slug', '2401.04088']);
      expect(found.map((paper) => paper.title)).toEqual(['Mixtral', 'Mixtral']);
      expect(await store.count()).toBe(1);
      expect(await store.idAt(0)).toBe('2401.04088');
    });

    it('follows one renaming after the other', async () => {
      await store.save([makePaper({ id: 'a' }), makePaper({ id: 'b' }), makePaper({ id: 'c' })]);
      await store.rename('a', 'b');
      await store.rename('b', 'c');
      expect((await store.get(['a', 'b', 'c'])).map((paper) => paper.id)).toEqual(['c', 'c', 'c']);
    });

    it('passes on what it remembers of a renamed paper', async () => {
      const old = makePaper({ id: 'a', title: 'Old' });
      await store.save([old]);
      await store.save([makePaper({ id: 'a', title: 'New' }), makePaper({ id: 'b' })]);
      await store.rename('a', 'b');
      expect((await store.earlier('b')).map((entry) => entry.paper)).toEqual([old]);
      expect(await store.earlier('a')).toEqual([]);
    });

    it('takes a paper for as long in the store as the first of its names', async () => {
      const date = '2024-05-01';
      await store.save([makePaper({ id: 'a', date })]);
      now = new Date('2024-05-02T00:00:00Z');
      await store.save([makePaper({ id: 'b', date }), makePaper({ id: 'c', date })]);
      await store.rename('a', 'b');
      await store.rename('c', 'b');
      expect(await store.arrived('2024-05-01T12:00:00Z', date, 10)).toEqual([]);
      expect(await store.arrived('2024-04-30T12:00:00Z', date, 10)).toHaveLength(1);
    });

    it('lets a name be a paper of its own again', async () => {
      await store.save([makePaper({ id: 'a' }), makePaper({ id: 'b' })]);
      await store.rename('a', 'b');
      await store.save([makePaper({ id: 'a', title: 'Another work' })]);
      expect((await store.get(['a', 'b'])).map((paper) => paper.id)).toEqual(['a', 'b']);
    });

    it('leaves a paper as it is where the new name is unknown or its own', async () => {
      await store.save([makePaper({ id: 'a' })]);
      await store.rename('a', 'missing');
      await store.rename('a', 'a');
      expect(await store.get(['a'])).toEqual([makePaper({ id: 'a' })]);
    });
  });
}
