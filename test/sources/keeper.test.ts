import { describe, expect, it } from 'vitest';
import { createKeep } from '../../src/sources/keeper.ts';
import { createMemoryStore } from '../../src/stores/memory.ts';
import { answering } from '../contracts/source.ts';
import { makePaper } from '../contracts/store.ts';
import { createSyncWorld } from '../support/sync-world.ts';

const paper = (version: number, more: object = {}) =>
  makePaper({ id: '2401.04081', arxivId: '2401.04081', version, title: `Title of v${version}`, ...more });

describe('papers that come in', () => {
  const create = () => createSyncWorld(answering(''));

  it('are counted as new, changed or known, and reach the index', async () => {
    const { keep, store, indexed } = create();
    expect(await keep([paper(1)])).toEqual({ added: 1, updated: 0, unchanged: 0 });
    expect(await keep([paper(1)])).toEqual({ added: 0, updated: 0, unchanged: 1 });
    expect(await keep([paper(2)])).toEqual({ added: 0, updated: 1, unchanged: 0 });
    expect(await store.count()).toBe(1);
    expect(indexed.get('2401.04081')?.title).toBe('Title of v2');
  });

  it('replace the text of an older version, which is remembered', async () => {
    const { keep, store } = create();
    await keep([paper(1, { comments: 'draft', date: '2024-01-08', categories: ['cs.CL'] })]);
    await keep([paper(2, { abstract: 'Shorter.', comments: 'This paper has been withdrawn' })]);
    expect(await store.get(['2401.04081'])).toMatchObject([
      {
        version: 2,
        title: 'Title of v2',
        abstract: 'Shorter.',
        comments: 'This paper has been withdrawn',
        date: '2024-01-08',
        categories: ['cs.CL'],
      },
    ]);
    expect((await store.earlier('2401.04081')).map((entry) => entry.paper.version)).toEqual([1]);
  });

  it('do not replace the text of a newer version, wherever they come late from', async () => {
    const { keep, store } = create();
    await keep([paper(3)]);
    await keep([
      paper(2),
      makePaper({ id: '2401.04081', arxivId: '2401.04081', title: 'Without a version' }),
    ]);
    expect(await store.get(['2401.04081'])).toMatchObject([{ version: 3, title: 'Title of v3' }]);
  });

  it('do not replace whole text by text that is cut off or a title that was made up', async () => {
    const { keep, store } = create();
    const whole = makePaper({
      id: '2401.04081',
      arxivId: '2401.04081',
      title: 'The title',
      abstract: 'All of it.',
    });
    await keep([whole]);
    await keep([
      { ...whole, title: 'Made up', titleDerived: true },
      { ...whole, abstract: 'All', abstractCut: true },
    ]);
    expect(await store.get(['2401.04081'])).toMatchObject([{ title: 'The title', abstract: 'All of it.' }]);
  });

  it("bring today's votes, fewer ones as well", async () => {
    const { keep, store } = create();
    await keep([paper(1, { upvotes: 36 })]);
    await keep([paper(1, { upvotes: 35 })]);
    await keep([paper(1)]);
    expect((await store.get(['2401.04081']))[0]?.upvotes).toBe(35);
  });

  it('give a paper that was known by its title its arXiv ID, under both names', async () => {
    const { keep, store, indexed } = create();
    const known = makePaper({
      id: 'mixtral-of-experts',
      title: 'Mixtral of Experts',
      abstract: 'We introduce Mixtral 8x7B, a sparse mixture of experts.',
    });
    await keep([known]);
    await keep([
      { ...known, id: '2401.04088', arxivId: '2401.04088', foundIn: [{ document: 'arXiv', line: 1 }] },
    ]);
    expect(await store.count()).toBe(1);
    expect((await store.get(['mixtral-of-experts', '2401.04088'])).map((found) => found.id)).toEqual([
      '2401.04088',
      '2401.04088',
    ]);
    expect([...indexed.keys()]).toEqual(['2401.04088']);
  });

  it('take turns, so that nothing brought at the same time is lost', async () => {
    const { keep, store } = create();
    await Promise.all([
      keep([paper(1, { upvotes: 7 })]),
      keep([paper(1, { comments: '12 pages' })]),
      keep([paper(1, { date: '2024-01-08' })]),
    ]);
    expect(await store.get(['2401.04081'])).toMatchObject([
      { upvotes: 7, comments: '12 pages', date: '2024-01-08' },
    ]);
  });

  it('can be kept again after the store failed once', async () => {
    const store = createMemoryStore();
    let isFull = true;
    const keep = createKeep(
      {
        ...store,
        async save(papers) {
          if (isFull) throw new Error('disk full');
          await store.save(papers);
        },
      },
      { async add() {}, async remove() {} },
    );
    await expect(keep([paper(1)])).rejects.toThrow('disk full');
    isFull = false;
    expect(await keep([paper(1)])).toMatchObject({ added: 1 });
  });
});
