import type { Paper } from '../../papers/paper.ts';
import { TITLE_WEIGHT } from '../bm25.ts';
import type { IndexedPaper } from '../indexing.ts';
import { createPacked, type Packed } from './packed.ts';

/** What is kept of a paper beside its words. */
export type Kept = Pick<Paper, 'id' | 'title' | 'date' | 'upvotes'>;

/** A paper's words as they were indexed, unpacked when they are first read. */
export type Words = Omit<IndexedPaper, 'paper'> & { paper: Kept };

/** How often each of some terms stands in a paper: a word of the title counts `TITLE_WEIGHT` times. */
export interface Occurrences {
  terms: number[];
  parts: number[];
}

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
  /** A way to count these terms in many papers. */
  counter(terms: readonly string[]): (at: number) => Occurrences;
  /** In how many papers a term stands: per field, and in either. */
  papersWith(term: string): PerField & { either: number };
  /** How many distinct terms a paper has: the lengths of BM25 as MiniSearch counts them. */
  lengthsAt(at: number): PerField;
  averageLengths(): PerField;
  /** A way to tell in many papers whether words stand side by side in the title or the abstract. */
  sequenceFinder(sequence: string): (at: number) => boolean;
  positions(): Iterable<number>;
}

/** The sections of a paper's words, one after the other. */
const TITLE = 0;
const ABSTRACT = 1;
const TITLE_ACRONYMS = 2;
const ABSTRACT_ACRONYMS = 3;
const PARTS = 4;

export function createForward(): Forward {
  const numbers = new Map<string, number>();
  const texts: string[] = [];
  const packed = createPacked();
  const kept: (Kept | undefined)[] = [];
  const spelled = new Map<number, string[]>();
  const positions = new Map<string, number>();
  const lengths = { terms: [] as number[], parts: [] as number[] };
  const counts = { terms: [] as number[], parts: [] as number[], either: [] as number[] };
  const sums = { terms: 0, parts: 0 };

  const numberOf = (term: string): number => {
    const known = numbers.get(term);
    if (known !== undefined) return known;
    numbers.set(term, texts.length);
    for (const list of [counts.terms, counts.parts, counts.either]) list.push(0);
    return texts.push(term) - 1;
  };
  const textOf = (code: number): string => texts[code >> 1] ?? '';
  const change = (at: number, by: number): void => {
    const { terms, parts } = distinctAt(packed, at);
    const count = (list: number[], all: Iterable<number>): void => {
      for (const number of all) list[number] = (list[number] ?? 0) + by;
    };
    count(counts.terms, terms);
    count(counts.parts, parts);
    count(counts.either, terms.union(parts));
    lengths.terms[at] = terms.size;
    lengths.parts[at] = parts.size;
    sums.terms += by * terms.size;
    sums.parts += by * parts.size;
  };
  const remove = (id: string): void => {
    const at = positions.get(id);
    if (at === undefined) return;
    change(at, -1);
    positions.delete(id);
    packed.clear(at);
    kept[at] = undefined;
    spelled.delete(at);
  };

  return {
    add(indexed) {
      const { id, title, date, upvotes } = indexed.paper;
      remove(id);
      const at = packed.add(toSections(indexed, numberOf));
      positions.set(id, at);
      kept[at] = {
        id,
        title,
        ...(date !== undefined && { date }),
        ...(upvotes !== undefined && { upvotes }),
      };
      if (indexed.spelled.length > 0) spelled.set(at, indexed.spelled);
      change(at, 1);
      return at;
    },
    remove,
    size: () => positions.size,
    positionOf: (id) => positions.get(id),
    keptAt: (at) => kept[at],
    wordsAt(at) {
      const paper = kept[at];
      return paper && toWords(paper, () => packed.sectionsAt(at), spelled.get(at) ?? [], textOf);
    },
    counter(terms) {
      const wanted = new Map<number, number>();
      terms.forEach((term, index) => {
        const number = numbers.get(term);
        if (number !== undefined) wanted.set(number << 1, index);
      });
      return (at) => {
        const found: Occurrences = { terms: terms.map(() => 0), parts: terms.map(() => 0) };
        packed.each(at, (code, section) => {
          const index = wanted.get(code);
          if (index === undefined) return;
          const counted = section === PARTS ? found.parts : found.terms;
          const weight = section === TITLE || section === TITLE_ACRONYMS ? TITLE_WEIGHT : 1;
          counted[index] = (counted[index] ?? 0) + weight;
        });
        return found;
      };
    },
    papersWith(term) {
      const number = numbers.get(term) ?? -1;
      return {
        terms: counts.terms[number] ?? 0,
        parts: counts.parts[number] ?? 0,
        either: counts.either[number] ?? 0,
      };
    },
    lengthsAt: (at) => ({ terms: lengths.terms[at] ?? 0, parts: lengths.parts[at] ?? 0 }),
    averageLengths() {
      const papers = Math.max(1, positions.size);
      return { terms: sums.terms / papers, parts: sums.parts / papers };
    },
    sequenceFinder(sequence) {
      const wanted = sequence
        .trim()
        .split(' ')
        .map((term) => numbers.get(term) ?? -1);
      return (at) => hasRun(packed, at, wanted);
    },
    positions: () => positions.values(),
  };
}

