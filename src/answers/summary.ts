import type { Language, Paper } from '../papers/paper.ts';
import { withoutOpening } from './openings.ts';
import { type Candidate, toCandidates, toFeatures, toScore } from './sentence-features.ts';
import { type Sentence, splitSentences } from './sentences.ts';
import { ROLE_WEIGHTS, ROLES, type Role, TLDR_WEIGHTS } from './weights.ts';

export { findNumbers } from './numbers.ts';

/** Sentences of a paper's abstract, each another one and verbatim; offsets are into the abstract. */
export interface Summary extends Partial<Readonly<Record<Role, Sentence>>> {
  /**
   * What the paper does. Where the sentence opens with less, it starts there, and its text has `… ` before the words that stand
   * at the offsets. The text is empty where the abstract is.
   */
  tldr: Sentence;
}

/** Says that the words before are left out. */
export const LEFT_OUT = '… ';

/** A sentence that fits a role, and how well. */
interface Fit {
  role: Role;
  sentence: Sentence;
  score: number;
}

/** An abstract has some ten sentences; of a text that only claims to be one, so many are read. */
const MOST_SENTENCES = 200;

/**
 * Chooses from the abstract the sentence that says what the paper does, then where they are told its problem, method and
 * results, in that order. Never all sentences of an abstract, except where it has only one; never the last one of an
 * abstract that the page cut off, except where it is the only one. Extractive, by a linear model over sentence features;
 * what a TL;DR needs not is left out at its start.
 */
export function summarise(paper: Paper): Summary {
  const sentences = splitSentences(paper.abstract, paper.lang);
  const candidates = toCandidates(sentences.slice(0, MOST_SENTENCES), paper.title, paper.lang);
  const broken = paper.abstractCut && sentences.length > 1 ? sentences.at(-1) : undefined;
  const whole = candidates.filter(({ sentence }) => sentence !== broken);
  const best = findBest(whole);
  if (best === undefined) return { tldr: { text: '', start: 0, end: 0 } };

  // One sentence is the TL;DR, and one at least stays out.
  const room = sentences.length - 2;
  const others = whole.filter((candidate) => candidate !== best);
  const fits = chooseRoles(others, room);
  return {
    tldr: toTldr(best.sentence, paper.lang),
    ...Object.fromEntries(fits.map(({ role, sentence }) => [role, sentence])),
  };
}

function toTldr(sentence: Sentence, lang: Language): Sentence {
  const short = withoutOpening(sentence, lang);
  return short === sentence ? sentence : { ...short, text: `${LEFT_OUT}${short.text}` };
}

/** The TL;DR: the highest score; the earlier of equals. */
function findBest(candidates: readonly Candidate[]): Candidate | undefined {
  let best: { candidate: Candidate; score: number } | undefined;
  for (const candidate of candidates) {
    const score = toScore(toFeatures(candidate), TLDR_WEIGHTS);
    if (best === undefined || score > best.score) best = { candidate, score };
  }
  return best?.candidate;
}

/** At most `room` fits, the best first, no two of one role or sentence, and their sentences in the order of the roles. */
function chooseRoles(candidates: readonly Candidate[], room: number): Fit[] {
  const chosen: Fit[] = [];
  for (const fit of fitsOf(candidates)) {
    if (chosen.length < room && chosen.every((other) => agree(fit, other))) chosen.push(fit);
    if (chosen.length === ROLES.length) break;
  }
  return chosen;
}

function fitsOf(candidates: readonly Candidate[]): Fit[] {
  const fits: Fit[] = [];
  for (const candidate of candidates) {
    const features = toFeatures(candidate);
    for (const role of ROLES) {
      const { least, weights } = ROLE_WEIGHTS[role];
      const score = toScore(features, weights);
      if (score >= least) fits.push({ role, sentence: candidate.sentence, score: score - least });
    }
  }
  return fits.sort((a, b) => b.score - a.score || a.sentence.start - b.sentence.start);
}

function agree(a: Fit, b: Fit): boolean {
  const byRole = ROLES.indexOf(a.role) - ROLES.indexOf(b.role);
  return byRole !== 0 && Math.sign(byRole) === Math.sign(a.sentence.start - b.sentence.start);
}
