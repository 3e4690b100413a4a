import type { Language } from '../papers/paper.ts';
import { CUE_NAMES, CUES, type Cue } from './cues.ts';
import type { Sentence } from './sentences.ts';

/** A sentence of an abstract, as the selector sees it. */
export interface Candidate {
  sentence: Sentence;
  /** Position in the abstract, from 0. */
  at: number;
  /** Sentences in the abstract. */
  of: number;
  cues: ReadonlySet<Cue>;
  /** In words; Chinese in what would be English words. */
  length: number;
  /** How many sentences before this one speak of the authors (`we`, `our`, `this paper`). */
  oursBefore: number;
  /** The abstract speaks of the authors further down. */
  oursLater: boolean;
  /** The first sentence that says what the paper does stands at this position; -1 where none does. */
  claimAt: number;
  /** Which share of the title's words it has, 0 to 1. */
  titleShare: number;
  /** No sentence has more of the title. */
  titleMost: boolean;
  /** Which share of its words the title has, 0 to 1. */
  titleNear: number;
  /** Which share of the other sentences has its words, averaged over its words, 0 to 1. */
  central: number;
  /** How many of the others, the title among them, have its words: the sum over its words, for its length and theirs. */
  centroid: number;
}

/** How long a one-line summary should be, in words. */
const LENGTH = { unit: 25, most: 50, short: 13, long: 30 };

/** Words are compared by their first letters, which is near enough to a stem in all three languages. */
const STEM = 6;

/** A sentence of fewer words is not near to anything for being short. */
const FEW_WORDS = 4;

/** Chinese is taken in pairs of signs; about so many stand for one English word. */
const PAIRS_PER_WORD = 1.6;

const FUNCTION_WORDS = new Set(
  (
    'the a an of and or in on for to with by from is are be as at that this we our it its can via using how not their ' +
    'these which into than under when what do does towards toward и в во на с к по из для от что как мы это не при за'
  ).split(' '),
);

const OURS: readonly Cue[] = ['we', 'our', 'thisPaper'];
const CLAIMS: readonly Cue[] = ['thisPaper', 'proposes', 'shows', 'studies'];

const MEASURE_NAMES = [
  'first',
  'last',
  'place',
  'length',
  'lengthSquared',
  'short',
  'long',
  'firstOfOurs',
  'secondOfOurs',
  'beforeOurs',
  'firstClaim',
  'afterClaim',
  'titleShare',
  'titleMost',
  'titleNear',
  'central',
  'centroid',
] as const;

export const FEATURE_NAMES = [...MEASURE_NAMES, ...CUE_NAMES] as const;
export type Feature = (typeof FEATURE_NAMES)[number];

/** The features beside the cues: 0 to 1, lengths up to 4. */
const MEASURES: Readonly<Record<(typeof MEASURE_NAMES)[number], (candidate: Candidate) => number>> = {
  first: ({ at }) => Number(at === 0),
  last: ({ at, of }) => Number(at === of - 1 && at > 0),
  place: ({ at, of }) => (of === 1 ? 0 : at / (of - 1)),
  length: ({ length }) => Math.min(length, LENGTH.most) / LENGTH.unit,
  lengthSquared: ({ length }) => (Math.min(length, LENGTH.most) / LENGTH.unit) ** 2,
  short: ({ length }) => Number(length < LENGTH.short),
  long: ({ length }) => Number(length > LENGTH.long),
  firstOfOurs: ({ cues, oursBefore }) => Number(has(cues, OURS) && oursBefore === 0),
  secondOfOurs: ({ cues, oursBefore }) => Number(has(cues, OURS) && oursBefore === 1),
  beforeOurs: ({ cues, oursBefore, oursLater }) => Number(oursLater && oursBefore === 0 && !has(cues, OURS)),
  firstClaim: ({ at, claimAt }) => Number(at === claimAt),
  afterClaim: ({ at, claimAt }) => Number(claimAt >= 0 && at === claimAt + 1),
  titleShare: ({ titleShare }) => titleShare,
  titleMost: ({ titleMost }) => Number(titleMost),
  titleNear: ({ titleNear }) => titleNear,
  central: ({ central }) => central,
  centroid: ({ centroid }) => centroid,
};

/** One weight per feature; what is missing weighs nothing. */
export type Weights = Readonly<Partial<Record<Feature, number>>>;

/** The candidate's features, in the order of `FEATURE_NAMES`. */
export function toFeatures(candidate: Candidate): number[] {
  return [
    ...MEASURE_NAMES.map((name) => MEASURES[name](candidate)),
    ...CUE_NAMES.map((cue) => Number(candidate.cues.has(cue))),
  ];
}

