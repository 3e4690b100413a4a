import { expect, it } from 'vitest';
import { followUpOf } from '../../src/answers/thread.ts';
import { createMemoryThreads, runsOf } from '../../src/answers/threads.ts';
import { openDatabase } from '../../src/stores/sqlite-database.ts';
import { createSqliteSql } from '../../src/stores/sqlite-sql.ts';
import { createThreads } from '../../src/stores/tables/threads.ts';
import { createSetClock } from '../contracts/database.ts';
import { testThreads } from '../contracts/threads.ts';

testThreads('memory', createMemoryThreads);

const about = (question: string) => ({ command: 'ask', options: { question } });

it('memory forgets the thread that was answered in longest ago', async () => {
  const threads = createMemoryThreads(2);
  for (const name of ['a', 'b', 'a', 'c']) await threads.remember(name, [about(name)]);
  const left = await Promise.all(['a', 'b', 'c'].map((name) => threads.recall(name)));
  expect(left.map(({ length }) => length)).toEqual([2, 0, 1]);
});

it('an answer was about what was asked and the papers on its cards, each once', () => {
  const paper = (id: string) => ({
    title: id,
    row: [{ label: '👍', run: { command: 'vote', options: { paper: id, up: true } } }],
    buttons: [
      { label: 'Summary', run: { command: 'summary', options: { paper: id } } },
      { label: 'arXiv', open: 'https://arxiv.org/' },
    ],
  });
  const cards = ['1', '2', ...Array.from({ length: 10 }, (_, index) => `more ${index}`)].map(paper);
  const runs = runsOf({ invocation: about('how small?'), reply: { cards } });
  expect(runs).toHaveLength(9);
  expect(followUpOf([runs])).toEqual({
    about: 'how small?',
    papers: '1,2,more 0,more 1,more 2,more 3,more 4,more 5',
  });
});

it('a database keeps the newest so many answers of all', async () => {
  const clock = createSetClock('2024-05-01T00:00:00Z');
  const db = openDatabase(':memory:');
  const threads = createThreads(createSqliteSql(db), clock, 2);
  for (const name of ['a', 'b', 'c', 'd']) await threads.remember(name, [about(name)]);
  // Old answers are swept out now and then, before the next one is remembered.
  clock.set('2024-05-01T01:00:00Z');
  await threads.remember('e', [about('e')]);
  const left = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((name) => threads.recall(name)));
  expect(left.map(({ length }) => length)).toEqual([0, 0, 1, 1, 1]);
  db.close();
});
