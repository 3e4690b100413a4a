import MiniSearch, {
  type AsPlainObject,
  type SearchResult as MiniSearchResult,
  type Options,
} from 'minisearch';
import type { Paper } from '../../papers/paper.ts';
import type { Hit, SearchEngine } from '../../ports.ts';
import { BM25, PART_WEIGHT, TITLE_WEIGHT } from '../bm25.ts';
import { toConditions } from '../conditions.ts';
import { toFilter } from '../filters.ts';
import { type IndexedPaper, rankedTerms, toIndexed, withAcronyms } from '../indexing.ts';
import { papersWithWord } from '../lexicon.ts';
import { createMemory, type MemoryDump } from '../memory.ts';
import { type Plan, toPlan } from '../plan.ts';
import type { Query } from '../query.ts';
import { type Candidate, chooseMatches, refine, sortHits } from '../ranking.ts';
import { toLikeness } from '../similar.ts';
import { answer, type Matched } from './answer.ts';
import { createPacer } from './pacer.ts';

/** What MiniSearch is given: terms that are ready, between spaces. */
interface Entry {
  id: string;
  terms: string;
  parts: string;
}

const OPTIONS: Options<Entry> = {
  fields: ['terms', 'parts'],
  tokenize: (terms) => terms.split(' '),
  processTerm: (term) => term,
  autoVacuum: false,
  searchOptions: { bm25: BM25, combineWith: 'OR', boost: { parts: PART_WEIGHT } },
};

/** An engine that can be kept and taken up again. */
export interface MiniSearchEngine extends SearchEngine {
  size(): number;
  /** Good until the next change. */
  dump(): MiniSearchDump;
}

/** The engine as it is kept on disk. */
export interface MiniSearchDump {
  papers: Paper[];
  memory: MemoryDump;
  index: AsPlainObject;
}

/**
 * An engine in memory, for some thousands of papers. MiniSearch holds the inverted index and computes BM25; analysis,
 * acronyms, phrases, filters and the order are ours. Acronyms are indexed where they are spelled out; when
 * added papers change what is an acronym, only the papers that spell out the changed ones are indexed again, so the order
 * in which papers were added leaves no trace.
 *
 * @param from what `dump` gave, which is then this engine's own
 */
