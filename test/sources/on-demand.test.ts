import { describe, expect, it } from 'vitest';
import { UnavailableError } from '../../src/errors.ts';
import { SourceError } from '../../src/sources/source-error.ts';
import { createMemoryStore } from '../../src/stores/memory.ts';
import { createScriptedFetch } from '../support/scripted-fetch.ts';
import { apiAnswer } from '../support/source-pages.ts';
import { createSyncWorld } from '../support/sync-world.ts';

const answer = (url: URL) =>
  apiAnswer((url.searchParams.get('id_list') ?? '').split(',').map((id) => ({ id })));
const listsOf = (asked: { url: URL }[]) => asked.map((ask) => ask.url.searchParams.get('id_list'));

describe('a paper on demand', () => {
  it('is fetched, kept, indexed and given', async () => {
    const { fetch } = createScriptedFetch(answer);
    const { onDemand, store, indexed } = createSyncWorld(fetch);
    expect(await onDemand.fetchPaper('2401.04088')).toMatchObject({
      id: '2401.04088',
      title: 'On 2401.04088',
    });
    expect(await store.get(['2401.04088'])).toHaveLength(1);
    expect([...indexed.keys()]).toEqual(['2401.04088']);
  });

  it('makes one request when it is asked for ten times at once', async () => {
    const { fetch, asked } = createScriptedFetch(answer);
    const { onDemand } = createSyncWorld(fetch);
    const papers = await Promise.all(Array.from({ length: 10 }, () => onDemand.fetchPaper('2401.04088')));
    expect(papers.map((paper) => paper?.id)).toEqual(Array.from({ length: 10 }, () => '2401.04088'));
    expect(listsOf(asked)).toEqual(['2401.04088']);
  });

  it('shares the next request with all that are asked for while one is under way', async () => {
    const begun = Promise.withResolvers<void>();
    const go = Promise.withResolvers<void>();
    const { fetch, asked } = createScriptedFetch(answer);
    const { onDemand } = createSyncWorld(async (ask) => {
      begun.resolve();
      await go.promise;
      return fetch(ask);
    });
    const first = onDemand.fetchPaper('2401.00001');
    await begun.promise;
    const others = ['2401.00002', '2401.00003', '2401.00004'].map((id) => onDemand.fetchPaper(id));
    go.resolve();
    expect((await Promise.all([first, ...others])).map((paper) => paper?.id)).toHaveLength(4);
    expect(listsOf(asked)).toEqual(['2401.00001', '2401.00002,2401.00003,2401.00004']);
  });

  it('is nothing where arXiv has no such paper', async () => {
    const { fetch } = createScriptedFetch(() => apiAnswer([]));
    const { onDemand } = createSyncWorld(fetch);
    expect(await onDemand.fetchPaper('2401.99999')).toBeUndefined();
  });

  it.each([
    { failure: 'throttled', says: /asks us to wait.*on our list/ },
    { failure: 'resting', says: /asks us to wait.*on our list/ },
    { failure: 'down', says: /cannot be reached.*on our list/ },
  ] as const)(
    'is promised for later where arXiv is $failure, and comes with the next sync',
    async ({ failure, says }) => {
      const store = createMemoryStore();
      const { fetch } = createScriptedFetch((url, count) =>
        count === 1 ? new SourceError(failure, 'no') : answer(url),
      );
      const asking = createSyncWorld(fetch, store);
      const failed = asking.onDemand.fetchPaper('2401.04088');
      await expect(failed).rejects.toThrow(UnavailableError);
      await expect(failed).rejects.toThrow(says);
      // Another process, after a restart.
      const { onDemand } = createSyncWorld(fetch, store);
      expect(await onDemand.fetchWanted()).toMatchObject({ counts: { added: 1 }, rejected: [] });
      expect(await store.get(['2401.04088'])).toHaveLength(1);
      expect(await onDemand.fetchWanted()).toMatchObject({ counts: { added: 0, unchanged: 0 } });
    },
  );

  it('is promised for later where arXiv takes long, and still comes by the request that was begun', async () => {
    const go = Promise.withResolvers<void>();
    const { fetch, asked } = createScriptedFetch(answer);
    const { onDemand, timer, store } = createSyncWorld(async (ask) => {
      await go.promise;
      return fetch(ask);
    });
    const slow = onDemand.fetchPaper('2401.04088');
    timer.expire();
    await expect(slow).rejects.toThrow(/asks us to wait/);
    const again = onDemand.fetchPaper('2401.04088');
    go.resolve();
    expect(await again).toMatchObject({ id: '2401.04088' });
    expect(await store.get(['2401.04088'])).toHaveLength(1);
    expect(asked).toHaveLength(1);
  });

  it('shows a mistake of ours as what it is', async () => {
    const { onDemand } = createSyncWorld(() => Promise.reject(new TypeError('a bug')));
    await expect(onDemand.fetchPaper('2401.04088')).rejects.toThrow(TypeError);
  });
});

describe('wanted papers', () => {
  it('are asked for a hundred at a time, once each, and stay wanted where arXiv fails', async () => {
    const ids = Array.from({ length: 120 }, (_, n) => `2401.${String(n + 1).padStart(5, '0')}`);
    let isDown = true;
    const { fetch, asked } = createScriptedFetch((url, count) =>
      count > 1 && isDown ? new SourceError('down', 'no') : answer(url),
    );
    const { onDemand, store } = createSyncWorld(fetch);
    await onDemand.want(ids);
    await onDemand.want(ids.slice(0, 50));
    expect(await onDemand.fetchWanted()).toMatchObject({
      counts: { added: 100 },
      failure: expect.any(SourceError),
    });
    expect(await store.count()).toBe(100);
    isDown = false;
    expect(await onDemand.fetchWanted()).toEqual({
      counts: { added: 20, updated: 0, unchanged: 0 },
      rejected: [],
    });
    expect(listsOf(asked).map((list) => list?.split(',').length)).toEqual([100, 20, 20]);
  });

  it('are wanted no longer where arXiv does not have them', async () => {
    const { fetch, asked } = createScriptedFetch(() => apiAnswer([]));
    const { onDemand } = createSyncWorld(fetch);
    await onDemand.want(['2401.99999']);
    await onDemand.fetchWanted();
    await onDemand.fetchWanted();
    expect(asked).toHaveLength(1);
  });
});