function distinctAt(packed: Packed, at: number): { terms: Set<number>; parts: Set<number> } {
  const terms = new Set<number>();
  const parts = new Set<number>();
  packed.each(at, (code, section) => {
    if (section === PARTS) parts.add(code >> 1);
    else if ((code & 1) === 0) terms.add(code >> 1);
  });
  return { terms, parts };
}

/** Whether numbers stand in a row, stop words among them, in the title or in the abstract. */
function hasRun(packed: Packed, at: number, wanted: readonly number[]): boolean {
  const run: number[] = [];
  let of = 0;
  let found = false;
  packed.each(at, (code, section) => {
    if (found || section > ABSTRACT) return;
    if (section !== of) run.length = 0;
    of = section;
    run.push(code >> 1);
    if (run.length > wanted.length) run.shift();
    found = run.length === wanted.length && wanted.every((number, index) => run[index] === number);
  });
  return found;
}

/**
 * A word's code is its term's number and a bit that says whether it is a stop word here: what is left of a sequence when its
 * terms are taken out are its stop words; terms past the sequence are acronyms that are spelled out.
 */
function toSections(indexed: IndexedPaper, numberOf: (term: string) => number): number[][] {
  const split = (sequence: string, terms: readonly string[]): { words: number[]; acronyms: number[] } => {
    let next = 0;
    const written = sequence === ' ' ? [] : sequence.trim().split(' ');
    const words = written.map((term) => {
      const isStop = term !== terms[next];
      if (!isStop) next += 1;
      return (numberOf(term) << 1) | Number(isStop);
    });
    return { words, acronyms: terms.slice(next).map((term) => numberOf(term) << 1) };
  };
  const title = split(indexed.titleSequence, indexed.titleTerms);
  const abstract = split(indexed.abstractSequence, indexed.abstractTerms);
  const parts = indexed.parts.map((term) => numberOf(term) << 1);
  return [title.words, abstract.words, title.acronyms, abstract.acronyms, parts];
}

function toWords(
  paper: Kept,
  unpack: () => number[][],
  spelled: string[],
  textOf: (code: number) => string,
): Words {
  let unpacked: number[][] | undefined;
  const section = (name: number): number[] => {
    unpacked ??= unpack();
    return unpacked[name] ?? [];
  };
  const sequence = (name: number): string =>
    section(name).reduce((text, code) => `${text}${textOf(code)} `, ' ');
  const terms = (plain: number, acronyms: number): string[] =>
    [...section(plain).filter((code) => (code & 1) === 0), ...section(acronyms)].map(textOf);
  return {
    paper,
    spelled,
    get titleSequence() {
      return sequence(TITLE);
    },
    get abstractSequence() {
      return sequence(ABSTRACT);
    },
    get titleTerms() {
      return terms(TITLE, TITLE_ACRONYMS);
    },
    get abstractTerms() {
      return terms(ABSTRACT, ABSTRACT_ACRONYMS);
    },
    get parts() {
      return section(PARTS).map(textOf);
    },
  };
}
