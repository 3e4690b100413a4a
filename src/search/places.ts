import { type Lengths, TITLE_WEIGHT } from './bm25.ts';
import type { Unpacked } from './packed.ts';
import { isStop, PARTS, TITLE, TITLE_ACRONYMS } from './sections.ts';

/** Where some terms stand in a paper: for each term, in the order they were asked for, its places counted in words that are no stop words. */
export interface Places {
  title: readonly (readonly number[])[];
  abstract: readonly (readonly number[])[];
  /** How many parts of words are the term: other ways to find a word, which have no place. */
  parts: readonly number[];
  lengths: Lengths;
}

/** Shared by the many terms that a paper lacks; never written to. */
const NOWHERE: number[] = [];

const MASK = 0xfff;

/**
 * Gives where terms stand in a paper, in one pass over its words.
 *
 * @param codes of the terms; undefined where no paper has it
 */
export function toFinder(codes: readonly (number | undefined)[]): (words: Unpacked) => Places {
  const indexOf = toIndexOf(codes);
  return (words) => {
    const title = new Array<number[]>(codes.length).fill(NOWHERE);
    const abstract = new Array<number[]>(codes.length).fill(NOWHERE);
    const parts = new Array<number>(codes.length).fill(0);
    const from = { ...words, next: 0 };
    const inTitle = (index: number, place: number) => note(title, index, place);
    const inAbstract = (index: number, place: number) => note(abstract, index, place);
    // In the order of the sections: spelled-out acronyms stand behind the words of both.
    const titleWords = scan(from, indexOf, 0, inTitle);
    const abstractWords = scan(from, indexOf, 0, inAbstract);
    const titleAll = scan(from, indexOf, titleWords, inTitle);
    const abstractAll = scan(from, indexOf, abstractWords, inAbstract);
    const allParts = scan(from, indexOf, 0, (index) => {
      parts[index] = (parts[index] ?? 0) + 1;
    });
    return {
      title,
      abstract,
      parts,
      lengths: { words: TITLE_WEIGHT * titleAll + abstractAll, parts: allParts },
    };
  };
}

/** How often terms stand in a paper: a word of the title counts `TITLE_WEIGHT` times. */
export interface Occurrences {
  terms: number[];
  parts: number[];
}

export function toOccurrences({ title, abstract, parts }: Places): Occurrences {
  const terms = abstract.map((places, index) => TITLE_WEIGHT * (title[index]?.length ?? 0) + places.length);
  return { terms, parts: [...parts] };
}

/** Gives how often terms stand in a paper: where is not asked, which takes half the time. */
export function toCounter(codes: readonly (number | undefined)[]): (words: Unpacked) => Occurrences {
  const indexOf = toIndexOf(codes);
  return ({ codes: words, length }) => {
    const terms = new Array<number>(codes.length).fill(0);
    const parts = new Array<number>(codes.length).fill(0);
    let section = TITLE;
    for (let next = 0; next < length; next++) {
      const code = (words[next] ?? 0) - 1;
      if (code < 0) section += 1;
      const index = code < 0 ? undefined : indexOf(code);
      if (index === undefined) continue;
      const counted = section === PARTS ? parts : terms;
      const weight = section === TITLE || section === TITLE_ACRONYMS ? TITLE_WEIGHT : 1;
      counted[index] = (counted[index] ?? 0) + weight;
    }
    return { terms, parts };
  };
}

/** Which of the terms a code is; most words were not asked for, which a few bits tell without a look into a map. */
function toIndexOf(codes: readonly (number | undefined)[]): (code: number) => number | undefined {
  const indexes = new Map<number, number>();
  const maybe = new Uint8Array(MASK + 1);
  codes.forEach((code, index) => {
    if (code === undefined) return;
    indexes.set(code, index);
    maybe[(code >> 1) & MASK] = 1;
  });
  return (code) => (maybe[(code >> 1) & MASK] === 0 ? undefined : indexes.get(code));
}

/** Goes through the next section, whose first word has this place; gives the place after its last. */
function scan(
  from: Cursor,
  indexOf: (code: number) => number | undefined,
  first: number,
  found: (index: number, place: number) => void,
): number {
  const { codes, length } = from;
  let place = first;
  let { next } = from;
  for (; next < length; next++) {
    const code = (codes[next] ?? 0) - 1;
    if (code < 0) break;
    if (isStop(code)) continue;
    const index = indexOf(code);
    if (index !== undefined) found(index, place);
    place += 1;
  }
  from.next = next + 1;
  return place;
}

/** Where a reader of packed words stands. */
interface Cursor extends Unpacked {
  next: number;
}

function note(places: number[][], index: number, place: number): void {
  const known = places[index];
  if (known === undefined || known === NOWHERE) places[index] = [place];
  else known.push(place);
}
