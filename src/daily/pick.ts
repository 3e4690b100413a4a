import type { Paper } from '../papers/paper.ts';

/** A paper that may be picked. */
export interface Candidate {
  paper: Paper;
  /** The topic of the subscription that it matches best, as written there, and how well, above 0 up to 1. */
  topic?: { text: string; score: number };
}

/** What a server thinks of a paper. */
export interface Opinion {
  paper: Paper;
  /** How many people voted for it, or saved it. */
  liked: number;
  /** How many voted against it. */
  disliked: number;
}

/** Why a paper was picked, most telling first. */
export type Reason =
  | { kind: 'topic'; text: string }
  | { kind: 'upvotes'; count: number }
  /** It is like a paper that so many people of the server liked. */
  | { kind: 'liked'; title: string; people: number }
  | { kind: 'new' };

export interface Pick {
  paper: Paper;
  /** Higher is better; comparable only within one day's picks. */
  score: number;
  /** At least one. */
  why: readonly Reason[];
}
