import type { Paper } from './papers/paper.ts';
import type { Query } from './search/query.ts';

/** The time of day, passed in so that tests choose it. */
export interface Clock {
  now(): Date;
}

/** A number in [0, 1), as `Math.random` gives. */
export type Random = () => number;

/** The part of pino that the core uses. */
export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** A day (`YYYY-MM-DD`) and how many papers carry it. */
export interface DayCount {
  day: string;
  papers: number;
}

/** Where papers are kept. Every implementation passes test/contracts/store.ts. */
export interface Store {
  /** Inserts, or replaces the paper of the same id. */
  save(papers: readonly Paper[]): Promise<void>;
  /** Forgets papers; unknown ids are left alone. What is remembered of their earlier versions stays. */
  remove(ids: readonly string[]): Promise<void>;
  /** In the order asked for; unknown ids are left out. */
  get(ids: readonly string[]): Promise<Paper[]>;
  /** Every paper, ordered by id. */
  all(): AsyncIterable<Paper>;
  count(): Promise<number>;
  /** The id at this position, counted from 0, of the order that `all` gives; undefined past the end. */
  idAt(position: number): Promise<string | undefined>;
  /** The newest days (see `dayOf`) that have papers, newest first, none after `until` where it is given. */
  days(limit: number, until?: string): Promise<DayCount[]>;
  /** The papers of one day: most upvotes first, then by id. */
  onDay(day: string): Promise<Paper[]>;
  /**
   * Papers that first came into the store after this instant (ISO 8601), or were announced on a later day (UTC) than it,
   * and whose day (see `dayOf`) is `fromDay` or later; newest day first, then most upvotes, then id.
   */
  arrived(after: string, fromDay: string, limit: number): Promise<Paper[]>;
}

/** Words, and in how many papers they stand. */
export interface Topic {
  text: string;
  papers: number;
}

export interface Hit {
  id: string;
  /** Higher is better; comparable only within one result. */
  score: number;
}

/** More matches than these are not counted to the last: nobody pages so far, and it would take longer than finding the best. */
export const MOST_COUNTED = 2000;

export interface SearchResult {
  /** All that match, of which `hits` is one page; `MOST_COUNTED` where there are as many or more. */
  total: number;
  hits: Hit[];
  /** The analysed terms that counted as a match, acronym expansions and forgiven typos included: what a snippet marks. */
  terms: string[];
  /** What the query was widened by, as people write it: `mixture of experts`. */
  also: string[];
  /** Set where the exact words found too little and a typo was forgiven: the words searched instead. */
  corrected?: string;
  /** Where nothing was found: near words of the corpus, best first, and in how many papers each stands. */
  suggestions: Topic[];
}

export interface Page {
  offset: number;
  limit: number;
}

/** What answers a query. Every implementation passes test/contracts/engine.ts. */
export interface SearchEngine {
  /** Adds papers, replacing those of the same id. */
  add(papers: readonly Paper[]): Promise<void>;
  remove(ids: readonly string[]): Promise<void>;
  search(query: Query, page: Page): Promise<SearchResult>;
  /** Papers like this one (itself left out), best first, each with the rare terms that they share, as people write them. */
  similar(paper: Paper, limit: number): Promise<(Hit & { shared: string[] })[]>;
  /** Papers whose title holds words that start like these, best first: for completion at every key press. */
  complete(prefix: string, limit: number): Promise<{ id: string; title: string }[]>;
  /** What papers here are about, as people write it (`mixture of experts`, `MoE`), starting like this; most papers first. */
  topics(prefix: string, limit: number): Promise<Topic[]>;
  /** In how many papers each of these words stands, in their order; as analysed, typos not forgiven. */
  papersWith(words: readonly string[]): Promise<number[]>;
  /** The terms of these papers as analysed, in their order, without stop words; undefined for a paper that is not indexed. */
  termsOf(ids: readonly string[]): Promise<(PaperTerms | undefined)[]>;
}

/** The terms of a paper, one for each word. */
export interface PaperTerms {
  title: string[];
  abstract: string[];
}
