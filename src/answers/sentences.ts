import type { Language } from '../papers/paper.ts';
import { abbreviationEnds, isOpener } from './abbreviations.ts';

/** A sentence and where it stands: `text.slice(start, end) === sentence.text`, in UTF-16 code units. */
export interface Sentence {
  text: string;
  start: number;
  end: number;
}

/** A run of stops with the quotes and brackets that close after them, and what stands on both sides of it. */
interface Stop {
  marks: string;
  /** The letters, digits and full stops right before; cut where it is longer than any abbreviation. */
  before: string;
  /** All up to the white space before; cut where it is very long. */
  wordBefore: string;
  /** White space stands between the stop and what follows. */
  spaced: boolean;
  /** The start of what follows; empty at the end of the text. */
  after: string;
}

const STOPS = /[.!?…。！？][.!?…。！？)\]}»”’"'」』】）》]*/gu;
/** In Chinese a semicolon parts whole statements. */
const CHINESE_STOPS = /[.!?…。！？；][.!?…。！？；)\]}»”’"'」』】）》]*/gu;

/** What makes a word an address, a path or a name in code. */
const ADDRESS = /[/@\\_]|^www/iu;

/**
 * How many code units a stop looks at around it, which bounds the work on one stop. A `marker` is what opens a sentence
 * without being one: `1.`, `3).`, `[5].`.
 */
const REACH = { abbreviation: 12, wordBefore: 80, after: 40, marker: 6 };

/**
 * Splits a text into its sentences, in order; only white space stands between them. Whether a full stop ends a sentence
 * is judged by its neighbours: it does not after an abbreviation (`et al.`, `т. е.`) or initial, nor inside numbers,
 * addresses and names. A sentence may start with a digit or a method's small letter (`iTransformer`, `k-means`), and
 * a missing space (`results.We show`) still parts two. Linear in the length of the text.
 */
export function splitSentences(text: string, lang: Language): Sentence[] {
  const sentences: Sentence[] = [];
  let start = skipSpace(text, 0);
  for (const match of text.matchAll(lang === 'zh' ? CHINESE_STOPS : STOPS)) {
    const end = match.index + match[0].length;
    const next = skipSpace(text, end);
    const stop: Stop = {
      marks: match[0],
      before: lastRun(text.slice(Math.max(start, match.index - REACH.abbreviation), match.index)),
      wordBefore: lastWord(text.slice(Math.max(start, match.index - REACH.wordBefore), match.index)),
      spaced: next > end,
      after: text.slice(next, next + REACH.after),
    };
    if (end - start <= REACH.marker && !/\p{L}/u.test(text.slice(start, end))) continue;
    if (!endsSentence(stop, lang)) continue;
    sentences.push({ text: text.slice(start, end), start, end });
    start = next;
  }
  const end = text.trimEnd().length;
  if (end > start) sentences.push({ text: text.slice(start, end), start, end });
  return sentences;
}

function endsSentence(stop: Stop, lang: Language): boolean {
  const { marks, before, wordBefore, spaced, after } = stop;
  if (after === '' || /[。！？；]/u.test(marks)) return true;
  if (/^[\p{M}\p{Pd}\p{Pe}\p{Pf},;:.!?/]/u.test(after)) return false;
  const word = firstWord(after);
  const ends =
    marks.startsWith('.') && !ADDRESS.test(wordBefore) ? abbreviationEnds(before, lang) : undefined;
  if (!spaced) return ends !== 'never' && joinsTwoSentences(stop);
  // A bracket that closes on an abbreviation closes within the sentence: `(CNN, RNN, etc.) We`.
  if (ends !== undefined && marks !== '.') return false;
  if (ends === 'never') return false;
  if (ends === 'opener') return isOpener(word);
  if (ends === 'capital') return /^\p{Lu}/u.test(word);
  if (!/^\p{Ll}/u.test(word)) return true;
  return looksLikeName(word) || (/^\.[^.…]*$/u.test(marks) && /(?<!\S)\p{Ll}{5,}\)?$/u.test(wordBefore));
}

/**
 * Whether a stop without white space after it parts two sentences: a small word or a closing bracket stands before it and a
 * capital after it, and neither is part of an address. Han characters need no space.
 */
function joinsTwoSentences({ marks, wordBefore, after }: Stop): boolean {
  if (ADDRESS.test(wordBefore)) return false;
  if (/^\p{Script=Han}/u.test(after)) return /[\p{Script=Han})\]%]$/u.test(wordBefore) || marks !== '.';
  if (!/^\p{Lu}/u.test(after)) return false;
  if (isOpener(firstWord(after)) && /[\p{L}\p{N})\]%”"]$/u.test(wordBefore)) return true;
  return /^[^.]*(?:(?<![\p{L}\p{N}])\p{Ll}{4,}|[)\]%])$/u.test(wordBefore) && /^\p{L}{2}/u.test(after);
}

/** A small first letter with a capital, a digit or a lone letter's hyphen behind it: `mBERT`, `word2vec`, `k-means`. */
function looksLikeName(word: string): boolean {
  return /^\p{Ll}+[\p{Lu}\p{N}]/u.test(word) || /^\p{Ll}{1,2}-\p{L}/u.test(word);
}

/** With the full stop of an initial, so that `С.` is not taken for the word that opens sentences. */
function firstWord(after: string): string {
  return /^[\p{Ps}\p{Pi}"'$*]*([\p{L}\p{N}-]*\.?)/u.exec(after)?.[1] ?? '';
}

function lastRun(before: string): string {
  return /[\p{L}\p{N}.]*$/u.exec(before)?.[0] ?? '';
}

function lastWord(before: string): string {
  return /\S*$/u.exec(before)?.[0] ?? '';
}

function skipSpace(text: string, from: number): number {
  const space = /\s*/uy;
  space.lastIndex = from;
  return from + (space.exec(text)?.[0].length ?? 0);
}
