import type { Paper } from '../papers/paper.ts';
import type { PaperTerms } from '../ports.ts';
import { STOP_TERMS } from './analysis.ts';
import type { IndexedPaper } from './indexing.ts';
import { createNames } from './names.ts';
import { createNumbers } from './numbers.ts';
import { createPacked, type PackedDump, type Unpacked } from './packed.ts';
import { type Occurrences, type Places, toCounter, toFinder } from './places.ts';
import { ABSTRACT, fromSections, isStop, PARTS, TITLE, toSections } from './sections.ts';

/** What is kept of a paper beside its words. */
export type Kept = Pick<Paper, 'id' | 'title' | 'date' | 'upvotes'>;

/** A paper's words as they were indexed, unpacked when they are first read. */
export type Words = Omit<IndexedPaper, 'paper'>;

/** Two fields of BM25: words with spelled-out acronyms, and parts of words. */
export interface PerField {
  terms: number;
  parts: number;
}

/**
 * Every paper's words in their order, as packed numbers (some 400 bytes a paper): what is looked at more closely than an
 * index of words can, without a disk. A paper is known by its position, a number that stays its own.
 */
export interface Forward {
  /** Replaces the paper of the same id; gives its position. */
  add(indexed: IndexedPaper): number;
  remove(id: string): void;
  size(): number;
  positionOf(id: string): number | undefined;
  /** Undefined where the paper is gone. */
  keptAt(at: number): Kept | undefined;
  wordsAt(at: number): Words | undefined;
  /** The terms that stand in a paper, without stop words. */
  termsAt(at: number): PaperTerms | undefined;
  /** The codes of a paper's words, for the finders; good until the next call. */
  read(at: number): Unpacked;
  /** A way to count these terms in many papers. */
  counter(terms: readonly string[]): (words: Unpacked) => Occurrences;
  /** In how many papers a term stands: per field, and in either. */
  papersWith(term: string): PerField & { either: number };
  /** How many distinct terms a paper has: the lengths of BM25 as MiniSearch counts them. */
  lengthsAt(at: number): PerField;
  averageLengths(): PerField;
  /** A way to find these terms in many papers. */
  finder(terms: readonly string[]): (words: Unpacked) => Places;
  /** The papers with this sequence in the title or the abstract. Takes some milliseconds for 100,000 papers. */
  having(sequence: string): Set<number>;
  /** A way to tell in many papers whether the title is a sequence, or how it starts. */
  titleFinder(sequence: string): (words: Unpacked) => 'no' | 'starts' | 'is';
  positions(): IteratorObject<number>;
  /** Good until the next change. */
  dump(): ForwardDump;
}

/** A phrase has few words that may be a stop word or another; past so many ways to read it, they are taken to be another. */
const MOST_RUNS = 8;

/** Everything as it is kept on disk. */
export interface ForwardDump {
  terms: string[];
  packed: PackedDump;
  kept: (Kept | undefined)[];
  /** Of long forms that stand somewhere without their acronym, and which of them stand where. */
  sequences: string[];
  spelled: PackedDump;
  lengths: Record<keyof PerField, Uint32Array>;
  counts: Record<keyof PerField | 'either', Uint32Array>;
  sums: PerField;
}

