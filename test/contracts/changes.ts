import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../src/stores/database.ts';
import { type CreateDatabase, createSetClock, type OpenDatabase } from './database.ts';
import { makePaper } from './store.ts';

/** What everything that tells of changes does. */
export function testChanges(name: string, create: CreateDatabase): void {
  describe(`${name}, telling of changes`, () => {
    let open: OpenDatabase;
    let mine: Database;
    let theirs: Database;
    beforeEach(async () => {
      open = await create(createSetClock('2024-05-02T07:00:00Z'));
      mine = open.store;
      theirs = await open.openAgain();
    });
    afterEach(() => open.close());

    it('tells what another process saved, each paper once, and then nothing more', async () => {
      const start = await mine.changes.mark();
      await theirs.save([makePaper({ id: 'b' }), makePaper({ id: 'a' })]);
      await theirs.save([makePaper({ id: 'a', title: 'New' })]);
      const { ids, mark } = await mine.changes.since(start);
      expect(ids.sort()).toEqual(['a', 'b']);
      expect(await mine.changes.since(mark)).toEqual({ ids: [], mark });
    });

    it('tells what another process removed and renamed', async () => {
      await theirs.save([makePaper({ id: 'a' }), makePaper({ id: 'slug' }), makePaper({ id: '2401.04088' })]);
      const start = await mine.changes.mark();
      await theirs.remove(['a', 'unknown']);
      expect((await mine.changes.since(start)).ids).toEqual(['a']);
      await theirs.rename('slug', '2401.04088');
      expect((await mine.changes.since(start)).ids.sort()).toEqual(['2401.04088', 'a', 'slug']);
    });

    it('tells a process nothing of what it did itself', async () => {
      const [start, theirStart] = [await mine.changes.mark(), await theirs.changes.mark()];
      await mine.save([makePaper({ id: 'a' })]);
      const { ids, mark } = await mine.changes.since(start);
      expect(ids).toEqual([]);
      expect(mark).toBeGreaterThan(start);
      expect((await theirs.changes.since(theirStart)).ids).toEqual(['a']);
    });

    it('tells nothing of what was saved just as it was', async () => {
      await theirs.save([makePaper({ id: 'a' })]);
      const start = await mine.changes.mark();
      await theirs.save([makePaper({ id: 'a' })]);
      await theirs.rename('unknown', 'unknown-too');
      expect(await mine.changes.since(start)).toEqual({ ids: [], mark: start });
    });

    it('misses nothing of many at once, page after page', async () => {
      let mark = await mine.changes.mark();
      const batches = Array.from({ length: 6 }, (_, batch) =>
        Array.from({ length: 400 }, (_, n) => makePaper({ id: `${batch}/${n}` })),
      );
      await Promise.all(batches.map((papers, n) => (n % 2 === 0 ? theirs : mine).save(papers)));
      const seen = new Set<string>();
      for (let before = -1; mark !== before; ) {
        before = mark;
        const next = await mine.changes.since(mark);
        for (const id of next.ids) seen.add(id);
        mark = next.mark;
      }
      expect(seen.size).toBe(1200);
    });

    it('waits no longer than it may, and not at all once it is told to end', async () => {
      const end = new AbortController();
      await mine.changes.wait(1, end.signal);
      const waiting = mine.changes.wait(1_000_000, end.signal);
      end.abort();
      await waiting;
      await mine.changes.wait(1_000_000, end.signal);
    });
  });
}
