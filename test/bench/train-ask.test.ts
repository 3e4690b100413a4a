import { expect, test } from 'vitest';
import { isAt } from './scifact.ts';
import { type Lesson, trainConfidence, trainEvidence } from './train-ask.ts';

const lessons: Lesson[] = [
  {
    rows: [
      [1, 0],
      [0, 1],
    ],
    wanted: [false, true],
  },
  {
    rows: [
      [0, 1],
      [1, 0],
      [0, 0],
    ],
    wanted: [true, false, false],
  },
  { rows: [[1, 0]], wanted: [false] },
];

test('learns which feature marks the passage to find', () => {
  const [unwanted = 0, wanted = 0] = trainEvidence(lessons);
  expect(wanted).toBeGreaterThan(1);
  expect(unwanted).toBeLessThan(0);
});

test('the same lessons give the same weights', () => {
  expect(trainEvidence(lessons)).toEqual(trainEvidence(lessons));
});

test('the confidence learnt is the share found, where inputs tell nothing', () => {
  const trials = [true, true, true, false].map((found) => ({ inputs: [0], found }));
  const [, bias = 0] = trainConfidence(trials);
  expect(1 / (1 + Math.exp(-bias))).toBeCloseTo(0.75, 3);
});

test('the confidence grows with what marks the found', () => {
  const trials = [1, 2, 3, 4].map((input) => ({ inputs: [input], found: input > 2 }));
  expect(trainConfidence(trials)[0]).toBeGreaterThan(0);
});

test('a sentence of ours is one of the data set’s where they share half of the shorter one', () => {
  const places = [{ start: 10, end: 20 }];
  expect(isAt({ start: 12, end: 16 }, places)).toBe(true);
  expect(isAt({ start: 0, end: 15 }, places)).toBe(true);
  expect(isAt({ start: 0, end: 12 }, places)).toBe(false);
  expect(isAt({ start: 20, end: 30 }, places)).toBe(false);
});
