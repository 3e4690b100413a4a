import type { EvidenceFeature } from './evidence.ts';

/**
 * How much each feature speaks for a passage as evidence. Learnt by test/bench/train-ask.ts from the train claims of SciFact
 * (Wadden et al. 2020, https://aclanthology.org/2020.emnlp-main.609); never from its dev claims.
 */
export const EVIDENCE_WEIGHTS: Readonly<Record<EvidenceFeature, number>> = {
  cover: 3.0,
  coverExact: 1.96,
  coverAround: 1.69,
  coverTitle: 2.95,
  coverPaper: 1.97,
  behind: -2.12,
  saidBefore: 3.6,
  letters: 4.13,
  pairs: 0.44,
  last: -0.7,
  place: 1.47,
  length: 0.69,
  finding: 1.08,
  aim: -2.05,
  negated: 0.67,
  studies: -1.86,
  experiments: -0.64,
  gains: 0.24,
  figures: 0.86,
  searchScore: 2.33,
  searchRank: 1.04,
};
