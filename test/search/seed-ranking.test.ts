import { beforeAll, describe, expect, it } from 'vitest';
import { readCorpus } from '../../src/corpus.ts';
import type { Paper } from '../../src/papers/paper.ts';
import type { SearchEngine } from '../../src/ports.ts';
import { createMiniSearchEngine } from '../../src/search/engines/minisearch.ts';
import { parseQuery } from '../../src/search/query.ts';

describe('on the seed corpus', () => {
  let engine: SearchEngine;
  let papers: Paper[];
  const titlesOf = async (text: string): Promise<string[]> => {
    const { hits } = await engine.search(parseQuery(text), { offset: 0, limit: 300 });
    return hits.map(({ id }) => papers.find((paper) => paper.id === id)?.title ?? id);
  };
  const place = (titles: readonly string[], start: string): number =>
    titles.findIndex((title) => title.startsWith(start));

  beforeAll(async () => {
    ({ papers } = await readCorpus('seeds'));
    engine = createMiniSearchEngine();
    await engine.add(papers);
  });

  it('moe: a paper that is named for it stands above every paper that mentions it once', async () => {
    const titles = await titlesOf('moe');
    const written = /\bmoe\b|mixtures?[ -]of[ -]experts/gi;
    const mentions = (text: string): number => text.match(written)?.length ?? 0;
    const named = titles.filter((title) => mentions(title) > 0);
    const passing = titles.filter((title) => {
      const found = papers.find((paper) => paper.title === title);
      return mentions(title) === 0 && mentions(found?.abstract ?? '') === 1;
    });
    expect(named.length).toBeGreaterThan(3);
    expect(passing.length).toBeGreaterThan(0);
    expect(Math.max(...named.map((title) => titles.indexOf(title)))).toBeLessThan(
      Math.min(...passing.map((title) => titles.indexOf(title))),
    );
    // Its title says it twice, in short and in full; the two above it say it more often in a shorter abstract.
    expect(place(titles, 'MoE-Mamba')).toBeLessThan(3);
  });

  it('moe: every paper has the acronym or spells it out', async () => {
    const found = new Set(await titlesOf('moe'));
    expect(found.size).toBeGreaterThan(0);
    for (const { title, abstract } of papers) {
      const text = `${title} ${abstract}`;
      expect(found.has(title), title).toBe(/\bmoes?\b|mixtures?[ -]of[ -]experts/i.test(text));
    }
  });

  it('mixture of experts: the same papers as moe', async () => {
    expect(new Set(await titlesOf('mixture of experts'))).toEqual(new Set(await titlesOf('moe')));
  });

  it('mamba: the papers named for it come before those that compare with it', async () => {
    const titles = await titlesOf('mamba');
    expect(titles.slice(0, 2).sort()).toEqual([
      expect.stringMatching(/^A Survey of Mamba/),
      expect.stringMatching(/^MoE-Mamba/),
    ]);
  });

  it('a title as a query finds its paper first', async () => {
    const english = papers.filter((paper) => paper.lang === 'en' && !paper.titleDerived);
    const missed: string[] = [];
    for (const { title } of english.filter((_, index) => index % 5 === 0)) {
      if ((await titlesOf(title.replace(/["“”]/g, ' ')))[0] !== title) missed.push(title);
    }
    expect(missed).toEqual([]);
  });

  it('quantized weights: papers that have both words come first', async () => {
    const titles = await titlesOf('quantized weights');
    expect(titles.length).toBeGreaterThan(2);
    for (const title of titles) {
      const found = papers.find((paper) => paper.title === title);
      expect(`${found?.title} ${found?.abstract}`).toMatch(/quanti[sz].*weight|weight.*quanti[sz]/is);
    }
  });

  it('FIFO-Diffusion: the Latin name finds the Russian abstract that introduces it', async () => {
    const [first] = await titlesOf('fifo diffusion');
    expect(papers.find(({ title }) => title === first)).toMatchObject({ lang: 'ru' });
  });

  it('модели диффузии: Russian words in any case find Russian abstracts', async () => {
    const [first] = await titlesOf('моделью диффузии');
    expect(first).toContain('FIFO-Diffusion');
  });

  it.each([
    ['量化', 'quantization'],
    ['квантование', 'quantization'],
    ['大语言模型', 'LLM'],
    ['扩散模型', 'diffusion'],
  ])('%s: a word of the field finds what English papers call %s, and says so', async (asked, english) => {
    const found = await engine.search(parseQuery(asked), { offset: 0, limit: 5 });
    expect(found.also).toEqual([english]);
    for (const { id } of found.hits) {
      const paper = papers.find((each) => each.id === id);
      expect(`${paper?.title} ${paper?.abstract}`).toMatch(
        /quanti[sz]|LLM|large language model|диффуз|diffusion/i,
      );
    }
    expect(found.hits.length).toBeGreaterThan(1);
  });

  it('transfomer: a slip is forgiven', async () => {
    const { corrected, total } = await engine.search(parseQuery('transfomer'), { offset: 0, limit: 1 });
    expect(corrected).toBe('transformer');
    expect(total).toBe((await titlesOf('transformer')).length);
  });

  it('1-bit: the paper about 1-bit models is found similar to OneBit, by what they share', async () => {
    const onebit = papers.find(({ title }) => title.startsWith('OneBit'));
    const [first] = onebit ? await engine.similar(onebit, 3) : [];
    expect(papers.find(({ id }) => id === first?.id)?.title).toMatch(/^The Era of 1-bit LLMs/);
    expect(first?.shared).toContain('1-bit');
  });
});
