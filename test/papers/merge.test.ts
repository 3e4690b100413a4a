import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { toCleanText } from '../../src/papers/clean-text.ts';
import { isSameWork, mergePapers } from '../../src/papers/merge.ts';
import { mergeTwo } from '../../src/papers/merge-two.ts';
import type { Paper } from '../../src/papers/paper.ts';

const ABSTRACT =
  'While transformers have enabled tremendous progress in many settings, such architectures still lag behind symbolic planners ' +
  'for complex decision making. We show how to train them to solve planning tasks and present Searchformer, which solves ' +
  'unseen Sokoban puzzles while using fewer search steps than the usual search.';
const OTHER =
  'Recent research is paving the way for a new era of one bit language models. In this work we introduce a variant in which ' +
  'every single parameter is ternary and which matches the full precision model of the same size in perplexity.';

let line = 0;
function paper(facts: Partial<Paper>): Paper {
  line += 1;
  return {
    id: `slug-${line}`,
    title: 'Beyond A*: Better Planning',
    abstract: ABSTRACT,
    lang: 'en',
    foundIn: [{ document: 'a.txt', line }],
    ...facts,
  };
}
const withId = (arxivId: string, facts: Partial<Paper> = {}) => paper({ id: arxivId, arxivId, ...facts });

describe('isSameWork', () => {
  test.each([
    [
      'the same arXiv id, whatever the texts',
      withId('2402.14083'),
      withId('2402.14083', { title: 'X', abstract: OTHER }),
    ],
    ['titles that differ in case and signs', paper({}), paper({ title: 'BEYOND A∗ – better planning' })],
    ['the same title where one has no abstract', paper({}), paper({ abstract: '' })],
    ['a copied abstract under another title', paper({}), paper({ title: 'Searchformer' })],
    [
      'a cut abstract under a derived title',
      paper({}),
      paper({
        title: 'Searchformer',
        titleDerived: true,
        abstractCut: true,
        abstract: ABSTRACT.slice(0, 220),
      }),
    ],
  ])('joins %s', (_, a, b) => {
    expect(isSameWork(a, b)).toBe(true);
    expect(isSameWork(b, a)).toBe(true);
  });

  test.each([
    ['different arXiv ids, whatever the texts', withId('2402.14083'), withId('2402.14084')],
    ['the same title over other abstracts', paper({}), paper({ abstract: OTHER })],
    ['a translation', paper({}), paper({ lang: 'ru' })],
    [
      'a sequel that reuses half of the sentences',
      paper({}),
      paper({ title: 'Beyond A* Again', abstract: ABSTRACT.slice(0, 150) + OTHER }),
    ],
    [
      'short abstracts under different titles',
      paper({ abstract: 'Too short.' }),
      paper({ title: 'X', abstract: 'Too short.' }),
    ],
  ])('keeps apart %s', (_, a, b) => {
    expect(isSameWork(a, b)).toBe(false);
    expect(isSameWork(b, a)).toBe(false);
  });
});

describe('the seeds', () => {
  const lines = (name: string) => readFileSync(`seeds/${name}.txt`, 'utf8').split(/\r?\n/u).map(toCleanText);
  const searchPage = lines('002_2a004c48de9c61ee');
  const under = (title: string) =>
    paper({ title, abstract: searchPage[searchPage.indexOf(title) + 1] ?? '' });

  test('ViDT and its successor stay two papers', () => {
    const first = under('ViDT: An Efficient and Effective Fully Transformer-based Object Detector');
    const successor = under('An Extendable, Efficient and Effective Transformer-based Object Detector');
    expect(isSameWork(first, successor)).toBe(false);
  });

  test('Searchformer of the listing and of the search page is one paper', () => {
    const title = 'Beyond A*: Better Planning with Transformers via Search Dynamics Bootstrapping';
    const listed = withId('2402.14083', { title, abstract: lines('000_6062830d42882d80')[0] ?? '' });
    expect(mergePapers([listed, under(title)]).papers).toHaveLength(1);
  });
});

describe('mergeTwo', () => {
  test('keeps the best of both', () => {
    const a = paper({
      id: 'beyond-a',
      title: 'Searchformer: a model',
      titleDerived: true,
      abstract: ABSTRACT.slice(0, 100),
      abstractCut: true,
      asWritten: { abstract: 'cut' },
      date: '2024-02-20',
      dateInferred: true,
      upvotes: 7,
      categories: ['cs.AI'],
      links: [{ kind: 'code', url: 'https://github.com/a/b' }],
    });
    const b = withId('2402.14083', {
      date: '2024-02-21',
      version: 2,
      upvotes: 3,
      authors: ['A B'],
      categories: ['cs.AI', 'cs.LG'],
      links: [{ kind: 'code', url: 'https://github.com/a/b' }],
    });
    expect(mergeTwo(a, b)).toEqual({
      id: '2402.14083',
      arxivId: '2402.14083',
      title: b.title,
      abstract: ABSTRACT,
      lang: 'en',
      date: '2024-02-21',
      version: 2,
      upvotes: 7,
      authors: ['A B'],
      categories: ['cs.AI', 'cs.LG'],
      links: [{ kind: 'code', url: 'https://github.com/a/b' }],
      foundIn: [...a.foundIn, ...b.foundIn],
    });
  });

  test('takes the earlier of two certain dates, and says so where only inferred ones are known', () => {
    expect(mergeTwo(paper({ date: '2024-02-21' }), paper({ date: '2024-02-20' })).date).toBe('2024-02-20');
    const inferred = mergeTwo(paper({ date: '2024-05-20', dateInferred: true }), paper({}));
    expect(inferred).toMatchObject({ date: '2024-05-20', dateInferred: true });
  });
});

describe('mergePapers', () => {
  test('makes one paper of each work, in the order of first sight, and tells what went where', () => {
    const papers = [
      paper({ id: 'beyond-a' }),
      paper({ id: 'bits', title: 'Bits', abstract: OTHER }),
      withId('2402.14083'),
    ];
    const { papers: merged, merges } = mergePapers(papers);
    expect(merged.map(({ id }) => id)).toEqual(['2402.14083', 'bits']);
    expect(merges).toEqual([{ into: '2402.14083', from: papers[2]?.foundIn[0] }]);
  });

  test('a record without an id cannot join two papers that have different ones', () => {
    const { papers } = mergePapers([withId('2402.14083'), paper({}), withId('2402.14084')]);
    expect(papers.map(({ arxivId }) => arxivId)).toEqual(['2402.14083', '2402.14084']);
  });

  test('works that share a slug get ids of their own', () => {
    const { papers } = mergePapers([paper({ id: 'intro' }), paper({ id: 'intro', abstract: OTHER })]);
    expect(papers[0]?.id).toBe('intro');
    expect(papers[1]?.id).toMatch(/^intro-[0-9a-f]{6}$/u);
  });

  test('compares few of many papers that share set phrases', () => {
    const papers = Array.from({ length: 3000 }, (_, n) =>
      withId(`2402.${String(n + 10000)}`, {
        title: `Paper ${n}`,
        abstract: `Extensive experiments show that our method works well in setting ${n}.`,
      }),
    );
    expect(mergePapers(papers).papers).toHaveLength(3000);
  });
});
