import type { Paper } from '../papers/paper.ts';
import { type Acronyms, findUnwritten, type LearnedPair, learnPairs } from './acronyms.ts';
import { analyse, type Token, toSequence } from './analysis.ts';
import { fold } from './normalise.ts';

/** What is indexed of a title and of an abstract, in UTF-16 units: more than any real one has. */
const MAX_TITLE = 1000;
export const MAX_ABSTRACT = 20_000;

/** A paper as an engine indexes it. */
export interface IndexedPaper {
  paper: Paper;
  /** The words of the title and of the abstract, stop words too, between spaces: what phrases are looked for in. */
  titleSequence: string;
  abstractSequence: string;
  /** What is ranked by: the words that are no stop words, and the acronyms that are spelled out. */
  titleTerms: string[];
  abstractTerms: string[];
  /** Other ways to find the words of both. They are kept apart, for they would make a text seem longer than it is. */
  parts: string[];
  /** Long forms that stand here without their acronym beside them: their sequences. */
  spelled: string[];
}

/** The words of a paper that rank it, without the paper. */
export type RankedWords = Pick<IndexedPaper, 'titleTerms' | 'abstractTerms' | 'parts'>;

/** What a paper teaches about words, apart from what is indexed. The same paper always teaches the same. */
export interface Lesson {
  pairs: LearnedPair[];
  /** Words as written, folded, each once. */
  words: Set<string>;
  /** Terms that stand here in lower case, so they are words and not only acronyms. */
  lowerCase: Set<string>;
}

/** Analyses a paper; acronyms come later, with `withAcronyms`, for the corpus teaches them. */
export function toIndexed(paper: Paper): { indexed: IndexedPaper; lesson: Lesson } {
  const titleText = paper.title.slice(0, MAX_TITLE);
  const abstractText = paper.abstract.slice(0, MAX_ABSTRACT);
  const title = analyse(titleText);
  const abstract = analyse(abstractText);
  const lesson: Lesson = {
    pairs: learnPairs(`${titleText}\n${abstractText}`),
    words: new Set(),
    lowerCase: new Set(),
  };
  learnWords(lesson, titleText, title);
  learnWords(lesson, abstractText, abstract);
  return {
    indexed: {
      paper,
      titleSequence: toSequence(title),
      abstractSequence: toSequence(abstract),
      titleTerms: termsOf(title, 'word'),
      abstractTerms: termsOf(abstract, 'word'),
      parts: [...termsOf(title, 'part'), ...termsOf(abstract, 'part')],
      spelled: [],
    },
    lesson,
  };
}

/** The paper with the acronyms that it spells out, as if they stood there. */
export function withAcronyms(indexed: IndexedPaper, acronyms: Acronyms): IndexedPaper {
  const inTitle = findUnwritten(indexed.titleSequence, acronyms);
  const inAbstract = findUnwritten(indexed.abstractSequence, acronyms);
  return {
    ...indexed,
    titleTerms: [...indexed.titleTerms, ...inTitle.map(({ acronym }) => acronym.term)],
    abstractTerms: [...indexed.abstractTerms, ...inAbstract.map(({ acronym }) => acronym.term)],
    spelled: [...inTitle, ...inAbstract].map(({ long }) => long.sequence),
  };
}

function termsOf(tokens: readonly Token[], role: Token['role']): string[] {
  return tokens.filter((token) => token.role === role).map((token) => token.term);
}

function learnWords(lesson: Lesson, text: string, tokens: readonly Token[]): void {
  for (const token of tokens) {
    if (token.role !== 'word') continue;
    const written = text.slice(token.start, token.end);
    const folded = fold(written);
    lesson.words.add(folded);
    if (written === folded && token.term.length <= 6) lesson.lowerCase.add(token.term);
  }
}
