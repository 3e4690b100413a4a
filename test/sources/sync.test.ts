import { describe, expect, it } from 'vitest';
import { repeat } from '../../src/sources/repeat.ts';
import type { Batch } from '../../src/sources/source.ts';
import { SourceError } from '../../src/sources/source-error.ts';
import { type SourceReport, sync } from '../../src/sources/sync.ts';
import { makePaper } from '../contracts/store.ts';
import { silent } from '../support/polite.ts';
import { createScriptedFetch } from '../support/scripted-fetch.ts';
import { apiAnswer } from '../support/source-pages.ts';
import { createScriptedSource, createSyncWorld } from '../support/sync-world.ts';

const batch = (cursor: string, ids: string[], more: Partial<Batch> = {}): Batch => ({
  papers: ids.map((id) => makePaper({ id })),
  rejected: [],
  cursor,
  ...more,
});

const create = () => {
  const { fetch, asked } = createScriptedFetch((url) =>
    apiAnswer((url.searchParams.get('id_list') ?? '').split(',').map((id) => ({ id }))),
  );
  return { ...createSyncWorld(fetch), asked };
};

describe('a sync', () => {
  it('brings the papers of all sources, and says what came from where', async () => {
    const world = create();
    const rejected = [{ where: 'record 3', reason: 'abstract: is missing' }];
    const sources = [
      createScriptedSource('one', [batch('1', ['a', 'b'], { rejected }), batch('2', ['c'])]),
      createScriptedSource('two', [batch('1', ['d'])]),
    ];
    const reports = await sync({ ...world, sources });
    expect(reports).toEqual([
      { source: 'one', added: 3, updated: 0, unchanged: 0, rejected: 1, rejections: rejected },
      { source: 'two', added: 1, updated: 0, unchanged: 0, rejected: 0, rejections: [] },
      { source: 'wanted', added: 0, updated: 0, unchanged: 0, rejected: 0, rejections: [] },
    ]);
    expect([...world.indexed.keys()].sort()).toEqual(['a', 'b', 'c', 'd']);
  });

  it('is not stopped by a source that fails, keeps what that gave, and goes on from there next time', async () => {
    const world = create();
    const failing = createScriptedSource('failing', [
      batch('after-a', ['a']),
      new SourceError('down', 'arXiv is out of order'),
    ]);
    const sources = [failing, createScriptedSource('fine', [batch('1', ['b'])])];
    const [report] = await sync({ ...world, sources });
    expect(report).toMatchObject({ source: 'failing', added: 1, problem: 'arXiv is out of order' });
    expect(await world.store.count()).toBe(2);
    expect(await world.store.readSync('failing')).toEqual({
      triedAt: '2024-03-02T12:00:00.000Z',
      cursor: 'after-a',
      problem: 'arXiv is out of order',
    });
    await sync({ ...world, sources });
    expect(failing.cursors).toEqual([undefined, 'after-a']);
  });

  it('forgets the problem of a source that succeeds again', async () => {
    const world = create();
    await sync({ ...world, sources: [createScriptedSource('one', [new SourceError('down', 'no')])] });
    await sync({ ...world, sources: [createScriptedSource('one', [])] });
    expect(await world.store.readSync('one')).toEqual({
      triedAt: '2024-03-02T12:00:00.000Z',
      succeededAt: '2024-03-02T12:00:00.000Z',
    });
  });

  it('does not show a mistake of ours to people, and survives it', async () => {
    const world = create();
    const [report] = await sync({
      ...world,
      sources: [createScriptedSource('one', [new TypeError('x is not a function')])],
    });
    expect(report?.problem).toBe('one could not be taken in; the log says why');
  });

  it('leaves a source alone that was asked a short while ago, unless the clock jumped back', async () => {
    const world = create();
    const slow = createScriptedSource('slow', [batch('1', [])], 3_600_000);
    const times = [
      '2024-03-02T12:00:00Z',
      '2024-03-02T12:59:00Z',
      '2024-03-02T13:01:00Z',
      '2024-03-02T09:00:00Z',
    ];
    const skipped: unknown[] = [];
    for (const time of times) {
      world.setNow(time);
      const [report] = await sync({ ...world, sources: [slow] });
      skipped.push(report?.skipped ?? false);
    }
    expect(skipped).toEqual([false, true, false, false]);
  });

  it('fetches the full records of papers that were only named, once', async () => {
    const world = create();
    await world.store.save([makePaper({ id: '2401.00001', arxivId: '2401.00001', date: '2024-01-01' })]);
    const named = batch('1', [], { wanted: ['2401.00001', '2401.00002'] });
    const reports = await sync({ ...world, sources: [createScriptedSource('blog', [named])] });
    expect(reports.at(-1)).toMatchObject({ source: 'wanted', added: 1 });
    expect(world.asked.map((ask) => ask.url.searchParams.get('id_list'))).toEqual(['2401.00002']);
    expect((await world.store.get(['2401.00002']))[0]?.date).toBe('2024-01-08');
  });

  it('shows the first rejections and counts them all', async () => {
    const world = create();
    const rejected = Array.from({ length: 30 }, (_, n) => ({ where: `record ${n}`, reason: 'no' }));
    const script = [batch('1', [], { rejected }), batch('2', [], { rejected })];
    const [report] = await sync({ ...world, sources: [createScriptedSource('one', script)] });
    expect(report?.rejected).toBe(60);
    expect(report?.rejections).toHaveLength(20);
  });

  it('tells how far each source is after each batch', async () => {
    const world = create();
    const seen: Pick<SourceReport, 'source' | 'added'>[] = [];
    await sync({
      ...world,
      sources: [createScriptedSource('one', [batch('1', ['a']), batch('2', ['b', 'c'])])],
      onProgress: ({ source, added }) => seen.push({ source, added }),
    });
    expect(seen).toEqual([
      { source: 'one', added: 1 },
      { source: 'one', added: 3 },
    ]);
  });
});

describe('background work', () => {
  it('goes on after a failure, with pauses that vary by a tenth, until it is stopped', async () => {
    const controller = new AbortController();
    const pauses: number[] = [];
    const chances = [0, 0.5, 1];
    let times = 0;
    await repeat(
      async () => {
        times += 1;
        if (times === 1) throw new Error('once');
      },
      1000,
      controller.signal,
      {
        random: () => chances[times - 1] ?? 0,
        log: silent,
        async sleep(ms) {
          pauses.push(ms);
          if (times === 3) controller.abort();
        },
      },
    );
    expect(pauses).toEqual([900, 1000, 1100]);
  });
});
