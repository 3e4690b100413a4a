import { createAcronymIndex } from './acronym-index.ts';
import { type Acronyms, FIELD_ACRONYMS, type LearnedPair, toAcronyms } from './acronyms.ts';
import { toTerms } from './analysis.ts';
import { createCounts } from './counts.ts';
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
  addTerms(indexed: Terms): void;
  removeTerms(indexed: Terms): void;
  /**
   * Decides anew which acronyms count, of those about which something was learned or unlearned since; gives the sequences
   * of the long forms that have come or gone.
   */
  relearn(): string[];
}

type Terms = Pick<IndexedPaper, 'titleTerms' | 'abstractTerms' | 'parts' | 'spelled'>;

/** @param papersWith counts the papers that have a term, where that is known without the lexicon. */
export function createLexicon(papersWith?: Vocabulary['papersWith']): Lexicon {
  const termCounts = createCounts();
  const papersSpelling = createCounts();
  const lowerCase = createCounts();
  const words = createWords();
  /** By the acronym's term, then by the long form's sequence. */
  const pairs = new Map<string, Map<string, { pair: LearnedPair; papers: number }>>();
  const touched = new Set<string>();
  const index = createAcronymIndex(FIELD_ACRONYMS);
  let acronyms: Acronyms = FIELD_ACRONYMS;

  const changeLowerCase = (terms: Iterable<string>, by: number): void => {
    for (const term of lowerCase.change(terms, by)) if (pairs.has(term)) touched.add(term);
  };
  const changeTerms = ({ spelled, ...terms }: Terms, by: number): void => {
    if (!papersWith) termCounts.change(termsOf(terms), by);
    if (spelled.length > 0) papersSpelling.change(new Set(spelled), by);
  };

  return {
    words,
    papersWith: papersWith ?? termCounts.get,
    papersSpelling: papersSpelling.get,
    get acronyms() {
      return acronyms;
    },
    learn(lesson) {
      words.add(lesson.words);
      for (const pair of lesson.pairs) {
        const longs = pairs.get(pair.term) ?? new Map();
        const known = longs.get(pair.long.sequence);
        longs.set(pair.long.sequence, { pair: known?.pair ?? pair, papers: (known?.papers ?? 0) + 1 });
        pairs.set(pair.term, longs);
        touched.add(pair.term);
      }
      changeLowerCase(lesson.lowerCase, 1);
    },
    unlearn(lesson) {
      words.remove(lesson.words);
      for (const pair of lesson.pairs) {
        const longs = pairs.get(pair.term);
        const known = longs?.get(pair.long.sequence);
        if (known && known.papers > 1) known.papers -= 1;
        else longs?.delete(pair.long.sequence);
        if (longs?.size === 0) pairs.delete(pair.term);
        touched.add(pair.term);
      }
      changeLowerCase(lesson.lowerCase, -1);
    },
    addTerms: (indexed) => changeTerms(indexed, 1),
    removeTerms: (indexed) => changeTerms(indexed, -1),
    relearn() {
      if (touched.size === 0) return [];
      const again = [...touched].flatMap((term) => [...(pairs.get(term)?.values() ?? [])]);
      const decided = toAcronyms(again, (term) => lowerCase.get(term) > 0);
      const changed = [...touched].flatMap((term) => index.replace(term, decided.byTerm.get(term)));
      touched.clear();
      if (changed.length > 0) acronyms = index.current();
      return changed;
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

function termsOf({ titleTerms, abstractTerms, parts }: Omit<Terms, 'spelled'>): Set<string> {
  return new Set([...titleTerms, ...abstractTerms, ...parts]);
}
