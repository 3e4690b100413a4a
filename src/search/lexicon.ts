import { createAcronymIndex } from './acronym-index.ts';
import { type Acronyms, FIELD_ACRONYMS, type LearnedPair, toAcronyms } from './acronyms.ts';
import { toTerms } from './analysis.ts';
import { type CountsDump, createCounts } from './counts.ts';
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
  dump(): LexiconDump;
}

/** A lexicon as it is kept on disk. */
export interface LexiconDump {
  words: CountsDump;
  papersSpelling: CountsDump;
  lowerCase: CountsDump;
  /** By the acronym's term, then by the long form's sequence. */
  pairs: Map<string, Map<string, { pair: LearnedPair; papers: number }>>;
}

type Terms = Pick<IndexedPaper, 'spelled'>;

/**
 * @param papersWith counts the papers that have a term
 * @param from what `dump` gave
 */
export function createLexicon(papersWith: Vocabulary['papersWith'], from?: LexiconDump): Lexicon {
  const papersSpelling = createCounts(from?.papersSpelling);
  const lowerCase = createCounts(from?.lowerCase);
  const words = createWords(from?.words);
  const pairs: LexiconDump['pairs'] = from?.pairs ?? new Map();
  const touched = new Set(pairs.keys());
  const index = createAcronymIndex(FIELD_ACRONYMS);
  let acronyms: Acronyms = FIELD_ACRONYMS;

  const changeLowerCase = (terms: Iterable<string>, by: number): void => {
    for (const term of lowerCase.change(terms, by)) if (pairs.has(term)) touched.add(term);
  };
  const changeTerms = ({ spelled }: Terms, by: number): void => {
    if (spelled.length > 0) papersSpelling.change(new Set(spelled), by);
  };
  const relearn = (): string[] => {
    if (touched.size === 0) return [];
    const again = [...touched].flatMap((term) => [...(pairs.get(term)?.values() ?? [])]);
    const decided = toAcronyms(again, (term) => lowerCase.get(term) > 0);
    const changed = [...touched].flatMap((term) => index.replace(term, decided.byTerm.get(term)));
    touched.clear();
    if (changed.length > 0) acronyms = index.current();
    return changed;
  };
  relearn();

  return {
    words,
    papersWith,
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
    relearn,
    dump: () => ({
      words: words.dump(),
      papersSpelling: papersSpelling.dump(),
      lowerCase: lowerCase.dump(),
      pairs,
    }),
  };
}

/** In how many papers a word stands, as people write it; of a word that is several terms, the rarest counts. */
export function papersWithWord(word: string, vocabulary: Pick<Vocabulary, 'papersWith'>): number {
  const terms = toTerms(word.slice(0, MAX_WORD));
  return terms.length === 0 ? 0 : Math.min(...terms.map((term) => vocabulary.papersWith(term)));
}

/** No word is longer. */
const MAX_WORD = 200;
