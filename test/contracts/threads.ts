import { beforeEach, describe, expect, it } from 'vitest';
import type { Threads } from '../../src/answers/threads.ts';

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
