import { describe, expect, it } from 'vitest';
import type { Database } from '../../src/stores/database.ts';
import { makePaper } from './store.ts';

/** That every database says how large it is. */
export function testSize(name: string, open: () => Promise<Database>): void {
  describe(`${name}, its size`, () => {
    it('grows with what is kept', async () => {
      const store = await open();
      const before = await store.size();
      const abstract = 'long '.repeat(2_000);
      await store.save(
        Array.from({ length: 300 }, (_, n) => makePaper({ id: `p${n}`, abstract: abstract + n })),
      );
      expect(before).toBeGreaterThan(0);
      expect(await store.size()).toBeGreaterThan(before);
    });
  });
}
