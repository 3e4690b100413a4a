import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { createPacer } from '../../src/search/engines/pacer.ts';

it('many that ask at once go one in a turn of the event loop, in their order', async () => {
  const turn = createPacer();
  const turns: number[] = [];
  let now = 0;
  let isOver = false;
  const counting = (async () => {
    for (; !isOver; now++) await setImmediate();
  })();
  await Promise.all(
    Array.from({ length: 20 }, async () => {
      await turn();
      turns.push(now);
    }),
  );
  isOver = true;
  await counting;
  expect(new Set(turns).size).toBe(20);
  expect(turns).toEqual([...turns].sort((a, b) => a - b));
});
