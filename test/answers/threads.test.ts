import { expect, it } from 'vitest';
import { followUpOf } from '../../src/answers/thread.ts';
import { createMemoryThreads, runsOf } from '../../src/answers/threads.ts';
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
