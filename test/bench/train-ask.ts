import { pathToFileURL } from 'node:url';
import { EVIDENCE_FEATURES } from '../../src/answers/evidence.ts';
import { openLibrary } from '../support/world.ts';
import { bearsOn, type Case, type Measurement, toCases } from './ask-cases.ts';
import { mean } from './ir-metrics.ts';
import { readSciFact } from './scifact.ts';

/** Passages to choose from: a row of features each, and whether it is one to find. */
export interface Lesson {
  rows: readonly (readonly number[])[];
  wanted: readonly boolean[];
}

const TRAINING = { steps: 400, rate: 4, decay: 0.0007 };

/**
 * Finds the weights under which a passage drawn with probability softmax(weights · features) is most likely one of the
 * wanted, less a penalty on large weights, by gradient ascent. Lessons without a wanted passage teach nothing. No
 * randomness: the same lessons give the same weights, in the order of the features.
 */
export function trainEvidence(lessons: readonly Lesson[]): number[] {
  const useful = lessons.filter(({ wanted }) => wanted.includes(true));
  let weights = new Array<number>(useful[0]?.rows[0]?.length ?? 0).fill(0);
  for (let step = 0; step < TRAINING.steps; step += 1) {
    const slope = weights.map((weight) => -TRAINING.decay * weight);
    for (const lesson of useful) addSlope(lesson, weights, useful.length, slope);
    weights = weights.map((weight, at) => weight + TRAINING.rate * (slope[at] ?? 0));
  }
  return weights;
}

/** Adds the slope of the mean log-likelihood of the wanted: where they are, less where the model looks. */
function addSlope(
  { rows, wanted }: Lesson,
  weights: readonly number[],
  lessons: number,
  slope: number[],
): void {
  const scores = rows.map((row) => dot(row, weights));
  const highest = scores.reduce((best, score) => Math.max(best, score), -Infinity);
  const powers = scores.map((score) => Math.exp(score - highest));
  const all = powers.reduce((sum, power) => sum + power, 0);
  const found = powers.reduce((sum, power, at) => sum + (wanted[at] ? power : 0), 0);
  for (const [index, row] of rows.entries()) {
    const power = powers[index] ?? 0;
    const pull = ((wanted[index] ? power / found : 0) - power / all) / lessons;
    for (const [at, value] of row.entries()) slope[at] = (slope[at] ?? 0) + pull * value;
  }
}

/** What the confidence is learnt from: the inputs of one question, and whether one of its first three passages bears on it. */
export interface Trial {
  inputs: readonly number[];
  found: boolean;
}

const LOGISTIC = { steps: 5_000, rate: 0.3 };

/** Logistic regression by gradient ascent on centred inputs: a weight for each input, then the bias. */
export function trainConfidence(trials: readonly Trial[]): number[] {
  const size = trials[0]?.inputs.length ?? 0;
  const means = Array.from({ length: size }, (_, at) => mean(trials.map(({ inputs }) => inputs[at] ?? 0)));
  const rows = trials.map(({ inputs, found }) => ({
    row: inputs.map((value, at) => value - (means[at] ?? 0)),
    found,
  }));
  let weights = new Array<number>(size).fill(0);
  let bias = 0;
  for (let step = 0; step < LOGISTIC.steps; step += 1) {
    const misses = rows.map(
      ({ row, found }) => Number(found) - 1 / (1 + Math.exp(-(dot(row, weights) + bias))),
    );
    bias += LOGISTIC.rate * mean(misses);
    weights = weights.map(
      (weight, at) =>
        weight + LOGISTIC.rate * mean(rows.map(({ row }, index) => (row[at] ?? 0) * (misses[index] ?? 0))),
    );
  }
  return [...weights, bias - dot(means, weights)];
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);
}

function toTrial({ claim, reading: { evidence } }: Case): Trial[] {
  const [best] = evidence;
  if (!best) return [];
  const found = evidence.slice(0, 3).some((each) => bearsOn(claim, each));
  return [{ inputs: [best.score, best.coverAround], found }];
}

function toLesson({ passages, bears }: Measurement): Lesson {
  return { rows: passages.map(({ features }) => features), wanted: bears };
}

/**
 * `node test/bench/train-ask.ts [FOLDER]` prints the tables of src/answers/evidence-weights.ts and confidence.ts, learnt from
 * SciFact's train claims. The second needs the first in place: run it twice.
 */
if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { papers, claims } = await readSciFact(process.argv[2] ?? '../shared/bench/scifact');
  const train = claims.filter(({ split }) => split === 'train');
  const cases = await toCases(train, papers, await openLibrary(papers));
  const weights = trainEvidence(cases.flatMap((each) => [...each.inAbstracts, each.inCorpus].map(toLesson)));
  const lines = EVIDENCE_FEATURES.map((name, at) => `  ${name}: ${(weights[at] ?? 0).toFixed(2)},`);
  const [score, coverAround, bias] = trainConfidence(cases.flatMap(toTrial)).map((each) => each.toFixed(2));
  process.stdout.write(
    `${lines.join('\n')}\n\n  score: ${score}, coverAround: ${coverAround}, bias: ${bias}\n`,
  );
}
