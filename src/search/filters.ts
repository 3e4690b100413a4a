import type { Paper } from '../papers/paper.ts';
import { fold } from './normalise.ts';
import type { Filters } from './query.ts';

/** The conditions as one test of a paper. A paper that does not say (no date, no authors) does not match. */
export function toFilter(filters: Filters): (paper: Paper) => boolean {
  const { after, before, lang, has } = filters;
  const isByWanted = filters.author && toAuthorFilter(filters.author);
  const categories = filters.cat?.map((each) => each.toLowerCase());
  return (paper) => {
    if (after !== undefined && !(paper.date !== undefined && paper.date >= after)) return false;
    if (before !== undefined && !(paper.date !== undefined && paper.date <= before)) return false;
    if (lang && !lang.includes(paper.lang)) return false;
    if (has && !paper.links?.some((link) => has.some((kind) => kind === link.kind))) return false;
    if (
      categories &&
      !paper.categories?.some((each) => categories.some((wanted) => isIn(each.toLowerCase(), wanted)))
    ) {
      return false;
    }
    return !isByWanted || isByWanted(paper.authors ?? []);
  };
}

/** Whether one of the names is meant by one of those that were asked for. */
export function toAuthorFilter(asked: readonly string[]): (names: readonly string[]) => boolean {
  const authors = asked.map(nameWords);
  return (names) => names.some((name) => authors.some((wanted) => isNamed(name, wanted)));
}

function isIn(category: string, wanted: string): boolean {
  return category === wanted || category.startsWith(`${wanted}.`);
}

const nameCache = new Map<string, string[]>();
const NAME_CACHE_LIMIT = 20_000;

/** A category and all that it is part of: `cs.cl` and `cs`. */
export function toArchives(category: string): string[] {
  const folded = category.toLowerCase();
  return [...folded.matchAll(/\./g)].map(({ index }) => folded.slice(0, index)).concat(folded);
}

/** A name's words, folded, hyphens closed up: `Jean-Baptiste` is one word. */
export function nameWords(name: string): string[] {
  const known = nameCache.get(name);
  if (known) return known;
  const words =
    fold(name)
      .replace(/[-‐‑'’]/g, '')
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  if (nameCache.size >= NAME_CACHE_LIMIT) nameCache.clear();
  nameCache.set(name, words);
  return words;
}

/** Every wanted word is a word of the name, in any order; an initial stands for a name on either side. */
function isNamed(name: string, wanted: readonly string[]): boolean {
  const words = nameWords(name);
  const exact = (word: string): boolean => words.includes(word);
  const loose = (word: string): boolean =>
    exact(word) ||
    words.some((each) => (each.length === 1 || word.length === 1) && each.charAt(0) === word.charAt(0));
  return wanted.length > 0 && wanted.some(exact) && wanted.every(loose);
}
