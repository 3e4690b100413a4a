import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { readCorpus } from '../../src/corpus.ts';
import { toHeadline } from '../../src/daily/headline.ts';
import type { Pick } from '../../src/daily/pick.ts';
import type { Paper } from '../../src/papers/paper.ts';

let papers: Paper[];
beforeAll(async () => {
  ({ papers } = await readCorpus('seeds'));
});

const toPick = (paper: Paper, topic?: string): Pick => ({
  paper,
  score: 1,
  why: [topic === undefined ? { kind: 'new' } : { kind: 'topic', text: topic }],
});
const titled = (title: string, abstract: string, facts: Partial<Paper> = {}): Paper => ({
  id: title,
  title,
  abstract,
  lang: 'en',
  foundIn: [{ document: 'a', line: 1 }],
  ...facts,
});

describe('a headline', () => {
  test.each([
    [
      'LLMs Struggle to Perform Counterfactual Reasoning',
      'How counterfactual reasoning fails.',
      'counterfactual reasoning',
    ],
    ['Frustrated Ising Models in Hyperbolic Space', 'We study Ising models.', 'Ising models'],
    ['Ark: An Open-source Python-based Library for Robot Skills', 'It teaches robot skills.', 'robot skills'],
    [
      'GTA: Grouped-head latenT Attention',
      'Our grouped-head latent attention is fast.',
      'grouped-head latent attention',
    ],
    [
      'A Survey on Transformer Compression',
      'Transformer compression matters.',
      'a survey on transformer compression',
    ],
  ])('of %s', (title, abstract, phrase) => {
    expect(toHeadline([toPick(titled(title, abstract))])).toEqual([phrase]);
  });

  test('says nothing of a title that the abstract does not bear out, was made by us, or is not English', () => {
    const said = 'Speculative decoding is fast.';
    expect(toHeadline([toPick(titled('Secretly Handle Tokens', said))])).toEqual([]);
    expect(toHeadline([toPick(titled('Speculative Decoding', said, { titleDerived: true }))])).toEqual([]);
    expect(toHeadline([toPick(titled('Speculative Decoding', said, { lang: 'ru' }))])).toEqual([]);
  });

  test('repeats neither the topic of the subscription nor itself', () => {
    const paper = titled('Speculative Decoding', 'Speculative decoding is fast.');
    expect(toHeadline([toPick(paper, 'speculative decoding')])).toEqual([]);
    expect(toHeadline([toPick(paper), toPick({ ...paper, id: 'other' })])).toEqual(['speculative decoding']);
  });

  test('is at most three phrases, each as a title has it up to case', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(papers.length - 1), { minLength: 1, maxLength: 10 }), (numbers) => {
        const chosen = numbers.flatMap((number) => papers[number] ?? []);
        const phrases = toHeadline(chosen.map((paper) => toPick(paper)));
        expect(phrases.length).toBeLessThanOrEqual(3);
        const titles = chosen.map(({ title }) => title.toLowerCase());
        for (const phrase of phrases)
          expect(titles.some((title) => title.includes(phrase.toLowerCase()))).toBe(true);
      }),
    );
  });
});
