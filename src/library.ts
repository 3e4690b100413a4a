import type { Paper } from './papers/paper.ts';
import type { DayCount, Page, SearchResult } from './ports.ts';
import type { Query } from './search/query.ts';

/** What a reference led to. */
export type Found =
  | { kind: 'paper'; paper: Paper }
  /** The words fit several titles; best first. */
  | { kind: 'several'; papers: Paper[] }
  /** An arXiv ID that is well formed but not in the corpus. */
  | { kind: 'unknown-id'; arxivId: string }
  | { kind: 'nothing' };

/** The corpus as commands see it: the store and the engine behind one door. */
export interface Library {
  /** A paper by arXiv ID in any form, link, slug or title words. */
  find(reference: string): Promise<Found>;
  get(ids: readonly string[]): Promise<Paper[]>;
  search(query: Query, page: Page): Promise<SearchResult & { papers: Paper[] }>;
  similar(paper: Paper, limit: number): Promise<{ paper: Paper; shared: string[] }[]>;
  complete(prefix: string, limit: number): Promise<{ id: string; title: string }[]>;
  /** The newest days with papers, newest first, none after `until`. */
  days(limit: number, until?: string): Promise<DayCount[]>;
  onDay(day: string): Promise<Paper[]>;
  count(): Promise<number>;
  idAt(position: number): Promise<string | undefined>;
}
