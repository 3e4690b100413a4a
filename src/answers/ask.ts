import type { Paper } from '../papers/paper.ts';
import { choosePassages } from './choose.ts';
import { type Confidence, toConfidence } from './confidence.ts';
import { findDisagreement } from './disagreement.ts';
import type { Passage } from './passages.ts';
import type { Reading } from './reading.ts';

/** What the papers say to a question, in their own words. */
export type Answer =
  | {
      kind: 'quotes';
      confidence: Exclude<Confidence, 'none'>;
      /** One to four, those of one paper together. */
      passages: readonly Passage[];
      /** Two of them, of different papers, that seem to say opposite things. */
      differ?: readonly [Passage, Passage];
    }
  | {
      kind: 'nothing';
      /** The nearest papers, at most three. */
      closest: readonly Paper[];
      /** Words of the question that papers here do have, rarest first: what to search for instead; may be empty. */
      known: string;
    };

const CLOSEST = 3;
const SUGGESTED = 3;

/** Answers from what was read, without a language model: the sentences that answer, or that none does. */
export function toAnswer({ question, sources, evidence }: Reading): Answer {
  const confidence = toConfidence(evidence[0]);
  if (confidence === 'none') {
    const known = question.terms
      .filter(({ papers }) => papers > 0)
      .toSorted((a, b) => b.weight - a.weight)
      .slice(0, SUGGESTED);
    // In the order asked, which reads better.
    const suggested = question.terms.filter((term) => known.includes(term)).map(({ text }) => text);
    return {
      kind: 'nothing',
      closest: sources.slice(0, CLOSEST).map(({ paper }) => paper),
      known: suggested.join(' '),
    };
  }
  const chosen = choosePassages(evidence);
  const differ = findDisagreement(chosen);
  return {
    kind: 'quotes',
    confidence,
    passages: chosen.map(({ passage }) => passage),
    ...(differ ? { differ: [differ[0].passage, differ[1].passage] } : {}),
  };
}
