import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createProgress } from '../../adapters/discord/progress.ts';
import type { Reply } from '../../src/reply.ts';
import { createFakeTimer } from '../support/fake-timer.ts';

/** Lets all that can happen by itself happen. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

/** Progress into a view that takes its time and may fail, with states that are numbers in ascending order. */
function createStage() {
  const shown: number[] = [];
  const seen = { showing: 0, most: 0, offered: 0, failing: false, isOpen: false };
  const progress = createProgress(createFakeTimer(), () => {});
  const show = async (reply: Reply) => {
    seen.most = Math.max(seen.most, ++seen.showing);
    await settle();
    seen.showing--;
    if (seen.failing) throw new Error('refused');
    shown.push(Number(reply.title));
  };
  const moves = {
    offer: () => progress.offer({ title: String(++seen.offered) }),
    open: () => {
      if (!seen.isOpen) progress.open(show);
      seen.isOpen = true;
    },
    pause: settle,
    breakOrMend: () => {
      seen.failing = !seen.failing;
    },
  };
  return { shown, seen, progress, moves };
}

const steps = fc.array(fc.constantFrom('offer', 'open', 'pause', 'breakOrMend'), { maxLength: 30 });

it('shows states in their order and one at a time, the last one always, and nothing after the end', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (taken) => {
      const { shown, seen, progress, moves } = createStage();
      for (const step of taken) await moves[step]();
      seen.failing = false;
      moves.offer();
      for (let rest = 0; rest < 6; rest++) await settle();
      expect(shown.at(-1)).toBe(seen.isOpen ? seen.offered : undefined);
      expect(shown).toEqual([...new Set(shown)].sort((a, b) => a - b));
      expect(seen.most).toBeLessThanOrEqual(1);
      moves.offer();
      await progress.close();
      const before = [...shown];
      moves.offer();
      moves.open();
      await settle();
      expect(seen.showing).toBe(0);
      expect(shown).toEqual(before);
    }),
    { numRuns: 60 },
  );
});

it('leaves a second between two states', async () => {
  const timer = createFakeTimer();
  const progress = createProgress(timer, () => {});
  progress.open(() => Promise.resolve());
  for (let count = 0; count < 3; count++) {
    progress.offer({ title: String(count) });
    await settle();
  }
  expect(timer.slept).toEqual([1_000, 1_000, 1_000]);
});
