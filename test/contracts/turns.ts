import { describe, expect, it } from 'vitest';
import type { Clock } from '../../src/ports.ts';
import type { Turns } from '../../src/stores/turns.ts';

export interface OpenTurns {
  store: Turns;
  close(): void | Promise<void>;
}

/** What everything that gives turns must do. Call it once per implementation. */
export function testTurns(name: string, create: (clock: Clock) => OpenTurns | Promise<OpenTurns>): void {
  describe(`${name} as the giver of turns`, () => {
    async function withTurns(
      test: (store: Turns, set: (instant: string) => void) => Promise<void>,
    ): Promise<void> {
      let now = new Date('2024-05-01T12:00:00Z');
      const open = await create({ now: () => now });
      try {
        await test(open.store, (instant) => {
          now = new Date(instant);
        });
      } finally {
        await open.close();
      }
    }

    it('gives one after the other, each name its own', () =>
      withTurns(async (store, set) => {
        expect(await store.takeTurn('arxiv', 3000)).toBe(0);
        expect(await store.takeTurn('arxiv', 3000)).toBe(3000);
        expect(await store.takeTurn('other', 3000)).toBe(0);
        set('2024-05-01T12:00:05Z');
        expect(await store.takeTurn('arxiv', 3000)).toBe(1000);
        set('2024-05-01T13:00:00Z');
        expect(await store.takeTurn('arxiv', 3000)).toBe(0);
      }));

    it('makes nobody wait for a clock that was set back', () =>
      withTurns(async (store, set) => {
        await store.takeTurn('arxiv', 3000);
        set('2024-05-01T09:00:00Z');
        expect(await store.takeTurn('arxiv', 3000)).toBe(0);
        expect(await store.takeTurn('arxiv', 3000)).toBe(3000);
      }));
  });
}
