import type { Evidence } from './evidence.ts';

/**
 * How sure we may be that one of the first three passages answers: a logistic model of the best passage's score and of the
 * share of the question that stands in and around it. Learnt by test/bench/train-ask.ts from the train claims of SciFact, of
 * which a third has no answer among the abstracts.
 */
export const CONFIDENCE_WEIGHTS = { score: 0.53, coverAround: 0.59, bias: -7.03 };

/**
 * Below `answer` we say that the papers do not say, below `sure` that the match is loose. Chosen on train claims; docs/answers.md has
 * the curve on dev claims.
 */
export const THRESHOLDS = { answer: 0.2, sure: 0.5 };

export type Confidence = 'none' | 'loose' | 'sure';

/** How likely it is that one of the best passages answers, 0 to 1; 0 where there is none. */
export function toProbability(best: Pick<Evidence, 'score' | 'coverAround'> | undefined): number {
  if (best === undefined) return 0;
  const { score, coverAround, bias } = CONFIDENCE_WEIGHTS;
  return 1 / (1 + Math.exp(-(score * best.score + coverAround * best.coverAround + bias)));
}

/** Whether to answer, and in which tone. */
export function toConfidence(best: Pick<Evidence, 'score' | 'coverAround'> | undefined): Confidence {
  const probability = toProbability(best);
  if (probability < THRESHOLDS.answer) return 'none';
  return probability < THRESHOLDS.sure ? 'loose' : 'sure';
}
