import type { EvidenceFeature } from './evidence.ts';

/**
 * How much each feature speaks for a passage as evidence. Learnt by test/bench/train-ask.ts from the train claims of SciFact
 * (Wadden et al. 2020, https://aclanthology.org/2020.emnlp-main.609); never from its dev claims.
 */
export const EVIDENCE_WEIGHTS: Readonly<Record<EvidenceFeature, number>> = {
  cover: 2.82,
  coverExact: 1.71,
  coverAround: 1.63,
  coverTitle: 2.88,
  coverPaper: 1.41,
  unnamed: -1.36,
  behind: -2.1,
  saidBefore: 3.51,
  letters: 3.99,
  pairs: 1.05,
  last: -0.7,
  place: 1.45,
  length: 0.91,
  finding: 1.05,
  aim: -2.01,
  negated: 0.68,
  studies: -1.89,
  experiments: -0.73,
  gains: 0.23,
  figures: 0.87,
  searchScore: 2.27,
  searchRank: 0.89,
};