export function createMiniSearchEngine(from?: MiniSearchDump): MiniSearchEngine {
  const papers = new Map(from?.papers.map((paper) => [paper.id, paper]));
  const memory = createMemory(from?.memory);
  const { forward, lexicon, completion, topics } = memory;
  const index = from ? MiniSearch.loadJS<Entry>(from.index, OPTIONS) : new MiniSearch<Entry>(OPTIONS);

  const turn = createPacer();

  const put = (indexed: IndexedPaper): void => {
    papers.set(indexed.paper.id, indexed.paper);
    forward.add(indexed);
    lexicon.addTerms(indexed);
    index.add(toEntry(indexed));
  };
  const take = (id: string): Paper | undefined => {
    const paper = papers.get(id);
    const words = forward.wordsAt(forward.positionOf(id) ?? -1);
    if (!paper || !words) return undefined;
    lexicon.removeTerms(words);
    index.remove(toEntry({ ...words, paper }));
    forward.remove(id);
    papers.delete(id);
    return paper;
  };
  /** Indexes again what spells out an acronym that has come or gone. */
  const refold = (): void => {
    const changed = lexicon.relearn();
    if (changed.length === 0) return;
    const spelling = new Set(changed.flatMap((sequence) => [...forward.having(sequence)]));
    for (const at of spelling) {
      const paper = take(forward.keptAt(at)?.id ?? '');
      if (paper) put(withAcronyms(toIndexed(paper).indexed, lexicon.acronyms));
    }
  };
  const forget = (id: string): void => {
    const known = take(id);
    if (!known) return;
    lexicon.unlearn(toIndexed(known).lesson);
    completion.remove(known);
    topics.remove(known.title);
  };

  /** Every paper that has something of the plan and all that it demands. */
  const findCandidates = (plan: Plan, query: Query): Candidate[] => {
    const passes = toFilter(query.filters);
    const { meets } = toConditions(plan, forward);
    // Papers without a phrase's words are told by what matched, without a look at all their words.
    const demanded = plan.phrases.flatMap(termsOf).filter((term) => plan.weights.has(term));
    const accepts = ({ id, match }: MiniSearchResult): boolean => {
      const paper = papers.get(id);
      if (!paper || !demanded.every((term) => term in match)) return false;
      return passes(paper) && meets(forward.positionOf(id) ?? -1);
    };
    const terms = [...plan.weights.keys()];
    const results = index.search(terms.length > 0 ? terms.join(' ') : MiniSearch.wildcard, {
      boostTerm: (term) => plan.weights.get(term) ?? 1,
      filter: accepts,
    });
    return results.map((result) => ({
      id: result.id,
      score: terms.length > 0 ? toBm25(result) : 0,
      terms: result.terms,
    }));
  };

  const match = (query: Query): Matched => {
    const plan = toPlan(query, lexicon);
    const candidates = findCandidates(plan, query);
    if (query.sort === 'relevance') refine(candidates, plan, lexicon, forward);
    return { plan, ...chooseMatches(candidates, plan) };
  };

  return {
    async add(added) {
      const lessons = new Map<string, ReturnType<typeof toIndexed>>();
      for (const paper of added) lessons.set(paper.id, toIndexed(paper));
      for (const [id, { lesson, indexed }] of lessons) {
        forget(id);
        lexicon.learn(lesson);
        completion.add(indexed.paper);
        topics.add(indexed.paper.title);
      }
      refold();
      for (const { indexed } of lessons.values()) put(withAcronyms(indexed, lexicon.acronyms));
    },

    async remove(ids) {
      for (const id of ids) forget(id);
      refold();
    },

    async search(query, page) {
      await turn();
      return answer(query, page, { match, lexicon, paperOf: (id) => papers.get(id) });
    },

    async similar(paper, limit) {
      await turn();
      const likeness = toLikeness(paper, lexicon, { papers: papers.size, holds: papers.has(paper.id) });
      if (likeness.weights.size === 0) return [];
      const results = index.search([...likeness.weights.keys()].join(' '), {
        boostTerm: (term) => likeness.weights.get(term) ?? 1,
      });
      const hits = results.map((result) => ({ id: result.id, score: toBm25(result) }));
      const like: (Hit & { shared: string[] })[] = [];
      for (const hit of sortHits(hits, 'relevance', () => undefined)) {
        if (like.length >= limit) break;
        const other = papers.get(hit.id);
        const words = forward.wordsAt(forward.positionOf(hit.id) ?? -1);
        // Whether two papers are one work takes long to tell, so only the best are asked.
        if (other && words && likeness.isOther(other))
          like.push({ ...hit, shared: likeness.sharedWith(words) });
      }
      return like;
    },

    async complete(prefix, limit) {
      return completion.complete(prefix, limit);
    },

    async topics(prefix, limit) {
      return topics.starting(prefix, limit, lexicon);
    },

    async papersWith(words) {
      return words.map((word) => papersWithWord(word, lexicon));
    },

    async termsOf(ids) {
      return ids.map((id) => forward.termsAt(forward.positionOf(id) ?? -1));
    },

    size: () => papers.size,
    dump: () => ({ papers: [...papers.values()], memory: memory.dump(), index: index.toJSON() }),
  };
}

function toEntry({ paper, title, abstract, parts }: IndexedPaper): Entry {
  const titleTerms = rankedTerms(title);
  const terms = [...Array.from({ length: TITLE_WEIGHT }, () => titleTerms).flat(), ...rankedTerms(abstract)];
  return { id: paper.id, terms: terms.join(' '), parts: parts.join(' ') };
}

/** MiniSearch multiplies a score by the number of query terms that matched; BM25 does not. */
function toBm25({ score, queryTerms }: MiniSearchResult): number {
  return score / Math.max(1, queryTerms.length);
}

function termsOf(sequence: string): string[] {
  return sequence.trim().split(' ');
}
