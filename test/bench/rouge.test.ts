import { describe, expect, test } from 'vitest';
import { porterStem } from '../../src/search/porter.ts';
import { rouge, rougeBestOf, rougeTokens } from './rouge.ts';

describe('stems words as Porter published it', () => {
  test.each(
    (
      'caresses>caress ponies>poni ties>ti cats>cat feed>feed agreed>agre plastered>plaster bled>bled motoring>motor ' +
      'sing>sing conflated>conflat troubled>troubl sized>size hopping>hop falling>fall hissing>hiss failing>fail ' +
      'filing>file happy>happi sky>sky relational>relat conditional>condit rational>ration digitizer>digit ' +
      'vietnamization>vietnam operator>oper feudalism>feudal hopefulness>hope formaliti>formal triplicate>triplic ' +
      'formalize>formal electrical>electr goodness>good revival>reviv inference>infer replacement>replac ' +
      'adjustment>adjust dependent>depend adoption>adopt communism>commun effective>effect probate>probat rate>rate ' +
      'cease>ceas controlling>control rolling>roll is>is'
    )
      .split(' ')
      .map((pair) => pair.split('>')),
  )('%s becomes %s', (word = '', stem = '') => {
    expect(porterStem(word)).toBe(stem);
  });
});

test('tokens are small runs of letters and digits, stemmed from four letters on', () => {
  expect(rougeTokens('Pre-trained LLMs, used by 3.8x!')).toEqual([
    'pre',
    'train',
    'llm',
    'us',
    'by',
    '3',
    '8x',
  ]);
});

test('scores words, pairs and the longest common subsequence', () => {
  // Shared words: the, cat, the, mat (4 of 6 and of 5). Shared pairs: "the cat", "the mat" (2 of 5 and of 4).
  const { rouge1, rouge2, rougeL } = rouge('the cat sat on the mat', 'the mat, the cat by');
  expect(rouge1).toBeCloseTo((2 * 4) / (6 + 5), 10);
  expect(rouge2).toBeCloseTo((2 * 2) / (5 + 4), 10);
  // Longest in both orders: two words, such as "the … mat".
  expect(rougeL).toBeCloseTo((2 * 2) / (6 + 5), 10);
});

test('a word counts as often as the text that has it less often', () => {
  expect(rouge('the the the', 'the cat').rouge1).toBeCloseTo(2 / 5, 10);
});

test('stems make inflected words equal', () => {
  expect(rouge('models trained', 'training model').rouge1).toBe(1);
});

test('nothing shared, or nothing said, scores 0', () => {
  expect(rouge('cat', 'dog')).toEqual({ rouge1: 0, rouge2: 0, rougeL: 0 });
  expect(rouge('', '')).toEqual({ rouge1: 0, rouge2: 0, rougeL: 0 });
});

test('of several references the one with the highest ROUGE-1 counts for all three scores', () => {
  const scattered = 'mat cat the on';
  const inOrder = 'the cat';
  expect(rougeBestOf('the cat on mat', [inOrder, scattered])).toEqual(rouge('the cat on mat', scattered));
});
