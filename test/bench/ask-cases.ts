import { type Measured, measure } from '../../src/answers/evidence.ts';
import { toPassages } from '../../src/answers/passages.ts';
import { type Reading, readFor } from '../../src/answers/reading.ts';
import type { Library } from '../../src/library.ts';
import type { Paper } from '../../src/papers/paper.ts';
import { type Claim, isAt } from './scifact.ts';

/** Passages that were measured for a claim, and which of them bear on it. */
export interface Measurement {
  passages: readonly Measured[];
  bears: readonly boolean[];
}

/** A claim that was put to the papers. */
export interface Case {
  claim: Claim;
  reading: Reading;
  ms: number;
  /** One for each abstract that bears on the claim, as if that were known. */
  inAbstracts: readonly Measurement[];
  /** Over what was found among all papers. */
  inCorpus: Measurement;
}

/** Puts claims to a library of these papers, one after the other. */
export async function toCases(
  claims: readonly Claim[],
  papers: readonly Paper[],
  library: Library,
): Promise<Case[]> {
  const byId = new Map(papers.map((paper) => [paper.id, paper]));
  const cases: Case[] = [];
  for (const claim of claims) {
    const from = performance.now();
    const reading = await readFor({ question: claim.text }, library);
    const ms = performance.now() - from;
    const { question } = reading;
    const inAbstracts = [...claim.evidence.keys()].map((id) => {
      const paper = byId.get(id);
      if (!paper) throw new Error(`no abstract ${id}`);
      return judge(claim, measure(question, [{ paper, passages: toPassages(paper), score: 1, rank: 0 }]));
    });
    cases.push({
      claim,
      reading,
      ms,
      inAbstracts,
      inCorpus: judge(claim, measure(question, reading.sources)),
    });
  }
  return cases;
}

/** Whether a passage is one of the sentences that bear on the claim. */
export function bearsOn(
  { evidence }: Claim,
  { passage: { paper, sentence } }: Pick<Measured, 'passage'>,
): boolean {
  return isAt(sentence, evidence.get(paper.id)?.places ?? []);
}

function judge(claim: Claim, passages: readonly Measured[]): Measurement {
  return { passages, bears: passages.map((each) => bearsOn(claim, each)) };
}
