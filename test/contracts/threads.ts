import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Threads } from '../../src/answers/threads.ts';
import { type CreateDatabase, createSetClock, type OpenDatabase, type SetClock } from './database.ts';

const about = (question: string) => ({ command: 'ask', options: { question } });
const summary = (paper: string) => ({ command: 'summary', options: { paper } });

/** What every keeper of threads does. */
export function testThreads(name: string, create: () => Threads | Promise<Threads>): void {
  describe(`${name}, as every keeper of threads`, () => {
    let threads: Threads;
    beforeEach(async () => {
      threads = await create();
    });

    it('recalls nothing of a thread in which nothing was answered', async () => {
      await threads.remember('slack:T/C/1.1', [about('a')]);
      expect(await threads.recall('slack:T/C/1.2')).toEqual([]);
    });

    it('recalls what the newest three answers were about, oldest first, with every kind of option', async () => {
      const page = { command: 'search', options: { query: '“moe”', page: 2, exact: true } };
      await threads.remember('slack:T/C/1.1', [about('first')]);
      await threads.remember('slack:T/C/1.1', [about('second'), summary('2402.17764')]);
      await threads.remember('slack:T/C/1.1', [page]);
      await threads.remember('slack:T/C/1.1', []);
      expect(await threads.recall('slack:T/C/1.1')).toEqual([
        [about('second'), summary('2402.17764')],
        [page],
        [],
      ]);
    });
  });
}

/** What every database does that keeps threads: more than every keeper of threads. */
export function testThreadsInDatabase(name: string, create: CreateDatabase): void {
  describe(`${name} as the keeper of threads`, () => {
    let clock: SetClock;
    let open: OpenDatabase;
    beforeEach(async () => {
      clock = createSetClock('2024-05-01T00:00:00Z');
      open = await create(clock);
    });
    afterEach(() => open.close());

    it('recalls what another process answered, as after a restart', async () => {
      await open.store.threads.remember('slack:T/C/1.1', [about('“how” \u0000 small? 王')], 'slack:T/U1');
      const again = await open.openAgain();
      expect(await again.threads.recall('slack:T/C/1.1')).toEqual([[about('“how” \u0000 small? 王')]]);
    });

    it('keeps the newest three of a thread, whichever process answered', async () => {
      const again = await open.openAgain();
      for (const [at, question] of ['a', 'b', 'c', 'd', 'e'].entries())
        await (at % 2 === 0 ? open.store : again).threads.remember('slack:T/C/1.1', [about(question)]);
      const kept = [[about('c')], [about('d')], [about('e')]];
      expect(await open.store.threads.recall('slack:T/C/1.1')).toEqual(kept);
      expect(await again.threads.recall('slack:T/C/1.1')).toEqual(kept);
    });

    it('recalls nothing that was answered more than 30 days ago', async () => {
      await open.store.threads.remember('slack:T/C/1.1', [about('old')]);
      clock.set('2024-05-20T00:00:00Z');
      await open.store.threads.remember('slack:T/C/1.1', [about('new')]);
      clock.set('2024-05-31T00:00:00Z');
      expect(await open.store.threads.recall('slack:T/C/1.1')).toEqual([[about('new')]]);
    });

    it('forgets with a person what they asked, and nothing that others asked', async () => {
      const { threads, team } = open.store;
      await threads.remember('slack:T/C/1.1', [about('mine')], 'slack:T/U1');
      await threads.remember('slack:T/C/1.1', [about('theirs')], 'slack:T/U2');
      await threads.remember('slack:T/C/1.1', [summary('2402.17764')]);
      expect((await team.forgetting.forgetPerson('slack:T/U1')).answers).toBe(1);
      expect(await threads.recall('slack:T/C/1.1')).toEqual([[about('theirs')], [summary('2402.17764')]]);
    });
  });
}
