import type { Weights } from './sentence-features.ts';

/**
 * How much each feature speaks for a sentence as the TL;DR. Learnt by test/bench/train-summary.ts from the train split of
 * SciTLDR (Cachola et al. 2020, https://aclanthology.org/2020.findings-emnlp.428); never from dev or test.
 */
export const TLDR_WEIGHTS: Weights = {
  first: 0.23,
  last: -0.14,
  place: -0.09,
  length: 0.11,
  lengthSquared: -0.05,
  short: -0.25,
  long: -0.18,
  firstOfOurs: 0.32,
  secondOfOurs: 0.04,
  beforeOurs: -0.34,
  firstClaim: 0.38,
  afterClaim: 0.27,
  titleShare: 0.5,
  titleMost: 0.42,
  titleNear: 0.24,
  central: 0.12,
  centroid: 0.6,
  thisPaper: 0.04,
  we: 0.19,
  our: -0.18,
  proposes: 0.42,
  shows: 0.12,
  studies: 0.23,
  adds: -0.25,
  explains: 0.13,
  method: 0.02,
  means: 0.16,
  problem: -0.08,
  existing: -0.02,
  experiments: 0.0,
  gains: 0.04,
  figures: -0.13,
  link: -0.07,
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
