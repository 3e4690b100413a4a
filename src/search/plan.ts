import { type Acronyms, findSpelled } from './acronyms.ts';
import { analyse, type Token, toHanParts, toSequence } from './analysis.ts';
import { fold } from './normalise.ts';
import type { Query } from './query.ts';
import { stem } from './stem.ts';

/** What the index knows about words, whichever engine holds it. */
export interface Vocabulary {
  /** In how many papers a term stands. */
  papersWith(term: string): number;
  /** In how many papers a long form stands without its acronym, by its sequence. */
  papersSpelling(sequence: string): number;
  acronyms: Acronyms;
}

/** One thing that is asked for. A paper has it where it has every term of one of the options. */
export interface Concept {
  options: string[][];
}

/** A query made ready for an engine. */
export interface Plan {
  concepts: Concept[];
  /** The words that were asked for, phrases' too: the term, and the word folded. */
  asked: { term: string; text: string }[];
  /** The terms that rank, and how much each weighs; 1 is usual. */
  weights: Map<string, number>;
  /** All the words as one sequence, stop words too. */
  sequence: string;
  /** Each two terms that stand side by side, neither of them a stop word. */
  pairs: [string, string][];
  /** Sequences that must stand in the title or the abstract. */
  phrases: string[];
  /** Papers with one of these are left out: single terms, and sequences (which start with a space). */
  without: string[];
  /** What a snippet marks. */
  terms: string[];
  also: string[];
}

/** What comes after so many characters of a query is left out; no question is as long. */
const MAX_TEXT = 4000;

/** The words of a spelled-out acronym beside the acronym: they count half as much as it, together. */
const SPELLED_SHARE = 0.5;

/**
 * Turns a query's words into concepts: single words, words that belong together because they spell out an acronym
 * (`mixture of experts` is also `moe`), and two words that the corpus also writes as one (`zero shot`, `zeroshot`).
 */
export function toPlan(query: Query, vocabulary: Vocabulary): Plan {
  const text = query.words.join(' ').slice(0, MAX_TEXT);
  const tokens = analyse(text).filter((token) => token.role !== 'part');
  const plan: Plan = {
    concepts: [],
    asked: toAsked(text, tokens),
    weights: new Map(),
    sequence: toSequence(tokens),
    pairs: toPairs(tokens),
    phrases: [],
    without: query.without.map(toExclusion),
    terms: [],
    also: [],
  };
  const spelled = findSpelled(
    tokens.map((token) => token.term),
    vocabulary.acronyms,
  ).filter(({ acronym }) => vocabulary.papersWith(acronym.term) > 0);
  for (let at = 0; at < tokens.length; ) {
    const match = spelled.find(({ from }) => from === at);
    if (match) {
      const words = tokens.slice(match.from, match.to);
      addSpelled(plan, words, match.acronym.term);
      plan.also.push(match.acronym.text);
      for (const { sequence } of match.acronym.longs)
        if (sequence === match.long.sequence || vocabulary.papersSpelling(sequence) > 0)
          plan.terms.push(sequence.trim());
      at = match.to;
    } else at += addWords(plan, text, tokens[at], tokens[at + 1], vocabulary);
  }
  // What must stand as a phrase is marked as one, not wherever one of its words stands.
  const outside = new Set(plan.weights.keys());
  for (const phrase of query.phrases) addPhrase(plan, phrase);
  const inPhrase = new Set([...plan.weights.keys()].filter((term) => !outside.has(term)));
  plan.terms.push(...plan.phrases.map((phrase) => phrase.trim()));
  // A query of stop words alone is looked for as it stands.
  if (plan.weights.size === 0 && plan.phrases.length === 0 && tokens.length > 0)
    plan.phrases.push(plan.sequence);
  plan.terms.push(...[...plan.weights.keys()].filter((term) => !inPhrase.has(term)));
  plan.also = [...new Set(plan.also)];
  return plan;
}

