import { pathToFileURL } from 'node:url';
import { withoutOpening } from '../../src/answers/openings.ts';
import { FEATURE_NAMES, toCandidates, toFeatures } from '../../src/answers/sentence-features.ts';
import { splitSentences } from '../../src/answers/sentences.ts';
import { rougeBestOf } from './rouge.ts';
import { type Example, readSciTldr } from './scitldr.ts';

/** The sentences of one abstract: a row of features each, and how good a TL;DR each would be (its reward). */
export interface Lesson {
  rows: readonly (readonly number[])[];
  rewards: readonly number[];
}

const TRAINING = { steps: 600, rate: 0.05, decay: 0.001, temperature: 0.15 };

/** Adam's constants: Kingma and Ba, 2015, section 2. */
const ADAM = { first: 0.9, second: 0.999, epsilon: 1e-9 };

/** The reward of a sentence, as it would be shown, is its ROUGE-1 and half its ROUGE-2 and ROUGE-L. */
export function toLesson({ paper, targets }: Example): Lesson {
  const candidates = toCandidates(splitSentences(paper.abstract, paper.lang), paper.title, paper.lang);
  return {
    rows: candidates.map(toFeatures),
    rewards: candidates.map(({ sentence }) => {
      const { rouge1, rouge2, rougeL } = rougeBestOf(withoutOpening(sentence, paper.lang).text, targets);
      return rouge1 + (rouge2 + rougeL) / 2;
    }),
  };
}

/**
 * Finds the weights under which a sentence drawn with probability softmax(weights · features / temperature) has the
 * highest expected reward, less a penalty on large weights, by gradient ascent (Adam). No randomness: the same lessons
 * give the same weights. Returned in the order of the features.
 */
export function train(lessons: readonly Lesson[]): number[] {
  const size = lessons[0]?.rows[0]?.length ?? 0;
  const weights = new Array<number>(size).fill(0);
  const mean = new Array<number>(size).fill(0);
  const spread = new Array<number>(size).fill(0);
  for (let step = 1; step <= TRAINING.steps; step += 1) {
    const slope = gradient(lessons, weights);
    for (const [at, weight] of weights.entries()) {
      const uphill = (slope[at] ?? 0) - TRAINING.decay * weight;
      const first = ADAM.first * (mean[at] ?? 0) + (1 - ADAM.first) * uphill;
      const second = ADAM.second * (spread[at] ?? 0) + (1 - ADAM.second) * uphill * uphill;
      mean[at] = first;
      spread[at] = second;
      const scaled = Math.sqrt(second / (1 - ADAM.second ** step)) + ADAM.epsilon;
      weights[at] = weight + (TRAINING.rate * first) / (1 - ADAM.first ** step) / scaled;
    }
  }
  return weights;
}

/** The slope of the mean expected reward: for each sentence, its probability times how far its reward is above expectation. */
function gradient(lessons: readonly Lesson[], weights: readonly number[]): number[] {
  const slope = new Array<number>(weights.length).fill(0);
  for (const { rows, rewards } of lessons) {
    const chances = softmax(rows.map((row) => dot(row, weights) / TRAINING.temperature));
    const expected = dot(chances, rewards);
    for (const [at, row] of rows.entries()) {
      const pull = ((chances[at] ?? 0) * ((rewards[at] ?? 0) - expected)) / lessons.length;
      for (const [column, value] of row.entries()) slope[column] = (slope[column] ?? 0) + pull * value;
    }
  }
  return slope;
}

function softmax(scores: readonly number[]): number[] {
  const highest = scores.reduce((best, score) => Math.max(best, score), -Infinity);
  const powers = scores.map((score) => Math.exp(score - highest));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);
}

/** `node test/bench/train-summary.ts FOLDER` prints the table of src/answers/weights.ts, learnt from SciTLDR's train split. */
if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const examples = await readSciTldr(process.argv[2] ?? '../shared/bench/scitldr', 'train');
  const weights = train(examples.map(toLesson));
  const lines = FEATURE_NAMES.map((name, at) => `  ${name}: ${(weights[at] ?? 0).toFixed(2)},`);
  process.stdout.write(`${lines.join('\n')}\n`);
}
