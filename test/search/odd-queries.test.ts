import { beforeAll, describe, expect, it } from 'vitest';
import type { Paper } from '../../src/papers/paper.ts';
import type { SearchResult } from '../../src/ports.ts';
import type { Span, Text } from '../../src/reply.ts';
import { createMiniSearchEngine } from '../../src/search/engines/minisearch.ts';
import { parseQuery } from '../../src/search/query.ts';
import { markTitle, toSnippet } from '../../src/search/snippet.ts';

const PAPERS: Readonly<Record<string, [title: string, abstract: string]>> = {
  experts: ['Experts in a Mixture', 'A mixture of experts routes. Other experts, and a mixture, do not.'],
  space: ['State Space Models', 'A state space has a state. We fill space.'],
  modal: ['On Multi-Modal Encoders', 'Multi-modal pre-training aligns images.'],
  cost: ['Attention costs', 'It takes O(n) time, and one reads on in Q-learning.'],
  llm: ['Large Language Models', 'LLMs are large.'],
  latex: ['Stable laws', 'An $\\alpha$-stable law over $\\mathbb{R}^d$.'],
  russian: ['Обучение', 'Обучение с подкреплением для больших языковых моделей.'],
  chinese: ['大语言模型的量化', '我们研究扩散模型与大语言模型。'],
};

describe('an odd query', () => {
  const engine = createMiniSearchEngine();
  const papers: Paper[] = Object.entries(PAPERS).map(([id, [title, abstract]]) => ({
    id,
    title,
    abstract,
    lang: id === 'russian' ? 'ru' : id === 'chinese' ? 'zh' : 'en',
    foundIn: [{ document: 'test', line: 1 }],
  }));
  const ask = (text: string): Promise<SearchResult> =>
    engine.search(parseQuery(text), { offset: 0, limit: 10 });
  /** The title and the snippet of a paper, with what a search marks in square brackets. */
  const marked = async (text: string, id: string): Promise<string> => {
    const { terms } = await ask(text);
    const paper = papers.find((each) => each.id === id);
    if (!paper) throw new Error(`no paper ${id}`);
    return `${show(markTitle(paper.title, terms))} | ${show(toSnippet(paper, terms))}`;
  };

  beforeAll(() => engine.add(papers));

  it.each([
    ['"mixture of experts"', 'experts', /^Experts in a Mixture \| A \[mixture of experts\] routes\./],
    ['"state space"', 'space', /^\[State Space\] Models \| A \[state space\] has a state\./],
    ['mixture of experts', 'experts', /A \[mixture of experts\] routes\./],
    ['大语言模型', 'llm', /^\[Large Language Models\] \| \[LLMs\] are large\.$/],
    ['大语言模型', 'chinese', /^\[大语言模型\]的量化/],
    ['扩散', 'chinese', /\[扩散\]模型/],
    ['больших языковых моделях', 'russian', /\[больших языковых моделей\]/],
    ['подкрепления', 'russian', /\[подкреплением\]/],
    ['alpha stable', 'latex', /^\[Stable\] laws \| An \$\\\[alpha\]\$-\[stable\] law/],
  ])('%s is marked where it stands, as it was asked for', async (text, id, expected) => {
    expect(await marked(text, id)).toMatch(expected);
  });

  it('marks no word that is made of single letters', async () => {
    expect(await marked('O(n)', 'cost')).toContain('[O]([n]) time, and one reads on');
  });

  it.each([
    ['multi-modl', 'multimodal'],
    ['multimodl', 'multimodal'],
    ['pre-trainng', 'pretraining'],
    ['langage modles', 'language models'],
    ['"langage models"', '"language models"'],
    ['подкрплением', 'подкреплением'],
  ])('%s is taken for %s', async (text, meant) => {
    const { corrected, total } = await ask(text);
    expect(corrected).toBe(meant);
    expect(total).toBeGreaterThan(0);
  });

  it.each([
    ['z'],
    ['zz'],
    ['$$'.concat('\\zzz')],
    ['z'.repeat(100)],
    ['qqqqqqqq-wwwwwwww'],
    ['щщщщщщ'],
    ['龘'],
  ])('%s finds nothing and is taken for nothing', async (text) => {
    expect(await ask(text)).toMatchObject({ total: 0, suggestions: [] });
    expect((await ask(text)).corrected).toBeUndefined();
  });
});

function show(text: Text): string {
  const bracketed = (span: Span): string => (typeof span === 'string' ? span : `[${span.text}]`);
  return typeof text === 'string' ? text : text.map(bracketed).join('');
}
