import type { IndexedPaper, IndexedText } from './indexing.ts';

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

/** A paper's words as codes. */
export function toSections(
  { title, abstract, parts }: Omit<IndexedPaper, 'paper'>,
  numberOf: (term: string) => number,
): number[][] {
  const toCodes = ({ words, stops }: IndexedText): number[] =>
    words.map((term, at) => (numberOf(term) << 1) | Number(stops[at]));
  const toWordCodes = (terms: readonly string[]): number[] => terms.map((term) => numberOf(term) << 1);
  return [
    toCodes(title),
    toCodes(abstract),
    toWordCodes(title.acronyms),
    toWordCodes(abstract.acronyms),
    toWordCodes(parts),
  ];
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
  const toText = (words: number, acronyms: number): IndexedText => ({
    words: section(words).map(textOf),
    stops: section(words).map(isStop),
    acronyms: section(acronyms).map(textOf),
  });
  return {
    get title() {
      return toText(TITLE, TITLE_ACRONYMS);
    },
    get abstract() {
      return toText(ABSTRACT, ABSTRACT_ACRONYMS);
    },
    get parts() {
      return section(PARTS).map(textOf);
    },
    get spelled() {
      return unpackSpelled();
    },
  };
}
