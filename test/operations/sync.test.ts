import { describe, expect, it } from 'vitest';
import { syncSources } from '../../src/operations/sync.ts';
import type { Batch, Source } from '../../src/sources/source.ts';
import { SourceError } from '../../src/sources/source-error.ts';
import { makePaper } from '../contracts/store.ts';
import { createScriptedFetch } from '../support/scripted-fetch.ts';
import { apiAnswer } from '../support/source-pages.ts';
import { createScriptedSource, createSyncWorld } from '../support/sync-world.ts';

const batch = (ids: string[], more: Partial<Batch> = {}): Batch => ({
  papers: ids.map((id) => makePaper({ id })),
  rejected: [],
  cursor: '1',
  ...more,
});

function createWorld(sources: Source[], isTTY = false) {
  const { fetch } = createScriptedFetch((url) =>
    apiAnswer((url.searchParams.get('id_list') ?? '').split(',').map((id) => ({ id }))),
  );
  const written: string[] = [];
  let isClosed = false;
  const close = async () => {
    isClosed = true;
  };
  const world = {
    open: async () => ({ ...createSyncWorld(fetch), sources, close }),
    stderr: { write: (text: string) => written.push(text), isTTY, columns: 80 },
    signal: new AbortController().signal,
  };
  return { world, written, isClosed: () => isClosed };
}

const broken = createScriptedSource('arxiv-oai', [
  batch(['b']),
  new SourceError('throttled', 'arXiv asks us to wait'),
]);

describe('npm start -- sync', () => {
  it('says what came from where, what was rejected, what failed and what happens next', async () => {
    const rejected = Array.from({ length: 7 }, (_, n) => ({
      where: `record ${n + 1}`,
      reason: 'title: is missing',
    }));
    const { world, written, isClosed } = createWorld([
      createScriptedSource('arxiv-feed', [batch(['a', 'b'], { rejected, wanted: ['2401.00002'] })]),
      broken,
    ]);
    const { text, json, ...rest } = await syncSources.run([], world);
    expect(text.split('\n')).toEqual([
      'source            new  updated  known  rejected  outcome',
      'arxiv-feed          2        0      0         7  up to date',
      'arxiv-oai           0        0      1         0  failed',
      'papers asked for    1        0      0         0  up to date',
      '',
      '3 new, 0 updated; 3 papers in all.',
      '',
      ...[1, 2, 3, 4, 5].map((n) => `arxiv-feed, record ${n}: title: is missing`),
      'arxiv-feed: and 2 more rejected',
      'arxiv-oai: arXiv asks us to wait. What it gave is kept; the next sync goes on from there.',
    ]);
    expect(json).toMatchObject({
      added: 3,
      papers: 3,
      sources: [{ rejected: 7 }, { problem: 'arXiv asks us to wait' }, {}],
    });
    expect(rest).toEqual({});
    expect(written).toEqual([]);
    expect(isClosed()).toBe(true);
  });

  it('has failed where no source that it asked could be reached', async () => {
    const { world } = createWorld([createScriptedSource('one', [new SourceError('down', 'one is down')])]);
    expect(await syncSources.run([], world)).toMatchObject({ failed: true });
    const none = createWorld([]);
    expect(await syncSources.run([], none.world)).not.toHaveProperty('failed');
  });

  it('says of a source that was asked lately that it was left alone', async () => {
    const { world } = createWorld([createScriptedSource('slow', [batch(['a'])], 3_600_000)]);
    const app = await world.open();
    const open = async () => app;
    await syncSources.run([], { ...world, open });
    const again = await syncSources.run([], { ...world, open });
    expect(again.text).toContain('slow      0        0      0         0  asked lately, left alone');
    expect(again).not.toHaveProperty('failed');
  });

  it('shows on a terminal what came so far', async () => {
    const { world, written } = createWorld([createScriptedSource('one', [batch(['a', 'b'])])], true);
    await syncSources.run([], world);
    expect(written).toEqual(['\r\u001b[2Kone 2 new', '\r\u001b[2K']);
  });

  it('does not wait for a source that hangs when the operator interrupts', async () => {
    const interrupt = new AbortController();
    const hanging: Source = {
      name: 'hanging',
      async *fetchSince() {
        yield batch(['a']);
        interrupt.abort();
        await new Promise(() => {});
      },
    };
    const { world, isClosed } = createWorld([hanging]);
    const { text, failed } = await syncSources.run([], { ...world, signal: interrupt.signal });
    expect(failed).toBe(true);
    expect(text).toBe('Interrupted. All that came is kept; the next sync goes on from there.');
    expect(isClosed()).toBe(true);
  });

  it('makes what a server says fit for a terminal', async () => {
    const rejected = [{ where: 'record\u001b[2J 1', reason: 'no \u202e' }];
    const { world } = createWorld([createScriptedSource('one', [batch([], { rejected })])]);
    const { text } = await syncSources.run([], world);
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });
});
