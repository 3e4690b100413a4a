import { type Acronyms, FIELD_ACRONYMS, type LearnedPair, toAcronyms } from './acronyms.ts';
import { toTerms } from './analysis.ts';
import type { IndexedPaper, Lesson } from './indexing.ts';
import type { Vocabulary } from './plan.ts';
import { createWords, type Words } from './typos.ts';

/** What a corpus teaches about words, kept in step with the papers that an engine holds. */
export interface Lexicon extends Vocabulary {
  words: Words;
  /** In how many papers a long form stands without its acronym. */
  papersSpelling(sequence: string): number;
  learn(lesson: Lesson): void;
  /** Takes back what `learn` was given for the same paper. */
  unlearn(lesson: Lesson): void;
  addTerms(indexed: IndexedPaper): void;
  removeTerms(indexed: IndexedPaper): void;
  /** Decides anew which acronyms count; gives the sequences of the long forms that have come or gone. */
  relearn(): string[];
}

export function createLexicon(): Lexicon {
  const papersWith = createCounts();
  const papersSpelling = createCounts();
  const lowerCase = createCounts();
  const words = createWords();
  const pairs = new Map<string, { pair: LearnedPair; papers: number }>();
  let acronyms: Acronyms = FIELD_ACRONYMS;

  return {
    words,
    papersWith: papersWith.get,
    papersSpelling: papersSpelling.get,
    get acronyms() {
      return acronyms;
    },
    learn(lesson) {
      words.add(lesson.words);
      lowerCase.change(lesson.lowerCase, 1);
      for (const pair of lesson.pairs) {
        const key = pair.term + pair.long.sequence;
        pairs.set(key, { pair: pairs.get(key)?.pair ?? pair, papers: (pairs.get(key)?.papers ?? 0) + 1 });
      }
    },
    unlearn(lesson) {
      words.remove(lesson.words);
      lowerCase.change(lesson.lowerCase, -1);
      for (const pair of lesson.pairs) {
        const key = pair.term + pair.long.sequence;
        const known = pairs.get(key);
        if (known && known.papers > 1) known.papers -= 1;
        else pairs.delete(key);
      }
    },
    addTerms(indexed) {
      papersWith.change(termsOf(indexed), 1);
      papersSpelling.change(new Set(indexed.spelled), 1);
    },
    removeTerms(indexed) {
      papersWith.change(termsOf(indexed), -1);
      papersSpelling.change(new Set(indexed.spelled), -1);
    },
    relearn() {
      const before = sequencesOf(acronyms);
      acronyms = toAcronyms(pairs.values(), (term) => lowerCase.get(term) > 0);
      const after = sequencesOf(acronyms);
      return [...before.symmetricDifference(after)].map((entry) => entry.slice(entry.indexOf(' ')));
    },
  };
}

/** In how many papers a word stands, as people write it; of a word that is several terms, the rarest counts. */
export function papersWithWord(word: string, vocabulary: Pick<Vocabulary, 'papersWith'>): number {
  const terms = toTerms(word.slice(0, MAX_WORD));
  return terms.length === 0 ? 0 : Math.min(...terms.map((term) => vocabulary.papersWith(term)));
}

/** No word is longer. */
const MAX_WORD = 200;

interface Counts {
  get(key: string): number;
  change(keys: Iterable<string>, by: number): void;
}

function createCounts(): Counts {
  const counts = new Map<string, number>();
  return {
    get: (key) => counts.get(key) ?? 0,
    change(keys, by) {
      for (const key of keys) {
        const count = (counts.get(key) ?? 0) + by;
        if (count > 0) counts.set(key, count);
        else counts.delete(key);
      }
    },
  };
}

function termsOf({ titleTerms, abstractTerms, parts }: IndexedPaper): Set<string> {
  return new Set([...titleTerms, ...abstractTerms, ...parts]);
}

/** Each long form with the acronym it is folded to, as one string. */
function sequencesOf(acronyms: Acronyms): Set<string> {
  const found = new Set<string>();
  for (const { term, longs } of acronyms.byTerm.values())
    for (const { sequence } of longs) found.add(term + sequence);
  return found;
}
