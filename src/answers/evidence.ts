import type { Paper } from '../papers/paper.ts';
import { CUES } from './cues.ts';
import { stanceOf } from './disagreement.ts';
import { EVIDENCE_WEIGHTS } from './evidence-weights.ts';
import { findingShare, tellsAim } from './findings.ts';
import { createLook, type Look } from './look.ts';
import type { Passage } from './passages.ts';
import type { Question } from './question.ts';

/** A paper that the search found for a question, with the passages that may be quoted from it. */
export interface Source {
  paper: Paper;
  passages: readonly Passage[];
  /** The search's score as a share of the best one's, 0 to 1. */
  score: number;
  /** Position among the papers found, from 0. */
  rank: number;
}

/** A passage as evidence for a question. */
export interface Evidence {
  passage: Passage;
  /** How likely it answers, as a logit: comparable only within one question. */
  score: number;
  /** Which share of what is asked stands in the sentence, by rarity, 0 to 1. */
  cover: number;
  /** The same of the sentence, its neighbours and the paper's title. */
  coverAround: number;
  /** The terms of the question that stand in it. */
  matched: ReadonlySet<string>;
}

interface Looked extends Look {
  passage: Passage;
  cover: number;
}

/** A passage among the others of its paper, ready to be measured. */
interface Candidate extends Looked {
  question: Question;
  source: Source;
  coverTitle: number;
  coverPaper: number;
  unnamed: number;
  coverAround: number;
  /** The highest cover of a sentence of its paper. */
  bestCover: number;
  /** Which share of what is asked the sentences before it say, and it does not. */
  saidBefore: number;
}

/** A word's worth where only a neighbour has it. */
const BESIDE = 0.5;

/** So many words apart, words still belong together. */
const NEAR = 3;

/** What speaks for a passage; each 0 to 1, and 0 says nothing. */
const FEATURES = {
  /** Which share of what is asked, by rarity, stands in the sentence. */
  cover: ({ cover }) => cover,
  /** The same where the exact words stand. */
  coverExact: ({ has, question }) => weighed(question, (at) => (has[at] === 1 ? 1 : 0)),
  /** The same with half of what only the neighbours have. */
  coverAround: ({ coverAround }) => coverAround,
  coverTitle: ({ coverTitle }) => coverTitle,
  coverPaper: ({ coverPaper }) => coverPaper,
  /** Which share of the names in the question its paper has nowhere. */
  unnamed: ({ unnamed }) => unnamed,
  /** How far it is behind the sentence of its paper that has most of what is asked. */
  behind: ({ cover, bestCover }) => bestCover - cover,
  /** What the paper has said by then need not be said again: the sentence is understood to speak of it. */
  saidBefore: ({ saidBefore }) => saidBefore,
  letters: ({ letters }) => letters,
  /** Which share of the question's neighbouring words are near each other in it. */
  pairs: ({ places }) => nearShare(places),
  last: ({ passage }) => Number(passage.at > 0 && passage.at === passage.of - 1),
  place: ({ passage }) => (passage.of < 2 ? 0 : passage.at / (passage.of - 1)),
  length: ({ words }) => Math.min(1, Math.log(1 + words) / Math.log(61)),
  finding: ({ passage }) => findingShare(passage.sentence.text, passage.paper.lang),
  aim: ({ passage }) => Number(tellsAim(passage.sentence.text, passage.paper.lang)),
  negated: ({ passage }) => Number(stanceOf(passage.sentence.text, passage.paper.lang).negated),
  studies: ({ passage }) => cue(passage, 'studies'),
  experiments: ({ passage }) => cue(passage, 'experiments'),
  gains: ({ passage }) => cue(passage, 'gains'),
  figures: ({ passage }) => cue(passage, 'figures'),
  /** How good the search found its paper. */
  searchScore: ({ source }) => source.score,
  searchRank: ({ source }) => 1 / (1 + source.rank),
} satisfies Readonly<Record<string, (candidate: Candidate) => number>>;

export type EvidenceFeature = keyof typeof FEATURES;

/** The names of the features, in the order of `toEvidenceFeatures`. */
export const EVIDENCE_FEATURES = Object.keys(FEATURES) as EvidenceFeature[];

