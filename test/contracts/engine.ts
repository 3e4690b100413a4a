import { beforeEach, describe, expect, it } from 'vitest';
import type { Paper } from '../../src/papers/paper.ts';
import type { SearchEngine, SearchResult } from '../../src/ports.ts';
import { toTerms } from '../../src/search/analysis.ts';
import { parseQuery, type Query } from '../../src/search/query.ts';
import { ENGINE_PAPERS } from './engine-papers.ts';

/** Everything that the port promises, for every engine alike. `create` gives an empty one. */
export function testEngine(name: string, create: () => SearchEngine | Promise<SearchEngine>): void {
  describe(`the ${name} engine`, () => {
    let engine: SearchEngine;
    const ask = (text: string, offset = 0, limit = 50): Promise<SearchResult> =>
      engine.search(parseQuery(text), { offset, limit });
    const idsOf = async (text: string): Promise<string[]> => (await ask(text)).hits.map((hit) => hit.id);

    beforeEach(async () => {
      engine = await create();
      await engine.add(ENGINE_PAPERS);
    });

    describe('finds words', () => {
      it.each([
        ['whatever their case, accents and endings', 'FRÉCHET Distances', ['frechet']],
        ['with and without hyphens', 'pretrained', ['pretraining']],
        ['written apart', 'pre training', ['pretraining']],
        ['that are names with digits', 'GPT4', ['gpt4']],
        ['that are names with digits, written apart', 'gpt 4', ['gpt4']],
        ['that are part of a hyphenated one', 'bit', ['chinese', 'onebit']],
        ['in Russian, whatever the case', 'генерации', ['russian']],
        ['in Latin letters inside a Russian abstract', 'fifo-diffusion', ['russian']],
        ['in Chinese', '量化', ['chinese']],
        ['in Chinese, of a single character', '噪', ['chinese']],
        ['named like what every object has', 'constructor', ['gpt4']],
      ])('%s', async (_, query, expected) => {
        expect((await idsOf(query)).sort()).toEqual(expected);
      });

      it('wants both of two words', async () => {
        expect(await idsOf('routing attention')).toEqual(['switchhead']);
      });

      it('gives what comes near where no paper has both of two words', async () => {
        expect(await idsOf('fréchet kolmogorov')).toEqual(['frechet']);
      });

      it('answers a question with the papers that have most of it', async () => {
        const [first] = await idsOf('how do sparse experts with dynamic routing learn to choose tokens?');
        expect(first).toBe('dynamic');
      });

      it('puts the paper first whose title is what was asked for', async () => {
        expect((await idsOf('Mamba'))[0]).toBe('mamba');
      });
    });

    describe('knows acronyms', () => {
      it('finds a paper that only spells one out, below those that are about it', async () => {
        const { hits, total, also } = await ask('moe');
        expect(total).toBe(3);
        expect(hits.at(-1)?.id).toBe('mention');
        expect(hits.map((hit) => hit.id)).toContain('switchhead');
        expect(also).toEqual(['mixture of experts']);
      });

      it('finds the same papers by the long form', async () => {
        const { hits, also } = await ask('mixtures of experts');
        expect(new Set(hits.map((hit) => hit.id))).toEqual(new Set(await idsOf('MoE')));
        expect(also).toEqual(['MoE']);
      });

      it('learns them from the papers', async () => {
        await engine.add([
          paper('teacher', 'Teaching', 'We study quick brown foxes (QBFs).'),
          paper('pupil', 'Running', 'Few have seen quick brown foxes run.'),
        ]);
        expect((await idsOf('qbf')).sort()).toEqual(['pupil', 'teacher']);
        await engine.remove(['teacher']);
        expect(await idsOf('qbf')).toEqual([]);
      });

      it('says what a snippet can mark, the long form included', async () => {
        expect((await ask('moe')).terms).toContain('mixtur of expert');
      });

      it('looks for just the words in quotation marks', async () => {
        expect(await idsOf('"moe"')).toEqual(['dynamic']);
      });
    });

    describe('forgives typos only where the exact words find nothing', () => {
      it('never for short words', async () => {
        expect(await idsOf('mose')).toEqual([]);
        expect(await idsOf('mode')).toEqual(['mode']);
      });

      it('and says what it searched for instead', async () => {
        const result = await ask('difussion');
        expect(result.corrected).toBe('diffusion');
        expect(result.hits.map((hit) => hit.id)).toContain('russian');
      });

      it('or offers near words where it cannot be sure', async () => {
        const { total, suggestions } = await ask('atenshun');
        expect(total).toBe(0);
        expect(suggestions.length).toBeLessThanOrEqual(3);
        const near = await ask('rooting');
        expect([near.corrected ?? near.suggestions[0]?.text]).toContain('routing');
      });

      it('and not for a word that some paper has', async () => {
        expect((await ask('rotting')).corrected).toBeUndefined();
      });
    });

    describe('obeys conditions', () => {
      it.each([
        ['a phrase', '"dynamic routing"', ['dynamic']],
        ['a phrase across hyphens and endings', '"mixtures of experts"', ['mention', 'switchhead']],
        ['an exclusion', 'moe -attention', ['dynamic', 'mention']],
        ['an excluded phrase', 'moe -"dynamic routing"', ['mention', 'switchhead']],
        ['an author', 'author:schmidhuber', ['switchhead']],
        ['an author without accents', 'author:"jurgen schmidhuber"', ['switchhead']],
        ['an author by an initial', 'author:"J. Schmidhuber"', ['switchhead']],
        ['an author whom the paper gives an initial', 'author:"Alice Adams"', ['dynamic']],
        ['an author of several words that no one name has', 'author:"Jürgen Csordás"', []],
        ['one of two authors', 'author:gu author:adams', ['dynamic', 'mamba']],
        ['a phrase of words that say nothing', '"among many others"', ['mention']],
        ['a category', 'cat:cs.cl', ['dynamic', 'gpt4']],
        ['an archive', 'cat:stat', ['frechet']],
        ['a year', 'year:2023', ['switchhead']],
        ['a first day, which is included', 'after:2024-03-12', ['dynamic', 'mamba']],
        ['a last day, which is included', 'before:2024-03-12', ['dynamic', 'switchhead']],
        ['the end of a span', 'before:2024', ['switchhead']],
        ['code', 'has:code', ['mamba']],
        ['a language', 'lang:ru', ['russian']],
        ['several at once', 'cat:cs.CL after:2024 moe', ['dynamic']],
        ['several that no paper meets', 'cat:stat has:code', []],
      ])('%s', async (_, query, expected) => {
        expect((await idsOf(query)).sort()).toEqual(expected);
      });
    });

    describe('sorts', () => {
      it('by date, newest first and undated last', async () => {
        const ids = await idsOf('author:a sort:new');
        expect(ids).toEqual(['mamba', 'dynamic', 'gpt4']);
      });

      it('by votes, most first and unknown last', async () => {
        expect(await idsOf('author:a sort:votes')).toEqual(['dynamic', 'mamba', 'gpt4']);
      });

      it('by score, from high to low', async () => {
        const scores = (await ask('mixture of experts routing attention')).hits.map((hit) => hit.score);
        expect(scores).toEqual([...scores].sort((a, b) => b - a));
      });
    });

    it('gives the same hits page by page as at once', async () => {
      for (const query of ['lang:en', 'moe', 'routing experts attention models', 'lang:en sort:new']) {
        const { hits, total } = await ask(query);
        const paged: typeof hits = [];
        for (let offset = 0; offset < total; offset += 2) paged.push(...(await ask(query, offset, 2)).hits);
        expect(paged).toEqual(hits);
        expect((await ask(query, total, 5)).hits).toEqual([]);
      }
    });

    it('replaces a paper of the same id', async () => {
      await engine.add([paper('mode', 'Entirely new', 'Zebras everywhere.')]);
      expect(await idsOf('mode')).toEqual([]);
      expect(await idsOf('zebra')).toEqual(['mode']);
      expect(await engine.complete('entir', 5)).toEqual([{ id: 'mode', title: 'Entirely new' }]);
    });

    it('forgets a paper that is removed, and does not mind an unknown id', async () => {
      await engine.remove(['dynamic', 'nobody']);
      expect(await idsOf('moe')).toEqual(['switchhead', 'mention']);
    });

    it('keeps the last of two papers with one id that are added together', async () => {
      await engine.add([paper('twice', 'First zebra', ''), paper('twice', 'Second yak', '')]);
      expect(await idsOf('zebra')).toEqual([]);
      expect(await idsOf('yak')).toEqual(['twice']);
    });

    it('answers the same, in whatever order papers came and went', async () => {
      const other = await create();
      await other.add([
        paper('gone', 'Mixtures of everything (MOE)', 'An odd use of MOE (mixtures of everything).'),
      ]);
      for (const each of [...ENGINE_PAPERS].reverse()) await other.add([each]);
      await other.remove(['gone']);
      for (const text of ['moe', 'mixture of experts', 'routing attention', 'lang:en', 'difussion']) {
        expect(await other.search(parseQuery(text), { offset: 0, limit: 50 })).toEqual(await ask(text));
      }
    });

    it('gives each of many that ask at once the answer that it would have got alone', async () => {
      const texts = [
        'moe',
        'routing attention',
        'lang:en',
        'difussion',
        '"dynamic routing"',
        'how do experts route?',
      ];
      const many = [...texts, ...texts, ...texts];
      const alone = new Map<string, SearchResult>();
      for (const text of texts) alone.set(text, await ask(text));
      const together = await Promise.all(many.map((text) => ask(text)));
      expect(together).toEqual(many.map((text) => alone.get(text)));
    });

    it('answers from an empty corpus', async () => {
      const empty = await create();
      const page = { offset: 0, limit: 5 };
      expect(await empty.search(parseQuery('moe'), page)).toMatchObject({
        total: 0,
        hits: [],
        suggestions: [],
      });
      expect(await empty.search(parseQuery('cat:cs.CL'), page)).toMatchObject({ total: 0 });
      expect(await empty.similar(paper('x', 'Experts', 'Routing.'), 5)).toEqual([]);
      expect(await empty.complete('a', 5)).toEqual([]);
      expect(await empty.topics('', 5)).toEqual([]);
    });

    describe('finds similar papers', () => {
      it('without the paper itself, and says what they share', async () => {
        const [dynamic] = ENGINE_PAPERS;
        const similar = dynamic ? await engine.similar(dynamic, 3) : [];
        expect(similar.map((hit) => hit.id)).not.toContain('dynamic');
        expect(similar[0]).toMatchObject({ id: 'switchhead' });
        expect(similar[0]?.shared).toContain('MoE');
      });

      it('without other versions of the same work', async () => {
        const [dynamic] = ENGINE_PAPERS;
        if (!dynamic) throw new Error('there is no paper');
        await engine.add([{ ...dynamic, id: 'dynamic-again', abstract: `${dynamic.abstract} Accepted.` }]);
        const ids = (await engine.similar(dynamic, 10)).map(({ id }) => id);
        expect(ids).not.toContain('dynamic-again');
        expect(ids).toContain('switchhead');
      });

      it('also to a paper that it does not hold', async () => {
        const [first] = await engine.similar(
          paper('new', 'Fréchet distance again', 'The Fréchet inception distance.'),
          3,
        );
        expect(first?.id).toBe('frechet');
      });
    });

    it('completes titles by the starts of their words, in any case', async () => {
      expect((await engine.complete('MAM', 5)).map(({ title }) => title)).toEqual([
        'Mamba',
        'Jamba and Mamba compared for long sequences',
      ]);
      expect((await engine.complete('dyn rou', 5)).map(({ id }) => id)).toEqual(['dynamic']);
      expect(await engine.complete('zzz', 5)).toEqual([]);
      expect(await engine.complete(' ', 5)).toEqual([]);
      expect(await engine.complete('m', 1)).toHaveLength(1);
    });

    it('names topics as people write them, with how many papers have them', async () => {
      expect(await engine.topics('mo', 5)).toContainEqual({ text: 'MoE', papers: 3 });
      expect(await engine.topics('mixt', 5)).toContainEqual({ text: 'mixture of experts', papers: 3 });
    });

    it('counts the papers that have a word, as written or spelled out, and forgives no typo', async () => {
      expect(await engine.papersWith(['Routings', 'moe', 'the', 'difussion', 'bit', ''])).toEqual([
        2, 3, 0, 0, 2, 0,
      ]);
      expect(await engine.papersWith([])).toEqual([]);
    });

    it('looks for a long phrase of words that say nothing, and for one of words that may be either', async () => {
      expect((await ask(`"${'in the length of a '.repeat(6)}"`)).total).toBe(0);
      await engine.add([
        {
          id: 'us',
          title: 'Uses',
          abstract: 'They use us. Others use it to use us in use by us who use it.',
          lang: 'en',
          foundIn: [],
        },
      ]);
      expect(await idsOf('"use us"')).toEqual(['us']);
      expect(await idsOf('"us in use"')).toEqual(['us']);
      expect((await ask(`"${'use us '.repeat(20)}"`)).total).toBe(0);
    });

    it('gives the terms of papers as they were analysed', async () => {
      const [, mamba] = await engine.termsOf(['nobody', 'mamba']);
      expect(mamba).toEqual({
        title: ['mamba'],
        abstract: toTerms('A state space model that is linear in the length of a sequence.'),
      });
      expect(await engine.termsOf(['nobody'])).toEqual([undefined]);
      for (const paper of ENGINE_PAPERS)
        expect(await engine.termsOf([paper.id])).toEqual([
          { title: toTerms(paper.title), abstract: toTerms(paper.abstract) },
        ]);
    });

    it.each([
      ['a megabyte of one letter', 'a'.repeat(1_000_000)],
      ['a megabyte of words', 'moe '.repeat(250_000)],
      ['a megabyte of Chinese', '大语言模型'.repeat(200_000)],
      ['ten thousand quotation marks', '"'.repeat(10_000)],
      ['control characters', '\u0000\u0007moe\u001b[31m'],
      ['direction marks', '\u202emoe\u200f'],
      ['lone surrogates', '\ud83dmoe\udc00'],
      ['accents piled up', `e${'\u0301'.repeat(10_000)}`],
      ['numbers and signs', ',111'.repeat(100_000)],
    ])('survives %s', async (_, text) => {
      const query: Query = {
        words: [text],
        phrases: [text],
        without: [text],
        filters: { author: [text] },
        sort: 'new',
      };
      expect(await engine.search(query, { offset: 0, limit: 5 })).toMatchObject({ total: 0 });
      expect(await engine.complete(text, 5)).toBeInstanceOf(Array);
      expect(await engine.topics(text, 5)).toBeInstanceOf(Array);
      expect(await engine.papersWith([text])).toHaveLength(1);
      await engine.add([paper('odd', text, text)]);
      await engine.remove(['odd']);
      expect((await ask('moe')).total).toBe(3);
    });
  });
}

function paper(id: string, title: string, abstract: string): Paper {
  return { id, title, abstract, lang: 'en', foundIn: [{ document: 'test', line: 1 }] };
}
