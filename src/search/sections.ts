import type { IndexedPaper } from './indexing.ts';

/** The sections of a paper's words, one after the other. */
export const TITLE = 0;
export const ABSTRACT = 1;
export const TITLE_ACRONYMS = 2;
export const ABSTRACT_ACRONYMS = 3;
export const PARTS = 4;

/** A word's code is its term's number and a bit that says whether it is a stop word here. */
export function isStop(code: number): boolean {
  return (code & 1) === 1;
}

/**
 * A paper's words as codes. What is left of a sequence when its terms are taken out are its stop words; terms past the
 * sequence are acronyms that are spelled out.
 */
export function toSections(
  indexed: Omit<IndexedPaper, 'paper'>,
  numberOf: (term: string) => number,
): number[][] {
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

/** The same words again, read when they are first asked for. */
export function fromSections(
  unpack: () => number[][],
  unpackSpelled: () => string[],
  textOf: (code: number) => string,
): Omit<IndexedPaper, 'paper'> {
  let unpacked: number[][] | undefined;
  const section = (name: number): number[] => {
    unpacked ??= unpack();
    return unpacked[name] ?? [];
  };
  const sequence = (name: number): string =>
    section(name).reduce((text, code) => `${text}${textOf(code)} `, ' ');
  const terms = (plain: number, acronyms: number): string[] =>
    [...section(plain).filter((code) => !isStop(code)), ...section(acronyms)].map(textOf);
  return {
    get spelled() {
      return unpackSpelled();
    },
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