/** A passage with what is known of it as evidence, before it is weighed. */
export interface Measured extends Omit<Evidence, 'score'> {
  features: readonly number[];
}

/** Measures every passage of the papers as evidence for a question, in the order given. Linear in the length of the texts. */
export function measure(question: Question, sources: readonly Source[]): Measured[] {
  const look = createLook(question);
  return sources.flatMap((source) => {
    const title = look(source.paper.title);
    const looked = source.passages.map((passage): Looked => {
      const sentence = look(passage.sentence.text);
      return { ...sentence, passage, cover: weighed(question, (at) => sentence.has[at] ?? 0) };
    });
    const inPaper = question.terms.map((_, at) =>
      looked.reduce((most, { has }) => Math.max(most, has[at] ?? 0), title.has[at] ?? 0),
    );
    const names = question.terms.flatMap(({ isName }, at) => (isName ? [inPaper[at] ?? 0] : []));
    const shared = {
      question,
      source,
      bestCover: looked.reduce((most, { cover }) => Math.max(most, cover), 0),
      coverTitle: weighed(question, (at) => title.has[at] ?? 0),
      coverPaper: weighed(question, (at) => inPaper[at] ?? 0),
      unnamed: names.filter((has) => has === 0).length / Math.max(1, names.length),
    };
    const said = question.terms.map(() => 0);
    return looked.map((own, index): Measured => {
      const saidBefore = weighed(question, (at) => (own.has[at] === 0 ? (said[at] ?? 0) : 0));
      for (const [at, has] of own.has.entries()) if (has > 0) said[at] = 1;
      const beside = [looked[index - 1], looked[index + 1]];
      const around = (at: number, share: number, first: number) =>
        beside.reduce(
          (most, each) => Math.max(most, share * (each?.has[at] ?? 0)),
          Math.max(first, own.has[at] ?? 0),
        );
      const coverAround = weighed(question, (at) => around(at, BESIDE, 0));
      const candidate: Candidate = { ...own, ...shared, coverAround, saidBefore };
      return {
        passage: own.passage,
        cover: own.cover,
        coverAround: weighed(question, (at) => around(at, 1, title.has[at] ?? 0)),
        matched: new Set(question.terms.flatMap(({ term }, at) => ((own.has[at] ?? 0) > 0 ? [term] : []))),
        features: EVIDENCE_FEATURES.map((name) => FEATURES[name](candidate)),
      };
    });
  });
}

/** The passages of the papers as evidence for a question, best first. */
export function rankEvidence(question: Question, sources: readonly Source[]): Evidence[] {
  return rankMeasured(measure(question, sources));
}

/** Weighs what was measured, and puts the best first. */
export function rankMeasured(measured: readonly Measured[]): Evidence[] {
  return measured
    .map(({ features, ...rest }): Evidence => ({ ...rest, score: toEvidenceScore(features) }))
    .sort((a, b) => b.score - a.score);
}

/** The linear model: each feature times its weight, summed. */
function toEvidenceScore(features: readonly number[]): number {
  let sum = 0;
  for (const [at, name] of EVIDENCE_FEATURES.entries()) sum += (features[at] ?? 0) * EVIDENCE_WEIGHTS[name];
  return sum;
}

function weighed({ terms, weight }: Question, has: (at: number) => number): number {
  let sum = 0;
  for (const [at, asked] of terms.entries()) sum += has(at) * asked.weight;
  return weight === 0 ? 0 : sum / weight;
}

/** The share of neighbours that stand at most `NEAR` words apart. */
function nearShare(places: readonly number[]): number {
  let near = 0;
  for (const [at, place] of places.entries()) {
    const before = places[at - 1] ?? -1;
    if (place >= 0 && before >= 0 && Math.abs(place - before) <= NEAR) near += 1;
  }
  return places.length < 2 ? 0 : near / (places.length - 1);
}

function cue({ sentence, paper }: Passage, name: 'studies' | 'experiments' | 'gains' | 'figures'): number {
  return Number(CUES[paper.lang][name].test(sentence.text));
}
