import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyse, toTerms } from '../../src/search/analysis.ts';

const termsOf = (text: string): string => toTerms(text).join(' ');

describe('the analysis', () => {
  it.each([
    ['mixture-of-experts', 'Mixtures of Experts'],
    [
      'pre-training',
      'Pretraining',
      'pre training',
      'pre\u2011training',
      'pre\u00adtraining',
      'ＰＲＥ-ＴＲＡＩＮＩＮＧ',
    ],
    ['fine-tuned', 'finetuning', 'fine tune'],
    ['multi-modal', 'multimodal', 'multi modal'],
    ['data set', 'datasets', 'data-set'],
    ['GPT-4', 'gpt4', 'GPT–4'],
    ['3-D', '3D'],
    ['k-means', 'kmeans'],
    ['1-bit', '1bit'],
    ["the model's", 'models', 'model’s'],
    ['naïve Fréchet', 'naive frechet', 'nai\u0308ve Fre\u0301chet'],
    ['optimisation', 'optimization', 'optimize'],
    ['modelling', 'modeling', 'model'],
    ['behaviour', 'behavior'],
    ['10,000', '10000'],
    ['eﬃcient ﬁnetuning', 'efficient finetuning'],
    ['ёлка', 'елки'],
    ['языковые модели', 'языковых моделей'],
    ['A∗ search', 'A* search'],
  ])('takes %s for the same as %s', (first, ...others) => {
    for (const other of others) expect(termsOf(other)).toBe(termsOf(first));
  });

  it.each([
    ['generative', 'general'],
    ['community', 'communication'],
    ['C++', 'C'],
    ['C#', 'C++'],
    ['A*', 'A'],
    ['b1.58', 'b1'],
    ['T5', 'T'],
    ['мой', 'мои'],
  ])('tells %s from %s', (first, second) => {
    expect(termsOf(first)).not.toBe(termsOf(second));
  });

  it('tells scripts apart, however they are run together', () => {
    expect(termsOf('MoE模型和GPT-подобный')).toBe('moe 模型 gpt подобн');
  });

  it('keeps numbers with a decimal point whole, and no full stop', () => {
    expect(termsOf('b1.58 is 3.8x faster than 2.0.')).toBe('b1.58 3.8x faster 2.0');
  });

  it('leaves stop words out of terms but counts their positions', () => {
    expect(analyse('state of the art').map(({ term, position, role }) => [term, position, role])).toEqual([
      ['state', 0, 'word'],
      ['of', 1, 'stop'],
      ['the', 2, 'stop'],
      ['art', 3, 'word'],
    ]);
  });

  it('offers the parts of what is one word', () => {
    const parts = (text: string) => analyse(text).flatMap(({ term, role }) => (role === 'part' ? term : []));
    expect(parts('1-bit')).toEqual(['bit']);
    expect(parts('zero-shot')).toEqual(['zeroshot']);
    expect(parts('模型')).toEqual(['模', '型']);
    expect(parts('mixture-of-experts')).toEqual([]);
  });

  it('says where each word stands', () => {
    const text = '«Mixture-of-Experts» (MoE): naïve';
    expect(analyse(text).map(({ start, end }) => text.slice(start, end))).toEqual([
      'Mixture',
      'of',
      'Experts',
      'MoE',
      'naïve',
    ]);
  });

  it('is not confused by the names of what every object has', () => {
    expect(termsOf('constructor __proto__ toString hasOwnProperty')).toContain('constructor');
  });

  it('gives tokens in order, inside the text, for any text', () => {
    const anyText = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc
        .array(
          fc.constantFrom(
            'pre',
            '-',
            ' ',
            'MoE',
            '1',
            'bit',
            '模型',
            'модель',
            "'s",
            '.',
            ',',
            '\ud800',
            '++',
            'é',
            '\u200b',
          ),
        )
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(anyText, (text) => {
        let position = 0;
        for (const token of analyse(text)) {
          expect(token.start).toBeGreaterThanOrEqual(0);
          expect(token.end).toBeGreaterThan(token.start);
          expect(token.end).toBeLessThanOrEqual(text.length);
          expect(token.term).not.toMatch(/\s|^$/u);
          expect(token.position).toBeGreaterThanOrEqual(position);
          position = token.position;
        }
      }),
    );
  });

  it('gives the same terms for upper and lower case', () => {
    const words = fc.array(fc.stringMatching(/^[a-z]{1,8}(?:-[a-z]{1,8})?$/), { maxLength: 6 });
    fc.assert(
      fc.property(words, (each) => {
        expect(termsOf(each.join(' ').toUpperCase())).toBe(termsOf(each.join(' ')));
      }),
    );
  });
});

describe('stems', () => {
  it.each([
    ['prediction', 'predicts'],
    ['compression', 'compressed'],
    ['adoption', 'adopting'],
    ['regression', 'regressions'],
    ['quantization', 'quantized'],
    ['optimise', 'optimization'],
  ])('of %s and %s are one', (a, b) => {
    expect(toTerms(a)).toEqual(toTerms(b));
  });

  it.each([
    ['general', 'generative'],
    ['organ', 'organization'],
    ['universe', 'university'],
  ])('of %s and %s stay two', (a, b) => {
    expect(toTerms(a)).not.toEqual(toTerms(b));
  });
});
