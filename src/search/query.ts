import type { Language } from '../papers/paper.ts';

/** A search as the asker meant it: words that rank, and conditions that must hold. */
export interface Query {
  /** Free words, as typed, in order; they rank. */
  words: string[];
  /** Must stand in title or abstract word after word. */
  phrases: string[];
  /** Papers with one of these words or phrases are left out. */
  without: string[];
  filters: Filters;
  sort: 'relevance' | 'new' | 'votes';
}

/** Conditions that must all hold; in a list, any one of its values is enough. */
export interface Filters {
  /** Names or parts of names. */
  author?: string[];
  /** arXiv categories; `cs` takes in all of `cs.*`. */
  cat?: string[];
  /** Inclusive, `YYYY-MM-DD`. */
  after?: string;
  /** Inclusive, `YYYY-MM-DD`. */
  before?: string;
  has?: ('code' | 'project' | 'demo' | 'data' | 'model' | 'video')[];
  lang?: Language[];
}

export { parseQuery } from './parse-query.ts';
