import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { widthOf } from '../../adapters/terminal/width.ts';
import { wrap } from '../../adapters/terminal/wrap.ts';

const linesOf = (text: string, width: number) =>
  wrap(text, width).map(({ start, end }) => text.slice(start, end));

describe('the width of text', () => {
  it.each([
    ['moe', 3],
    ['é', 1],
    ['e\u0301', 1],
    ['深度学习', 8],
    ['ｗｉｄｅ', 8],
    ['한국어', 6],
    ['Привет', 6],
    ['👍', 2],
    ['▲ 36', 4],
    ['◀ Back', 6],
    ['', 0],
  ])('counts %s as %i columns', (text, columns) => {
    expect(widthOf(text)).toBe(columns);
  });
});

describe('wrapping', () => {
  it.each([
    ['breaks at spaces', 'one two three', 8, ['one two', 'three']],
    ['keeps line breaks, empty lines too', 'a\n\nb', 8, ['a', '', 'b']],
    ['keeps the spaces that begin a line', '  a b', 8, ['  a b']],
    ['drops the spaces where it breaks', 'one   two', 5, ['one', 'two']],
    ['breaks a word only where it is longer than a line', 'abcdefghij', 4, ['abcd', 'efgh', 'ij']],
    ['breaks between Chinese characters', '深度学习模型', 6, ['深度学', '习模型']],
    ['starts no line with a Chinese comma', '深度学，模型', 6, ['深度', '学，模', '型']],
    ['ends no line with an opening bracket', '深度（学习', 6, ['深度', '（学习']],
    ['keeps a mark on its letter', 'abe\u0301d', 3, ['abe\u0301', 'd']],
    [
      'never breaks an address',
      'see https://arxiv.org/abs/2402.17764 now',
      10,
      ['see', 'https://arxiv.org/abs/2402.17764', 'now'],
    ],
    ['keeps brackets with their address', 'x (http://a.example/b).', 6, ['x', '(http://a.example/b).']],
  ])('%s', (_, text, width, lines) => {
    expect(linesOf(text, width)).toEqual(lines);
  });

  it('makes no line too wide and loses nothing but white space', () => {
    const text = fc.string({
      unit: fc.oneof(fc.constantFrom(' ', '\n', '深', '，', 'a', '-', '👍', '\u0301'), fc.string()),
    });
    fc.assert(
      fc.property(text, fc.integer({ min: 2, max: 30 }), (given, width) => {
        const lines = linesOf(given, width);
        expect(lines.filter((line) => widthOf(line) > width && !/https?:/.test(line))).toEqual([]);
        expect(lines.join('').replace(/[ \n]/g, '')).toBe(given.replace(/[ \n]/g, ''));
      }),
    );
  });

  it.each([
    ['letters', 'a'],
    ['spaces', ' '],
    ['combining marks', '\u0301'],
    ['Chinese characters', '深'],
    ['brackets', '('],
    ['half an address', 'http:/'],
  ])('takes a megabyte of %s', (_, unit) => {
    const text = unit.repeat(1_000_000 / unit.length);
    const kept = linesOf(text, 80).reduce((sum, line) => sum + line.length, 0);
    expect(kept).toBe(unit === ' ' ? 0 : text.length);
  });
});
