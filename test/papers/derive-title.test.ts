import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toCleanText } from '../../src/papers/clean-text.ts';
import { deriveTitle } from '../../src/papers/derive-title.ts';
import type { Language } from '../../src/papers/paper.ts';

const CASES: readonly (readonly [abstract: string, lang: Language, title: string])[] = [
  [
    'We present LayerDiffusion, an approach for transparent images. It works.',
    'en',
    'LayerDiffusion: an approach for transparent images',
  ],
  [
    'LoRA is popular. We propose a new method called MoRA, which employs a square matrix.',
    'en',
    'MoRA: a new method which employs a square matrix',
  ],
  [
    'In this work, we introduce Trajectory Score Matching (TSM) to reduce errors.',
    'en',
    'Trajectory Score Matching (TSM): to reduce errors',
  ],
  ['Existing work is slow. We show that attention can be linear.', 'en', 'Attention can be linear'],
  ['Scaling laws hold. Nothing else does.', 'en', 'Scaling laws hold'],
  [
    'LoRA популярна. Мы предлагаем новый метод под названием MoRA, который использует матрицу.',
    'ru',
    'MoRA: новый метод, который использует матрицу',
  ],
  ['Мы создаем Imp - семейство моделей.', 'ru', 'Imp: семейство моделей'],
  ['Мы представляем OpenRLHF, открытую платформу.', 'ru', 'OpenRLHF: открытую платформу'],
  ['大模型很强。我们提出了MoRA，一种新方法。', 'zh', 'MoRA: 一种新方法'],
  ['本文提出一种名为 OneBit 的量化框架。', 'zh', 'OneBit: 一种量化框架'],
];

describe('deriveTitle', () => {
  test.each(CASES)('names what %j introduces', (abstract, lang, title) => {
    expect(deriveTitle(abstract, lang)).toBe(title);
  });

  test('finds the name of each method on the page of translations', () => {
    const lines = readFileSync('seeds/004_94fa27b99301db59.txt', 'utf8')
      .split(/\r?\n/u)
      .slice(1)
      .filter(Boolean);
    const names = [
      'FIFO-Diffusion',
      'MoRA',
      'OpenRLHF',
      'MBC',
      'Imp',
      'Octo',
      'PRepBN',
      'Trajectory Score Matching (TSM)',
    ];
    expect(lines.map((line) => deriveTitle(toCleanText(line), 'ru').split(': ')[0])).toEqual(names);
  });

  test('is short and ends with a word, for any text', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(...CASES.map(([abstract]) => abstract), 'We propose ', 'FooNet (', ', a '),
    );
    fc.assert(
      fc.property(fc.array(piece), fc.constantFrom<Language>('en', 'ru', 'zh'), (pieces, lang) => {
        const title = deriveTitle(toCleanText(pieces.join(' ')), lang);
        expect(title.length).toBeLessThanOrEqual(90);
        expect(title).not.toMatch(/[\s.,;:!?，。]$/u);
        expect(title.isWellFormed()).toBe(true);
      }),
    );
  });
});