/** @param from what `dump` gave */
export function createForward(from?: ForwardDump): Forward {
  const terms = createNames(from?.terms);
  const packed = createPacked(from?.packed);
  const kept = from?.kept ?? [];
  const sequences = createNames(from?.sequences);
  const spelled = createPacked(from?.spelled);
  const positions = new Map<string, number>();
  kept.forEach((paper, at) => {
    if (paper) positions.set(paper.id, at);
  });
  const lengths = {
    terms: createNumbers(from?.lengths.terms),
    parts: createNumbers(from?.lengths.parts),
  };
  const counts = {
    terms: createNumbers(from?.counts.terms),
    parts: createNumbers(from?.counts.parts),
    either: createNumbers(from?.counts.either),
  };
  const sums = { ...(from?.sums ?? { terms: 0, parts: 0 }) };
  /** In which turn a term was last seen: a paper has each once, however often it says it. */
  const seen = { terms: createNumbers(), parts: createNumbers() };
  let turn = 0;

  const textOf = (code: number): string => terms.textOf(code >> 1);
  const codeOf = (term: string): number | undefined => {
    const number = terms.find(term);
    return number === undefined ? undefined : number << 1;
  };
  const spelledAt = (at: number): string[] => (spelled.sectionsAt(at)[0] ?? []).map(sequences.textOf);
  const toNumbers = (sequence: string): number[] =>
    sequence
      .trim()
      .split(' ')
      .map((term) => terms.find(term) ?? -1);
  /** The codes that a sequence may have: a term may be that of a stop word in one place, and of another word elsewhere. */
  const toRuns = (sequence: string): number[][] => {
    let runs: number[][] = [[]];
    for (const number of toNumbers(sequence)) {
      if (number < 0) return [];
      const word = number << 1;
      const isStopWord = STOP_TERMS.has(terms.textOf(number));
      const isWord = !isStopWord || counts.terms.at(number) > 0;
      if (isStopWord && isWord && runs.length < MOST_RUNS)
        runs = runs.flatMap((run) => [
          [...run, word],
          [...run, word | 1],
        ]);
      else for (const run of runs) run.push(isWord ? word : word | 1);
    }
    return runs;
  };
  const change = (at: number, by: number): void => {
    turn += 1;
    lengths.terms.set(at, 0);
    lengths.parts.set(at, 0);
    // Parts come last: what is a word, too, was counted by then.
    packed.each(at, (code, section) => {
      const number = code >> 1;
      const field = section === PARTS ? 'parts' : 'terms';
      if (isStop(code) || seen[field].at(number) === turn) return;
      seen[field].set(number, turn);
      counts[field].add(number, by);
      lengths[field].add(at, 1);
      if (field === 'terms' || seen.terms.at(number) !== turn) counts.either.add(number, by);
    });
    sums.terms += by * lengths.terms.at(at);
    sums.parts += by * lengths.parts.at(at);
  };
  const remove = (id: string): void => {
    const at = positions.get(id);
    if (at === undefined) return;
    change(at, -1);
    positions.delete(id);
    packed.clear(at);
    kept[at] = undefined;
    spelled.clear(at);
  };

  return {
    add(indexed) {
      const { id, title, date, upvotes } = indexed.paper;
      remove(id);
      const at = packed.add(toSections(indexed, terms.numberOf));
      positions.set(id, at);
      kept[at] = {
        id,
        title,
        ...(date !== undefined && { date }),
        ...(upvotes !== undefined && { upvotes }),
      };
      spelled.add([indexed.spelled.map(sequences.numberOf)]);
      change(at, 1);
      return at;
    },
    remove,
    size: () => positions.size,
    positionOf: (id) => positions.get(id),
    keptAt: (at) => kept[at],
    wordsAt(at) {
      return (
        kept[at] &&
        fromSections(
          () => packed.sectionsAt(at),
          () => spelledAt(at),
          textOf,
        )
      );
    },
    termsAt(at) {
      if (!kept[at]) return undefined;
      const sections = packed.sectionsAt(at);
      const wordsIn = (section: number) =>
        (sections[section] ?? []).filter((code) => !isStop(code)).map(textOf);
      return { title: wordsIn(TITLE), abstract: wordsIn(ABSTRACT) };
    },
    read: packed.read,
    finder: (terms) => toFinder(terms.map(codeOf)),
    counter: (terms) => toCounter(terms.map(codeOf)),
    papersWith(term) {
      const number = terms.find(term);
      if (number === undefined) return { terms: 0, parts: 0, either: 0 };
      return {
        terms: counts.terms.at(number),
        parts: counts.parts.at(number),
        either: counts.either.at(number),
      };
    },
    lengthsAt: (at) => ({ terms: lengths.terms.at(at), parts: lengths.parts.at(at) }),
    averageLengths() {
      const papers = Math.max(1, positions.size);
      return { terms: sums.terms / papers, parts: sums.parts / papers };
    },
    having(sequence) {
      const papers = new Set<number>();
      for (const run of toRuns(sequence)) for (const at of packed.having(run, ABSTRACT + 1)) papers.add(at);
      return papers;
    },
    titleFinder(sequence) {
      const wanted = toNumbers(sequence);
      return (words) => howTitleStarts(words, wanted);
    },
    positions: () => positions.values(),
    dump: () => ({
      terms: terms.dump(),
      packed: packed.dump(),
      kept,
      sequences: sequences.dump(),
      spelled: spelled.dump(),
      lengths: { terms: lengths.terms.dump(), parts: lengths.parts.dump() },
      counts: {
        terms: counts.terms.dump(),
        parts: counts.parts.dump(),
        either: counts.either.dump(),
      },
      sums,
    }),
  };
}

function howTitleStarts({ codes, length }: Unpacked, wanted: readonly number[]): 'no' | 'starts' | 'is' {
  if (length === 0 || !stands(wanted, codes, 0)) return 'no';
  return codes[wanted.length] === 0 ? 'is' : 'starts';
}

/** Whether these numbers stand in a row from here on; none is the 0 that ends a section. */
function stands(run: readonly number[], codes: Uint32Array, from: number): boolean {
  for (let at = 0; at < run.length; at++) if (((codes[from + at] ?? 0) - 1) >> 1 !== run[at]) return false;
  return true;
}
