import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SyncStates } from '../../src/sources/source.ts';

export interface OpenSyncStates {
  store: SyncStates;
  close(): void | Promise<void>;
}

/** What everything that keeps the states of sources must do. Call it once per implementation. */
export function testSyncStates(name: string, create: () => OpenSyncStates | Promise<OpenSyncStates>): void {
  describe(`${name} as the keeper of sync states`, () => {
    let open: OpenSyncStates;

    beforeEach(async () => {
      open = await create();
    });
    afterEach(async () => {
      await open.close();
    });

    it('knows nothing of a source that was never tried', async () => {
      expect(await open.store.readSync('arxiv-feed')).toBeUndefined();
    });

    it('keeps the newest state of each source apart', async () => {
      const failed = { triedAt: '2024-05-01T00:00:00.000Z', problem: 'arXiv did not answer' };
      const fine = {
        triedAt: '2024-05-02T00:00:00.000Z',
        succeededAt: '2024-05-02T00:00:01.000Z',
        cursor: '{"d":1}',
      };
      await open.store.writeSync('arxiv-feed', failed);
      await open.store.writeSync('huggingface', failed);
      await open.store.writeSync('arxiv-feed', fine);
      expect(await open.store.readSync('arxiv-feed')).toEqual(fine);
      expect(await open.store.readSync('huggingface')).toEqual(failed);
    });
  });
}
