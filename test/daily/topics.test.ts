import { describe, expect, test } from 'vitest';
import { findCandidates } from '../../src/daily/candidates.ts';
import { parseTopics } from '../../src/daily/topics.ts';
import type { Paper } from '../../src/papers/paper.ts';
import { openLibrary } from '../support/world.ts';

describe('the text of a subscription', () => {
  test.each([
    ['moe', ['moe']],
    ['moe, quantization', ['moe', 'quantization']],
    ['moe,quantization，量化、稀疏', ['moe', 'quantization', '量化', '稀疏']],
    ['"sparse, dense" models, moe', ['"sparse, dense" models', 'moe']],
    ['moe cat:cs.CL,cs.LG, speculative decoding', ['moe', 'speculative decoding']],
    [', ,moe,,', ['moe']],
    ['-vision cat:cs.CL', ['']],
    ['-vision', ['']],
    ['', []],
  ])('%s', (text, topics) => {
    expect(parseTopics(text).map((topic) => topic.text)).toEqual(topics);
  });

  test('conditions stand for every topic, wherever they were written', () => {
    const queries = parseTopics('moe -vision, quantization cat:cs.CL,cs.LG').map(({ query }) => query);
    for (const { without, filters } of queries)
      expect({ without, filters }).toEqual({ without: ['vision'], filters: { cat: ['cs.CL', 'cs.LG'] } });
    expect(queries.map(({ words }) => words)).toEqual([['moe'], ['quantization']]);
  });

  test('a condition that cannot be read is said', () => {
    expect(() => parseTopics('moe cat:1')).toThrow('not an arXiv category');
  });
});

describe('candidates', () => {
  let line = 0;
  const paper = (title: string, facts: Partial<Paper> = {}): Paper => ({
    id: title.toLowerCase().replaceAll(' ', '-'),
    title,
    abstract: 'We describe what we did and how well it went.',
    lang: 'en',
    date: '2026-10-05',
    foundIn: [{ document: 'a', line: ++line }],
    ...facts,
  });
  const find = async (topic: string | undefined, papers: readonly Paper[], older: readonly Paper[] = []) => {
    const library = await openLibrary([...papers, ...older]);
    const subscription = topic === undefined ? {} : { topic };
    const period = { since: '2026-10-01', today: '2026-10-05' };
    const found = await findCandidates({ subscription, ...period, papers, hits: library.hits });
    return found.map((each) => [each.paper.title, each.topic?.text, each.topic?.score]);
  };

  test('a paper keeps the topic that it matches best; its title counts more than its abstract', async () => {
    const passing = paper('Something else', { abstract: 'We compare with quantization.' });
    expect(await find('moe, quantization', [paper('MoE routing'), passing])).toEqual([
      ['MoE routing', 'moe', 1],
      ['Something else', 'quantization', 0.6],
    ]);
  });

  test('half of what was asked for is no match', async () => {
    expect(await find('speculative decoding', [paper('Decoding speech')])).toEqual([]);
  });

  test('a word that is nearly the topic is no match', async () => {
    expect(await find('quantisasion', [paper('Quantization at work')])).toEqual([]);
  });

  test('another name of the topic is a match', async () => {
    const learned = paper('A Mixture of Experts (MoE)');
    expect(
      (await find('moe', [paper('Mixture of experts again'), learned])).map(([title]) => title).sort(),
    ).toEqual(['A Mixture of Experts (MoE)', 'Mixture of experts again']);
  });

  test('conditions alone take all that pass, and nothing at all takes every new paper', async () => {
    const papers = [paper('Vision of one'), paper('Two', { categories: ['cs.CL'] }), paper('Three')];
    expect((await find('-vision', papers)).map(([title]) => title).sort()).toEqual(['Three', 'Two']);
    expect(await find('cat:cs.CL', papers)).toEqual([['Two', undefined, undefined]]);
    expect(await find(undefined, papers)).toHaveLength(3);
  });

  test('older papers of the period never hide the new ones', async () => {
    const older = Array.from({ length: 600 }, (_, at) => paper(`MoE ${at}`, { date: '2026-10-02' }));
    const fresh = paper('Last of all', {
      abstract: 'It has a long abstract, and among much else it names moe.',
    });
    expect(await find('moe', [fresh], older)).toEqual([['Last of all', 'moe', 0.6]]);
  });
});
