import { expect, test } from 'vitest';
import { FEATURE_NAMES } from '../../src/answers/sentence-features.ts';
import { type Lesson, toLesson, train } from './train-summary.ts';

test('learns which feature marks the rewarded sentence', () => {
  const lessons: Lesson[] = [
    {
      rows: [
        [1, 0],
        [0, 1],
      ],
      rewards: [0.1, 0.9],
    },
    {
      rows: [
        [0, 1],
        [1, 0],
        [0, 0],
      ],
      rewards: [0.8, 0.2, 0.1],
    },
  ];
  const [unrewarded = 0, rewarded = 0] = train(lessons);
  expect(rewarded).toBeGreaterThan(0);
  expect(unrewarded).toBeLessThan(rewarded);
});

test('the same lessons give the same weights', () => {
  const lessons: Lesson[] = [{ rows: [[1], [0]], rewards: [0.4, 0.1] }];
  expect(train(lessons)).toEqual(train(lessons));
});

test('a lesson has a row of features and a reward for each sentence', () => {
  const abstract = 'Cats sleep. We propose a model of sleeping cats.';
  const paper = {
    id: 'a',
    title: 'Cats',
    abstract,
    lang: 'en' as const,
    foundIn: [{ document: 'test', line: 1 }],
  };
  const { rows, rewards } = toLesson({ paper, targets: ['A model of sleeping cats.'] });
  expect(rows.map((row) => row.length)).toEqual([FEATURE_NAMES.length, FEATURE_NAMES.length]);
  expect(rewards[1]).toBeGreaterThan(rewards[0] ?? 0);
});
