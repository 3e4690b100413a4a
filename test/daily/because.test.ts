import { describe, expect, test } from 'vitest';
import type { Reason } from '../../src/daily/pick.ts';
import type { Language } from '../../src/papers/paper.ts';
import { toPlain } from '../../src/reply.ts';
import { wordsFor } from '../../src/words/words.ts';

const liked = (people: number): Reason => ({ kind: 'liked', title: 'Switch Transformers', people });
const because = (lang: Language, ...why: Reason[]) => toPlain(wordsFor(lang).because(why));

describe('why a paper was picked', () => {
  test('in one line, most telling first', () => {
    const why: Reason[] = [{ kind: 'topic', text: 'moe' }, { kind: 'upvotes', count: 47 }, liked(3)];
    expect(because('en', ...why)).toBe(
      'matches moe · ▲ 47 on Hugging Face · like Switch Transformers, which 3 of you liked',
    );
  });

  test('what others wrote is set off as a span of its own', () => {
    expect(wordsFor('en').because([liked(1)])).toContainEqual({
      text: 'Switch Transformers',
      style: 'italic',
    });
  });

  test.each([
    ['en', 1, 'like Switch Transformers, which one of you liked'],
    ['ru', 1, 'похожа на Switch Transformers, понравившуюся одному из вас'],
    ['ru', 21, 'похожа на Switch Transformers, понравившуюся 21 из вас'],
    ['zh', 3, '与这里 3 人喜欢的 Switch Transformers 相近'],
  ] as const)('in %s for %i', (lang, people, said) => {
    expect(because(lang, liked(people))).toBe(said);
  });
});

describe('a headline', () => {
  test.each([
    ['en', '1-bit training, scaling laws and robot skills'],
    ['ru', '1-bit training, scaling laws и robot skills'],
    ['zh', '1-bit training、scaling laws和robot skills'],
  ] as const)('in %s', (lang, said) => {
    expect(wordsFor(lang).headline(['1-bit training', 'scaling laws', 'robot skills'])).toBe(said);
  });

  test('of nothing is nothing', () => {
    expect(wordsFor('en').headline([])).toBe('');
  });
});
