import type { Acronym, Acronyms } from './acronyms.ts';

type Entry = Acronyms['byFirstWord'] extends ReadonlyMap<string, readonly (infer Each)[]> ? Each : never;

/** The acronyms that count, changed one by one: a corpus that defines tens of thousands is not gone through for each paper. */
export interface AcronymIndex {
  /**
   * Puts this acronym in the place of what the term stood for; undefined takes it away. Gives the sequences of the long forms
   * that came or went. What was there from the start stays.
   */
  replace(term: string, acronym: Acronym | undefined): string[];
  /** All that count now; a new object, so that what was worked out for another is seen to be old. */
  current(): Acronyms;
}

export function createAcronymIndex(given: Acronyms): AcronymIndex {
  const byTerm = new Map(given.byTerm);
  const byFirstWord = new Map<string, Entry[]>();
  for (const [word, entries] of given.byFirstWord) byFirstWord.set(word, [...entries]);

  /** The longest first; the given ones before those that were learned. */
  const compare = (a: Entry, b: Entry): number =>
    b.words.length - a.words.length ||
    Number(given.byTerm.has(b.acronym.term)) - Number(given.byTerm.has(a.acronym.term)) ||
    (a.acronym.term < b.acronym.term ? -1 : 1);
  const remove = (acronym: Acronym): void => {
    for (const { sequence } of acronym.longs) {
      const word = firstWord(sequence);
      const left = (byFirstWord.get(word) ?? []).filter((entry) => entry.acronym.term !== acronym.term);
      if (left.length > 0) byFirstWord.set(word, left);
      else byFirstWord.delete(word);
    }
  };
  const add = (acronym: Acronym): void => {
    for (const long of acronym.longs) {
      const word = firstWord(long.sequence);
      const entry = { acronym, long, words: long.sequence.trim().split(' ') };
      byFirstWord.set(word, [...(byFirstWord.get(word) ?? []), entry].sort(compare));
    }
  };

  return {
    replace(term, acronym) {
      if (given.byTerm.has(term)) return [];
      const before = byTerm.get(term);
      if (before) remove(before);
      if (acronym) add(acronym);
      if (acronym) byTerm.set(term, acronym);
      else byTerm.delete(term);
      return [...sequencesOf(before).symmetricDifference(sequencesOf(acronym))];
    },
    current: () => ({ byTerm, byFirstWord }),
  };
}

function sequencesOf(acronym: Acronym | undefined): Set<string> {
  return new Set(acronym?.longs.map(({ sequence }) => sequence));
}

function firstWord(sequence: string): string {
  return sequence.trim().split(' ')[0] ?? '';
}