/** The linear model: each feature times its weight, summed. */
export function toScore(features: readonly number[], weights: Weights): number {
  let sum = 0;
  for (const [at, name] of FEATURE_NAMES.entries()) sum += (features[at] ?? 0) * (weights[name] ?? 0);
  return sum;
}

/** Looks at each sentence of an abstract among the others. The title may be empty. Linear in the length of the text. */
export function toCandidates(sentences: readonly Sentence[], title: string, lang: Language): Candidate[] {
  const cues = sentences.map(({ text }) => findCues(text, lang));
  const words = sentences.map(({ text }) => contentWords(text));
  const sentencesWith = countSentences(words);
  const titleWords = contentWords(title);
  const textsWith = countSentences([...words, titleWords]);
  const titleShares = words.map((own) => share(titleWords, own));
  const bestTitleShare = titleShares.reduce((best, one) => Math.max(best, one), 0);
  const claimAt = cues.findIndex((found) => has(found, CLAIMS));
  const lastOurs = cues.findLastIndex((found) => has(found, OURS));

  let oursBefore = 0;
  return sentences.map((sentence, at) => {
    const found = cues[at] ?? new Set();
    const own = words[at] ?? new Set();
    const titleShare = titleShares[at] ?? 0;
    const candidate: Candidate = {
      sentence,
      at,
      of: sentences.length,
      cues: found,
      length: countWords(sentence.text),
      oursBefore,
      oursLater: lastOurs > at,
      claimAt,
      titleShare,
      titleMost: titleShare > 0 && titleShare === bestTitleShare,
      titleNear: share(own, titleWords),
      central: centrality(own, sentencesWith, sentences.length - 1),
      centroid: nearness(own, textsWith, sentences.length),
    };
    if (has(found, OURS)) oursBefore += 1;
    return candidate;
  });
}

function findCues(text: string, lang: Language): ReadonlySet<Cue> {
  return new Set(CUE_NAMES.filter((cue) => CUES[lang][cue].test(text)));
}

function has(found: ReadonlySet<Cue>, any: readonly Cue[]): boolean {
  return any.some((cue) => found.has(cue));
}

/** The share of the first set's words that the second has. */
function share(of: ReadonlySet<string>, within: ReadonlySet<string>): number {
  if (of.size === 0) return 0;
  let shared = 0;
  for (const word of of) if (within.has(word)) shared += 1;
  return shared / of.size;
}

function centrality(
  own: ReadonlySet<string>,
  sentencesWith: ReadonlyMap<string, number>,
  others: number,
): number {
  if (own.size === 0 || others === 0) return 0;
  let sum = 0;
  for (const word of own) sum += (sentencesWith.get(word) ?? 1) - 1;
  return sum / (own.size * others);
}

/** How near a sentence is to the centroid of the abstract: Radev et al. 2004, https://doi.org/10.1016/j.ipm.2003.10.006. */
function nearness(
  own: ReadonlySet<string>,
  textsWith: ReadonlyMap<string, number>,
  sentences: number,
): number {
  let sum = 0;
  for (const word of own) sum += (textsWith.get(word) ?? 1) - 1;
  return sum / Math.sqrt(Math.max(FEW_WORDS, own.size)) / sentences;
}

function countSentences(words: readonly ReadonlySet<string>[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const own of words) for (const word of own) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

function countWords(text: string): number {
  let count = 0;
  for (const word of wordsOf(text)) count += isHan(word) ? 1 / PAIRS_PER_WORD : 1;
  return count;
}

function contentWords(text: string): ReadonlySet<string> {
  return new Set(wordsOf(text).flatMap((word) => (FUNCTION_WORDS.has(word) ? [] : [word.slice(0, STEM)])));
}

/** Words in small letters; runs of Han signs as overlapping pairs. */
function wordsOf(text: string): string[] {
  const runs = text.toLowerCase().match(/\p{Script=Han}+|[^\P{L}\p{Script=Han}]+|\p{N}+/gu) ?? [];
  return runs.flatMap((run) => (isHan(run) ? pairs([...run]) : [run]));
}

function pairs(signs: readonly string[]): string[] {
  return signs.length < 2 ? [...signs] : signs.slice(1).map((sign, at) => `${signs[at]}${sign}`);
}

function isHan(word: string): boolean {
  return /^\p{Script=Han}/u.test(word);
}
