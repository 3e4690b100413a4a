import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  FIELD_ACRONYMS,
  findUnwritten,
  type LearnedPair,
  learnPairs,
  toAcronyms,
} from '../../src/search/acronyms.ts';
import { analyse } from '../../src/search/analysis.ts';
import { findDefinitions, findShortForms } from '../../src/search/define.ts';
import { createMiniSearchEngine } from '../../src/search/engines/minisearch.ts';
import { parseQuery } from '../../src/search/query.ts';

const found = (text: string): string[] =>
  findDefinitions(text).map(({ short, long }) => `${short} = ${long}`);
const noWord = (): boolean => false;
const counted = (text: string, papers: number): { pair: LearnedPair; papers: number }[] =>
  learnPairs(text).map((pair) => ({ pair, papers }));

describe('definitions of acronyms', () => {
  it.each([
    ['We use mixture of experts (MoE) layers.', 'MoE = mixture of experts'],
    ['Mixture-of-Experts (MoE) layers', 'MoE = Mixture-of-Experts'],
    ['MoE (Mixture of Experts) layers', 'MoE = Mixture of Experts'],
    ['many large language models (LLMs)', 'LLM = large language models'],
    ['Retrieval-Augmented Generation (RAG, for short)', 'RAG = Retrieval-Augmented Generation'],
    ['a system of knowledge graph completion (KGC)', 'KGC = knowledge graph completion'],
    [
      'using bidirectional encoder representations from transformers (BERT)',
      'BERT = bidirectional encoder representations from transformers',
    ],
    ['the heat shock transcription factor (HSF)', 'HSF = heat shock transcription factor'],
    ['a new “Social Media Crawl” (SMC) of ours', 'SMC = Social Media Crawl'],
    ["the Energy Information Agency's (EIA) data", 'EIA = Energy Information Agency'],
    ['a novel social media crawling method (SMC)', 'SMC = social media crawling'],
    ['混合专家模型 Mixture of Experts（MoE）', 'MoE = Mixture of Experts'],
  ])('are found in “%s”', (text, expected) => {
    expect(found(text)).toEqual([expected]);
  });

  it.each([
    ['a remark in brackets', 'It is fast (see Fig. 3) and good (in 2024).'],
    ['a name that nothing spells out', 'We train our models (GPT) on text.'],
    ['a word that is no acronym', 'Some of the animals (dogs) sleep.'],
    ['a sentence before', 'Models of Everything. (MoE) is short.'],
    ['a number', 'Over ten percent (10%) more.'],
  ])('are not found in %s', (_, text) => {
    expect(found(text)).toEqual([]);
  });

  it('say where they stand, for any text', () => {
    const piece = fc.constantFrom(
      'mixture of experts',
      'MoE',
      '(',
      ')',
      ' ',
      ',',
      '.',
      'Large ',
      'LM',
      '（',
      '\ud800',
      '大',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join('');
        for (const { long, longStart } of findDefinitions(text))
          expect(text.slice(longStart).trimStart().startsWith(long)).toBe(true);
      }),
    );
  });
});

describe('short forms', () => {
  it.each([
    ['MoE and CNNs beat SVM, on GPUs.', ['MoE', 'CNNs', 'SVM', 'GPUs']],
    ['In Section III, TensorFlow on WikiText of 2024; See Fig. A', []],
    ['F1-score, TF-IDF (QA)', ['TF-IDF', 'QA']],
  ])('stand in “%s”', (text, expected) => {
    expect(findShortForms(text).map(({ start, end }) => text.slice(start, end))).toEqual(expected);
  });
});

