import type { Paper } from '../papers/paper.ts';
import { type Acronyms, findUnwritten, type LearnedPair, learnPairs } from './acronyms.ts';
import { analyse, type Token } from './analysis.ts';
import { fold } from './normalise.ts';

/** What is indexed of a title and of an abstract, in UTF-16 units: more than any real one has. */
const MAX_TITLE = 1000;
export const MAX_ABSTRACT = 20_000;

/** A text as it is indexed. */
export interface IndexedText {
  /** Its words in order, stop words too: what phrases are looked for in. */
  words: string[];
  /** Which of the words are stop words. */
  stops: boolean[];
  /** The acronyms that it spells out, as if they stood there. */
  acronyms: string[];
}

/** A paper as an engine indexes it. */
export interface IndexedPaper {
  paper: Paper;
  title: IndexedText;
  abstract: IndexedText;
  /** Other ways to find the words of both. They are kept apart, for they would make a text seem longer than it is. */
  parts: string[];
  /** Long forms that stand here without their acronym beside them: their sequences. */
  spelled: string[];
}

/** What a text is ranked by: the words that are no stop words, and the acronyms that are spelled out. */
export function rankedTerms({ words, stops, acronyms }: IndexedText): string[] {
  return [...words.filter((_, at) => !stops[at]), ...acronyms];
}

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
  const lesson: Lesson = {
    pairs: learnPairs(`${titleText}\n${abstractText}`),
    words: new Set(),
    lowerCase: new Set(),
  };
  const parts: string[] = [];
  const title = readText(titleText, lesson, parts);
  const abstract = readText(abstractText, lesson, parts);
  return { indexed: { paper, title, abstract, parts, spelled: [] }, lesson };
}

/** The paper with the acronyms that it spells out, as if they stood there. */
export function withAcronyms(indexed: IndexedPaper, acronyms: Acronyms): IndexedPaper {
  const { paper, title, abstract, parts } = indexed;
  const inTitle = findUnwritten(title.words, acronyms);
  const inAbstract = findUnwritten(abstract.words, acronyms);
  return {
    ...{ paper, parts },
    title: { ...title, acronyms: inTitle.map(({ acronym }) => acronym.term) },
    abstract: { ...abstract, acronyms: inAbstract.map(({ acronym }) => acronym.term) },
    spelled: [...inTitle, ...inAbstract].map(({ long }) => long.sequence),
  };
}

/** Analyses a text, and adds what it teaches, and other ways to find its words. */
function readText(text: string, lesson: Lesson, parts: string[]): IndexedText {
  const words: string[] = [];
  const stops: boolean[] = [];
  for (const token of analyse(text)) {
    if (token.role === 'part') parts.push(token.term);
    else {
      words.push(token.term);
      stops.push(token.role === 'stop');
    }
    if (token.role === 'word') learnWord(lesson, token, text.slice(token.start, token.end));
  }
  return { words, stops, acronyms: [] };
}

function learnWord(lesson: Lesson, { term }: Token, written: string): void {
  const folded = fold(written);
  lesson.words.add(folded);
  if (written === folded && term.length <= 6) lesson.lowerCase.add(term);
}