/** How many of the plan's concepts a paper has, given the terms that it matched. */
export function countConcepts(plan: Plan, matched: ReadonlySet<string>): number {
  return plan.concepts.filter(({ options }) =>
    options.some((terms) => terms.every((term) => matched.has(term))),
  ).length;
}

function addSpelled(plan: Plan, words: readonly Token[], acronym: string): void {
  const terms = words.filter((word) => word.role === 'word').map((word) => word.term);
  plan.concepts.push({ options: [[acronym], terms] });
  weigh(plan, acronym, 1);
  for (const term of terms) weigh(plan, term, SPELLED_SHARE / terms.length);
}

/** Adds the word, or the two words, that stand here; gives back how many. */
function addWords(
  plan: Plan,
  text: string,
  token: Token | undefined,
  next: Token | undefined,
  vocabulary: Vocabulary,
): number {
  if (token?.role !== 'word') return 1;
  const joined = next?.role === 'word' ? stem(foldSlice(text, token) + foldSlice(text, next)) : undefined;
  // Two letters, as in `O(n)`, are no word.
  if (next && joined !== undefined && !/^\p{L}{2}$/u.test(joined) && vocabulary.papersWith(joined) > 0) {
    plan.concepts.push({ options: [[joined], [token.term, next.term]] });
    for (const term of [token.term, next.term, joined]) weigh(plan, term, 1);
    return 2;
  }
  plan.concepts.push({ options: [[token.term], ...splitHan(plan, token, vocabulary)] });
  weigh(plan, token.term, 1);
  const acronym = vocabulary.acronyms.byTerm.get(token.term);
  for (const long of acronym?.longs ?? []) {
    if (vocabulary.papersSpelling(long.sequence) === 0) continue;
    // Readers are told of what they can read: the words of their own script.
    if (isLatin(long.text) === isLatin(token.term)) plan.also.push(long.text);
    plan.terms.push(long.sequence.trim());
  }
  return 1;
}

const isLatin = (text: string) => /\p{Script=Latin}/u.test(text);

/** A Chinese word that no paper has as such is looked for by its characters. */
function splitHan(plan: Plan, token: Token, vocabulary: Vocabulary): string[][] {
  if (!/^\p{Script=Han}{2,}$/u.test(token.term) || vocabulary.papersWith(token.term) > 0) return [];
  const parts = toHanParts(token.term).map((part) => part.text);
  for (const part of parts) weigh(plan, part, [...part].length > 1 ? 1 : 0.5);
  return [[...token.term]];
}

function addPhrase(plan: Plan, written: string): void {
  const phrase = written.slice(0, MAX_TEXT);
  const tokens = analyse(phrase);
  if (tokens.length === 0) return;
  plan.phrases.push(toSequence(tokens));
  plan.asked.push(...toAsked(phrase, tokens));
  for (const token of tokens) if (token.role === 'word') weigh(plan, token.term, 1);
}

function toAsked(text: string, tokens: readonly Token[]): Plan['asked'] {
  return tokens
    .filter((token) => token.role === 'word')
    .map((token) => ({ term: token.term, text: foldSlice(text, token) }));
}

function toPairs(tokens: readonly Token[]): Plan['pairs'] {
  return tokens.flatMap((token, at): Plan['pairs'] => {
    const next = tokens[at + 1];
    if (token.role !== 'word' || next?.role !== 'word') return [];
    return [[token.term, next.term]];
  });
}

function toExclusion(text: string): string {
  const tokens = analyse(text.slice(0, MAX_TEXT)).filter((token) => token.role !== 'part');
  return tokens.length === 1 ? (tokens[0]?.term ?? '') : toSequence(tokens);
}

/** A word that is said twice weighs twice. */
function weigh(plan: Plan, term: string, weight: number): void {
  plan.weights.set(term, (plan.weights.get(term) ?? 0) + weight);
}

function foldSlice(text: string, token: Token): string {
  return fold(text.slice(token.start, token.end));
}
