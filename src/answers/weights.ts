import type { Weights } from './sentence-features.ts';

/**
 * How much each feature speaks for a sentence as the TL;DR. Learnt by test/bench/train-summary.ts from the train split of
 * SciTLDR (Cachola et al. 2020, https://aclanthology.org/2020.findings-emnlp.428); never from dev or test.
 */
export const TLDR_WEIGHTS: Weights = {
  first: 0.31,
  last: -0.22,
  place: -0.14,
  length: 0.14,
  lengthSquared: -0.07,
  short: -0.42,
  long: -0.4,
  firstOfOurs: 0.58,
  secondOfOurs: 0.12,
  beforeOurs: -0.55,
  firstClaim: 0.64,
  afterClaim: 0.38,
  titleShare: 0.79,
  titleMost: 0.88,
  titleNear: 0.41,
  central: 0.3,
  thisPaper: 0.11,
  we: 0.35,
  our: -0.22,
  proposes: 0.74,
  shows: 0.11,
  studies: 0.4,
  adds: -0.27,
  explains: 0.17,
  method: 0.04,
  means: 0.25,
  problem: -0.18,
  existing: -0.05,
  experiments: -0.08,
  gains: 0.1,
  figures: -0.15,
  link: -0.02,
};

/** The parts of a summary beside the TL;DR, in the order in which abstracts tell them. */
export const ROLES = ['problem', 'method', 'results'] as const;
export type Role = (typeof ROLES)[number];

/**
 * How much each feature speaks for a sentence in a role. Set by hand: no data says which sentence plays which role. `least` is the
 * score that a sentence must reach; a role that no sentence fits stays out.
 */
export const ROLE_WEIGHTS: Readonly<Record<Role, { least: number; weights: Weights }>> = {
  problem: {
    least: 0.8,
    weights: {
      problem: 1.2,
      existing: 0.5,
      beforeOurs: 0.8,
      first: 0.2,
      place: -0.6,
      we: -0.7,
      our: -0.5,
      thisPaper: -0.5,
      proposes: -1,
      shows: -1,
      experiments: -0.4,
      gains: -0.2,
      figures: -0.6,
      link: -1,
      short: -0.2,
      titleShare: 0.2,
    },
  },
  method: {
    least: 0.6,
    weights: {
      explains: 0.7,
      means: 0.6,
      method: 0.4,
      proposes: 0.7,
      afterClaim: 0.5,
      we: 0.3,
      our: 0.2,
      beforeOurs: -1,
      shows: -0.5,
      experiments: -0.8,
      gains: -0.4,
      problem: -0.4,
      existing: -0.3,
      figures: -0.7,
      link: -1.5,
      last: -0.4,
      short: -0.2,
      first: -0.3,
    },
  },
  results: {
    least: 0.8,
    weights: {
      figures: 1,
      gains: 0.9,
      experiments: 0.6,
      shows: 0.5,
      place: 0.7,
      beforeOurs: -1,
      our: 0.2,
      link: -1,
      proposes: -0.5,
      problem: -0.2,
      short: -0.2,
      first: -0.6,
    },
  },
};
