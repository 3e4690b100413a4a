import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findNumbers } from '../../src/answers/numbers.ts';

const found = (text: string) => findNumbers(text).map(({ start, end }) => text.slice(start, end));

describe('finds the figures that a result is told in', () => {
  test.each<[text: string, figures: string[]]>([
    ['solves 93.7% with up to 26.8% fewer steps', ['93.7%', '26.8%']],
    ['is 10× smaller, 2.3x and 14.5 x faster', ['10×', '2.3x', '14.5 x']],
    ['draws $0.43 mW$ and runs $10\\times$ faster', ['$0.43 mW$', '$10\\times$']],
    ['gains +5.6% or -2.1 points, 7.5 percent at most', ['+5.6%', '-2.1 points', '7.5 percent']],
    ['cuts cost by 10-20% and 1,000x', ['10-20%', '1,000x']],
    ['drops from 3.25 to 1.5 with an FID of 2.05.', ['3.25', '1.5', '2.05']],
    ['needs 512 ms, 40 GB and 13 tokens/s', ['512 ms', '40 GB', '13 tokens/s']],
    ['a 10-fold gain and 96.2\\% accuracy', ['10-fold', '96.2\\%']],
    ['с задержкой 16.2 мс, на 2.4 мс меньше, 83.6% top-1', ['16.2 мс', '2.4 мс', '83.6%']],
    ['速度提升3.8倍，准确率达到93.7%。', ['3.8倍', '93.7%']],
  ])('%s', (text, figures) => {
    expect(found(text)).toEqual(figures);
  });
});

describe('leaves out numbers of names, versions, citations and sizes', () => {
  test.each([
    'GPT-4 and LLaMA-3-70B with W4A4 weights',
    'BitNet b1.58, v1.5, Llama 3.1, Gemini 1.5 Pro',
    'as in [3], (2024), Fig. 3 and Sec. 2.1',
    'on 224x224 images of a 4x4 grid',
    'under 5-fold cross-validation on 9 tasks',
    'arXiv 2402.14083 of 2024',
  ])('%s', (text) => {
    expect(found(text)).toEqual([]);
  });
});

test('figures come in order, apart from each other and never empty', () => {
  const piece = fc.constantFrom(
    '3',
    '1.5',
    '%',
    ' ',
    '$',
    'x',
    '-',
    ',',
    'to ',
    'ms',
    '倍',
    '\ud800',
    '\\times',
    '+',
  );
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join('')),
      (text) => {
        let last = 0;
        for (const { start, end } of findNumbers(text)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(text.slice(start, end)).toMatch(/\d/);
          last = end;
        }
        expect(last).toBeLessThanOrEqual(text.length);
      },
    ),
  );
});
