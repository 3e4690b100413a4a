import type { Acronym, Acronyms, Spelling } from './acronyms.ts';

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
  const byFirstWord = new Map(
    [...given.byFirstWord].map(([first, starting]) => [
      first,
      new Map([...starting].map(([second, entries]) => [second, [...entries]])),
    ]),
  );

  /** The longest first; the given ones before those that were learned. */
  const compare = (a: Spelling, b: Spelling): number =>
    b.words.length - a.words.length ||
    Number(given.byTerm.has(b.acronym.term)) - Number(given.byTerm.has(a.acronym.term)) ||
    (a.acronym.term < b.acronym.term ? -1 : 1);
  const remove = (acronym: Acronym): void => {
    for (const { sequence } of acronym.longs) {
      const [first = '', second = ''] = sequence.trim().split(' ');
      const starting = byFirstWord.get(first);
      const left = starting?.get(second)?.filter((entry) => entry.acronym.term !== acronym.term) ?? [];
      if (left.length > 0) starting?.set(second, left);
      else starting?.delete(second);
      if (starting?.size === 0) byFirstWord.delete(first);
    }
  };
  const add = (acronym: Acronym): void => {
    for (const long of acronym.longs) {
      const words = long.sequence.trim().split(' ');
      const [first = '', second = ''] = words;
      const starting = byFirstWord.get(first) ?? new Map<string, Spelling[]>();
      const entries = [...(starting.get(second) ?? []), { acronym, long, words }].sort(compare);
      byFirstWord.set(first, starting.set(second, entries));
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
