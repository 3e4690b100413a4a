import { parseArxivId } from './papers/arxiv-id.ts';
import type { Paper } from './papers/paper.ts';
import { toSlug } from './papers/slug.ts';
import type { DayCount, Page, SearchEngine, SearchResult, Store, Topic } from './ports.ts';
import type { Query } from './search/query.ts';
import { type Announcement, judgeAnnouncement } from './sources/announcements.ts';
import type { OnDemand } from './sources/on-demand.ts';
import type { SyncStates } from './sources/source.ts';

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
  /**
   * A paper by arXiv ID in any form, link, slug or title words. An ID that we do not hold is fetched from arXiv.
   *
   * @throws UnavailableError where it would have to be fetched and arXiv does not answer.
   */
  find(reference: string): Promise<Found>;
  search(query: Query, page: Page): Promise<SearchResult & { papers: Paper[] }>;
  /** The same without the papers, for who wants very many. */
  hits: SearchEngine['search'];
  /** Best first, each with the rare terms that both share. */
  similar(paper: Paper, limit: number): Promise<{ paper: Paper; shared: string[] }[]>;
  /** Titles with words that start like these. */
  complete(prefix: string, limit: number): Promise<{ id: string; title: string }[]>;
  /** What papers here are about, starting like this; most papers first. */
  topics(prefix: string, limit: number): Promise<Topic[]>;
  /** In how many papers each of these words stands, in their order; as analysed, typos not forgiven. */
  papersWith(words: readonly string[]): Promise<number[]>;
  /** See {@link SearchEngine}. */
  termsOf: SearchEngine['termsOf'];
  /** The newest days with papers, newest first, none after `until`. */
  days(limit: number, until?: string): Promise<DayCount[]>;
  /** Most upvotes first. */
  onDay(day: string): Promise<Paper[]>;
  get(ids: readonly string[]): Promise<Paper[]>;
  /** Papers that came after this instant (ISO 8601) and are of this day or later; newest day first. See {@link Store}. */
  arrived(after: string, fromDay: string, limit: number): Promise<Paper[]>;
  /** What is known of arXiv's announcement of today; undefined where nobody follows the announcements. */
  announcement(now: Date): Promise<Announcement | undefined>;
  count(): Promise<number>;
  /** The id at a position from 0; undefined past the end. */
  idAt(position: number): Promise<string | undefined>;
}

/** How many candidates are shown where the words fit several titles. */
const CANDIDATES = 5;

/** A paper that scores less than this share of the most similar one has a word in common with it, and no more. */
const LEAST_LIKENESS = 0.2;

export interface LibraryParts {
  store: Store & Pick<SyncStates, 'readSync'>;
  engine: SearchEngine;
  /** Fetches papers that we do not hold; without it they stay unknown. */
  onDemand?: Pick<OnDemand, 'fetchPaper'>;
}

export function createLibrary({ store, engine, onDemand }: LibraryParts): Library {
  /** Hits whose paper has meanwhile left the store are dropped. */
  async function papersOf(hits: readonly { id: string }[]): Promise<Map<string, Paper>> {
    const papers = await store.get(hits.map((hit) => hit.id));
    return new Map(papers.map((paper) => [paper.id, paper]));
  }

  async function findByTitle(reference: string): Promise<Found> {
    const slug = toSlug(reference);
    const completions = await engine.complete(reference, 25);
    const exact = completions.find((each) => toSlug(each.title) === slug);
    const chosen = exact ? [exact] : completions;
    if (chosen.length > 0)
      return toFound(await store.get(chosen.slice(0, CANDIDATES).map((each) => each.id)));
    const words = reference.split(/\s+/).slice(0, 30);
    const query: Query = { words, phrases: [], without: [], filters: {}, sort: 'relevance' };
    const { hits } = await engine.search(query, { offset: 0, limit: CANDIDATES });
    const papers = await store.get(hits.map((hit) => hit.id));
    return papers.length > 0 ? { kind: 'several', papers } : { kind: 'nothing' };
  }

  return {
    async find(reference) {
      const arxiv = parseArxivId(reference);
      const [byId] = await store.get([arxiv?.id ?? reference.trim().toLowerCase()]);
      if (byId) return { kind: 'paper', paper: byId };
      if (!arxiv) return findByTitle(reference.trim());
      const fetched = await onDemand?.fetchPaper(arxiv.id);
      return fetched ? { kind: 'paper', paper: fetched } : { kind: 'unknown-id', arxivId: arxiv.id };
    },
    async search(query, page) {
      const result = await engine.search(query, page);
      const papers = await papersOf(result.hits);
      return { ...result, papers: result.hits.flatMap((hit) => papers.get(hit.id) ?? []) };
    },
    hits: (query, page) => engine.search(query, page),
    async similar(paper, limit) {
      const found = await engine.similar(paper, limit);
      const hits = found.filter(({ score }) => score >= LEAST_LIKENESS * (found[0]?.score ?? 0));
      const papers = await papersOf(hits);
      return hits.flatMap(({ id, shared }) => {
        const found = papers.get(id);
        return found ? [{ paper: found, shared }] : [];
      });
    },
    complete: (prefix, limit) => engine.complete(prefix, limit),
    topics: (prefix, limit) => engine.topics(prefix, limit),
    papersWith: (words) => engine.papersWith(words),
    termsOf: (ids) => engine.termsOf(ids),
    days: (limit, until) => store.days(limit, until),
    onDay: (day) => store.onDay(day),
    get: (ids) => store.get(ids),
    arrived: (after, fromDay, limit) => store.arrived(after, fromDay, limit),
    async announcement(now) {
      const state = await store.readSync('arxiv-feed');
      return state && judgeAnnouncement(state, now);
    },
    count: () => store.count(),
    idAt: (position) => store.idAt(position),
  };
}

function toFound(papers: Paper[]): Found {
  const [first] = papers;
  if (!first) return { kind: 'nothing' };
  return papers.length === 1 ? { kind: 'paper', paper: first } : { kind: 'several', papers };
}
