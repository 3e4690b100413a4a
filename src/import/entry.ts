import { z } from 'zod';
import type { FoundIn, Paper } from '../papers/paper.ts';
import { type SourceDraft, sift } from '../sources/sift.ts';

/** What a record turned out to be. */
export type Verdict =
  /** A paper made of what the record says. */
  | { kind: 'paper'; paper: Paper }
  /** A paper as one of our own exports has it. */
  | { kind: 'copy'; paper: Paper }
  /** Why it does not get in: a few words, no full stop. */
  | { kind: 'unfit'; reason: string };

/** One record of a file, not looked into until asked: those that an earlier run took in are passed over. */
export interface Entry {
  /** Where it starts, from 1. */
  line: number;
  read(): Verdict;
}

export function toUnfit(reason: string): Verdict {
  return { kind: 'unfit', reason };
}

/** The record was checked where it was read. */
const checked = z.custom<SourceDraft>();

/** Makes a paper of a record that was found at a place, by the same rules as for every other source. */
export function toVerdict(draft: SourceDraft, place: FoundIn): Verdict {
  const { papers, rejected } = sift(place.document, [draft], checked);
  const [paper] = papers;
  return paper === undefined
    ? toUnfit(rejected[0]?.reason ?? 'is no paper')
    : { kind: 'paper', paper: { ...paper, foundIn: [place] } };
}