describe('misleading definitions', () => {
  const abstracts: Readonly<Record<string, string>> = {
    bitError: 'A bit error rate test (BERT) measures links.',
    bertModel: 'Bidirectional encoder representations from transformers read both ways.',
    ministry: 'The ministry of education (MoE) pays for schools. The MoE is large.',
    experts: 'A mixture of experts routes tokens.',
    gallium: 'Gallium nitride (GaN) emits blue light.',
    adversarial: 'Generative adversarial networks paint faces.',
    colours: 'Red amber green (RAG) reports rate a project.',
    retrieval: 'Retrieval-augmented generation reads before it writes.',
    scans: 'Positron emission tomography (PET) shows tumours.',
    scanned: 'Positron emission tomography of the brain.',
    animals: 'A pet is a friend, and pets are many.',
  };
  const engine = createMiniSearchEngine();
  beforeAll(() =>
    engine.add(
      Object.entries(abstracts).map(([id, abstract]) => ({
        id,
        title: 'Untitled',
        abstract,
        lang: 'en' as const,
        foundIn: [{ document: 'test', line: 1 }],
      })),
    ),
  );
  const find = async (text: string): Promise<string[]> => {
    const { hits } = await engine.search(parseQuery(text), { offset: 0, limit: 50 });
    return hits.map(({ id }) => id).sort();
  };

  it.each([
    ['bert', ['bertModel', 'bitError']],
    ['moe', ['experts', 'ministry']],
    ['gan', ['adversarial', 'gallium']],
    ['rag', ['colours', 'retrieval']],
    ['pet', ['animals', 'scans']],
    ['ministry of education', ['ministry']],
    ['positron emission tomography', ['scanned', 'scans']],
  ])('do not pull “%s” away', async (query, expected) => {
    expect(await find(query)).toEqual(expected);
  });

  it('are not told of as what an acronym stands for', async () => {
    const also = async (text: string): Promise<string[]> =>
      (await engine.search(parseQuery(text), { offset: 0, limit: 1 })).also;
    expect(await also('moe')).toEqual(['mixture of experts']);
    expect(await also('rag')).toEqual(['retrieval-augmented generation']);
    expect(await also('pet')).toEqual([]);
    expect(await also('ministry of education')).toEqual([]);
  });
});

describe('acronyms', () => {
  it('of the field hold without being learned', () => {
    expect(FIELD_ACRONYMS.byTerm.get('moe')?.longs[0]?.text).toBe('mixture of experts');
    expect(FIELD_ACRONYMS.byTerm.get('rlhf')?.text).toBe('RLHF');
  });

  it('each have one term and a long form that no other has', () => {
    const longs = [...FIELD_ACRONYMS.byTerm.values()].flatMap(({ longs }) =>
      longs.map(({ sequence }) => sequence),
    );
    expect(new Set(longs).size).toBe(longs.length);
    for (const term of FIELD_ACRONYMS.byTerm.keys()) expect(term).toMatch(/^\S+$/);
  });

  it('of the field are never overruled', () => {
    const acronyms = toAcronyms(counted('the matter of ego (MoE)', 50), noWord);
    expect(acronyms.byTerm.get('moe')).toEqual(FIELD_ACRONYMS.byTerm.get('moe'));
  });

  it('are learned where papers agree', () => {
    const acronyms = toAcronyms(
      [...counted('quick brown fox (QBF)', 4), ...counted('quiet black frog (QBF)', 1)],
      noWord,
    );
    expect(acronyms.byTerm.get('qbf')?.longs.map(({ text }) => text)).toEqual(['quick brown fox']);
  });

  it('are left alone where papers disagree', () => {
    const acronyms = toAcronyms(
      [...counted('quick brown fox (QBF)', 1), ...counted('quiet black frog (QBF)', 1)],
      noWord,
    );
    expect(acronyms.byTerm.has('qbf')).toBe(false);
  });

  it('are left alone where they are ordinary words of the corpus', () => {
    const acronyms = toAcronyms(counted('pattern exploiting training (PET)', 3), (term) => term === 'pet');
    expect(acronyms.byTerm.has('pet')).toBe(false);
  });

  it('are added once for each mention that does not have them beside it', () => {
    const wordsOf = (text: string): string[] =>
      analyse(text).flatMap(({ term, role }) => (role === 'part' ? [] : [term]));
    const spelled = (text: string): string[] =>
      findUnwritten(wordsOf(text), FIELD_ACRONYMS).map(({ acronym }) => acronym.term);
    expect(spelled('Mixture-of-Experts and mixtures of experts')).toEqual(['moe', 'moe']);
    expect(spelled('mixture of experts (MoE), MoE (mixture of experts)')).toEqual([]);
    expect(spelled('a mixture of local experts')).toEqual([]);
  });
});
