import type { EvidenceFeature } from './evidence.ts';

/**
 * How much each feature speaks for a passage as evidence. Learnt by test/bench/train-ask.ts from the train claims of SciFact
 * (Wadden et al. 2020, https://aclanthology.org/2020.emnlp-main.609); never from its dev claims.
 */
export const EVIDENCE_WEIGHTS: Readonly<Record<EvidenceFeature, number>> = {
  cover: 2.31,
  coverExact: 1.99,
  coverAround: 1.79,
  coverTitle: 1.33,
  coverPaper: 1.77,
  behind: -1.24,
  pairs: 1.08,
  last: -0.77,
  place: 2.34,
  length: 0.78,
  finding: 1.16,
  studies: -0.95,
  experiments: -0.56,
  gains: 0.33,
  figures: 0.87,
  searchScore: 1.89,
  searchRank: 1.8,
};
