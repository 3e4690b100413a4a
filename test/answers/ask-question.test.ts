import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leansOnEarlier, type Rarity, toQuestion, wordsOf } from '../../src/answers/question.ts';
import { followUpOf } from '../../src/answers/thread.ts';

const counts: Readonly<Record<string, number>> = { transform: 90, vision: 20, mixtur: 4, expert: 5, moe: 3 };
const rarity: Rarity = { papers: 100, papersWith: (term) => counts[term] ?? 0, also: [] };
const weights = (text: string, earlier?: string) =>
  Object.fromEntries(toQuestion(text, rarity, earlier).terms.map(({ text: word, weight }) => [word, weight]));

describe('the words of a question', () => {
  it('are those that say what it is about, each once', () => {
    expect(wordsOf('How do the Transformers see what transformers see?').map(({ text }) => text)).toEqual([
      'transformers',
      'see',
    ]);
  });

  it('weigh more the rarer they are among the papers', () => {
    const { transformers = 0, vision = 0, zebras = 0 } = weights('do vision transformers see zebras?');
    expect(transformers).toBeLessThan(vision);
    expect(vision).toBeLessThan(zebras);
  });

  it('weigh little where questions are made of them', () => {
    const { best = 0, zebras = 0 } = weights('which paper is best for zebras?');
    expect(best).toBeLessThan(zebras / 2);
  });

  it('weigh nothing where there are none', () => {
    expect(toQuestion('what is it?', rarity)).toMatchObject({ terms: [], weight: 0 });
  });
});

describe('other ways to say a word', () => {
  const alternatives = (text: string, also: readonly string[]) =>
    Object.fromEntries(
      toQuestion(text, { ...rarity, also }).terms.map((each) => [each.text, each.alternatives]),
    );

  it('are the long form of an acronym', () => {
    expect(alternatives('moe for vision', ['mixture of experts'])).toMatchObject({
      moe: [['mixtur', 'expert']],
    });
  });

  it('are the acronym of a long form', () => {
    expect(alternatives('mixture of experts', ['MoE'])).toMatchObject({
      mixture: [['moe']],
      experts: [['moe']],
    });
  });

  it('are two words written as one', () => {
    expect(alternatives('1 bit weights', [])).toMatchObject({ 1: [['1bit']], bit: [['1bit']] });
  });
});

describe('a follow-up', () => {
  it.each(['and for vision?', 'why?', 'what about robots and hands', 'а для зрения?', '那么视觉呢？'])(
    'leans on the question before it: %s',
    (text) => {
      expect(leansOnEarlier(text)).toBe(true);
    },
  );

  it('stands by itself where it says enough', () => {
    expect(leansOnEarlier('can robots learn manipulation from videos?')).toBe(false);
  });

  it('that leans gives its own words half of the weight, and the earlier ones the other half', () => {
    const { vision = 0, ...earlier } = weights('and for vision?', 'do transformers see zebras?');
    expect(Object.values(earlier).reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(vision, 6);
  });

  it('that stands by itself hardly hears the earlier question', () => {
    const { zebras = 0, robots = 0 } = weights(
      'can robots learn manipulation?',
      'do transformers see zebras?',
    );
    expect(zebras).toBeLessThan(robots / 2);
  });
});

it('any text is a question whose weight is the sum of its words', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (text, earlier) => {
      const { terms, weight } = toQuestion(text, rarity, earlier);
      expect(weight).toBeCloseTo(
        terms.reduce((sum, each) => sum + each.weight, 0),
        6,
      );
      expect(Number.isFinite(weight)).toBe(true);
    }),
  );
});

describe('what a thread is about', () => {
  const ask = { command: 'ask', options: { question: 'what is moe?', quotes: true } };
  const search = { command: 'search', options: { query: 'how small can weights get?' } };
  const summary = (paper: string) => ({ command: 'summary', options: { paper } });

  it('is read off the buttons of the newest answer in it', () => {
    const thread = [
      [ask, summary('a')],
      [search, summary('b'), summary('c'), summary('b')],
    ];
    expect(followUpOf(thread)).toEqual({ about: 'how small can weights get?', papers: 'b,c' });
  });

  it('is the answer before where the newest message has no button that tells', () => {
    expect(followUpOf([[ask, summary('a')], [{ command: 'help', options: {} }], []])).toEqual({
      about: 'what is moe?',
      papers: 'a',
    });
  });

  it('is nothing where nobody asked', () => {
    expect(followUpOf([])).toEqual({});
  });
});
