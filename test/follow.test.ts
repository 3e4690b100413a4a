import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { follow } from '../src/follow.ts';
import type { Changes } from '../src/stores/changes.ts';
import { openSqliteStore } from '../src/stores/sqlite.ts';
import { makePaper } from './contracts/store.ts';
import { createLog } from './support/world.ts';

const folder = mkdtempSync(join(tmpdir(), 'paperboy-follow-'));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;

/**
 * Two stores on one file, and an index that follows the second's work. `turn` lets the follower look once: it resolves
 * when the follower waits again.
 */
async function createWorld(change: (changes: Changes) => Changes = (changes) => changes) {
  files += 1;
  const path = join(folder, `${files}.db`);
  const clock = { now: () => new Date('2024-05-01T00:00:00Z') };
  const [mine, theirs] = [openSqliteStore(path, clock), openSqliteStore(path, clock)];
  const titles = new Map<string, string>();
  const warnings: string[] = [];
  const log = { ...createLog(), warn: (_: object, message: string) => warnings.push(message) };
  const index = {
    async add(papers: readonly { id: string; title: string }[]) {
      for (const { id, title } of papers) titles.set(id, title);
    },
    async remove(ids: readonly string[]) {
      for (const id of ids) titles.delete(id);
    },
  };

  let wake = () => {};
  let waits = Promise.withResolvers<void>();
  const changes: Changes = {
    ...change(mine.changes),
    wait: (_, signal) =>
      new Promise((resolve) => {
        wake = resolve;
        signal.addEventListener('abort', () => resolve());
        waits.resolve();
      }),
  };
  const end = new AbortController();
  const mark = await changes.mark().catch(() => 0);
  const ended = follow({ store: { ...mine, changes }, index, log }, mark, end.signal);
  await waits.promise;
  return {
    theirs,
    titles,
    warnings,
    async turn() {
      waits = Promise.withResolvers<void>();
      wake();
      await waits.promise;
    },
    async stop() {
      end.abort();
      await ended;
      mine.close();
      theirs.close();
    },
  };
}

describe('an index that follows other processes', () => {
  it('learns what they save, change, rename and remove', async () => {
    const { theirs, titles, turn, stop } = await createWorld();
    await theirs.save([makePaper({ id: 'slug', title: 'One' }), makePaper({ id: 'b', title: 'Two' })]);
    await turn();
    expect(Object.fromEntries(titles)).toEqual({ slug: 'One', b: 'Two' });
    await theirs.save([
      makePaper({ id: 'b', title: 'Two, again' }),
      makePaper({ id: '2401.04088', title: 'One' }),
    ]);
    await theirs.rename('slug', '2401.04088');
    await turn();
    expect(Object.fromEntries(titles)).toEqual({ b: 'Two, again', '2401.04088': 'One' });
    await theirs.remove(['b']);
    await turn();
    expect([...titles.keys()]).toEqual(['2401.04088']);
    await stop();
  });

  it('learns more at once than one page of changes holds', async () => {
    const { theirs, titles, turn, stop } = await createWorld();
    await theirs.save(Array.from({ length: 2_500 }, (_, n) => makePaper({ id: `p${n}` })));
    await turn();
    expect(titles.size).toBe(2_500);
    await stop();
  });

  it('asks again where the database does not answer, misses nothing, and says so once', async () => {
    let isDown = true;
    const { theirs, titles, warnings, turn, stop } = await createWorld((changes) => ({
      ...changes,
      since: (mark) => (isDown ? Promise.reject(new Error('away')) : changes.since(mark)),
    }));
    await theirs.save([makePaper({ id: 'a' })]);
    await turn();
    expect(titles.size).toBe(0);
    isDown = false;
    await turn();
    expect([...titles.keys()]).toEqual(['a']);
    expect(warnings).toHaveLength(1);
    await stop();
  });
});
