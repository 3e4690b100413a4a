import { setImmediate } from 'node:timers/promises';
import { createInTurn } from '../../concurrency/in-turn.ts';
import type { Paper } from '../../papers/paper.ts';
import type { Hit, Log } from '../../ports.ts';
import { toConditions } from '../conditions.ts';
import { toFilter } from '../filters.ts';
import { createForward } from '../forward.ts';
import { type IndexedPaper, toIndexed, withAcronyms } from '../indexing.ts';
import { papersWithWord } from '../lexicon.ts';
import { createMemory, type MemoryDump } from '../memory.ts';
import { toPlan } from '../plan.ts';
import type { Query } from '../query.ts';
import { CLOSELY, chooseMatches, refine, sortHits } from '../ranking.ts';
import { toLikeness } from '../similar.ts';
import type { LexicalEngine } from '../vectors/semantic-engine.ts';
import { answer, type Matched } from './answer.ts';
import { findCandidates, type Sources } from './lance-candidates.ts';
import { calmly } from './lance-errors.ts';
import { createPositions } from './lance-positions.ts';
import { toRow } from './lance-rows.ts';
import type { PaperTable, Row } from './lance-table.ts';
import { createPacer } from './pacer.ts';
import { createScorer } from './scoring.ts';

export interface LanceEngine extends LexicalEngine {
  /**
   * Learns from all these papers, then brings the table in step with them: rows that say just this stay as they are, others
   * are written, and what is not among the papers goes. For an engine that holds nothing yet.
   *
   * @param all gives the papers, the same ones each time
   */
  fill(all: () => AsyncIterable<Paper>): Promise<void>;
  /**
   * Takes up the table for an engine that was made from what was kept.
   *
   * @returns whether the table has all its papers; where it has not, it is of no use as it is
   */
  resume(): Promise<boolean>;
  size(): number;
  /** Good until the next change. */
  dump(): LanceDump;
  /** Resolves once nothing is being done in the background. */
  settled(): Promise<void>;
  /** Waits for work in the background, then lets go of the table. */
  close(): Promise<void>;
}

/** What the engine keeps in memory as it is kept on disk. */
export interface LanceDump {
  memory: MemoryDump;
  authors: (string | undefined)[];
  /** What LanceDB's indexes did not have yet. */
  fresh: Map<number, Paper>;
}

/** So many new papers are looked through one by one before LanceDB takes them into its index. */
const MOST_FRESH = 500;
/** Some more than wanted are compared, for some of them may be the same work. */
const SPARE = 10;

/**
 * An engine for as many papers as LanceDB holds. LanceDB finds candidates among our own terms, on disk, and answers the
 * conditions; what ranks them closely, counts and completes is kept in memory, packed. The scores are those of MiniSearch's
 * engine for the same papers.
 *
 * @param options `mostFresh` new papers are looked through one by one before LanceDB takes them into its index; `from` is what
 * `dump` gave, which is then this engine's own
 */
export function createLanceEngine(
  table: PaperTable,
  log: Log,
  { mostFresh = MOST_FRESH, from }: { mostFresh?: number; from?: LanceDump } = {},
): LanceEngine {
  const memory = createMemory(from?.memory);
  const { forward, lexicon, completion, topics } = memory;
  const fresh = from?.fresh ?? new Map<number, Paper>();
  const positions = createPositions(table, forward, fresh);
  /** The names of each paper's authors by its position, a line each. */
  const authors = from?.authors ?? [];
  const inTurn = createInTurn();
  const turn = createPacer();
  let background = Promise.resolve();

  const sources: Sources = {
    forward,
    look: positions.look,
    authorsAt: (at) => authors[at]?.split('\n') ?? [],
    turn,
  };

  const put = (indexed: IndexedPaper): number => {
    const at = forward.add(indexed);
    authors[at] = indexed.paper.authors?.join('\n');
    lexicon.addTerms(indexed);
    return at;
  };
  const take = (id: string): void => {
    const at = forward.positionOf(id);
    const words = at === undefined ? undefined : forward.wordsAt(at);
    if (at === undefined || !words) return;
    lexicon.removeTerms(words);
    fresh.delete(at);
    authors[at] = undefined;
    forward.remove(id);
  };
  const forget = (paper: Paper): void => {
    take(paper.id);
    lexicon.unlearn(toIndexed(paper).lesson);
    completion.remove(paper);
    topics.remove(paper.title);
  };
  /** The papers that spell out a long form that came or went. */
  const findSpelling = async (sequences: readonly string[]): Promise<string[]> => {
    const found = new Set<number>();
    for (const sequence of new Set(sequences)) {
      for (const at of forward.having(sequence)) found.add(at);
      await setImmediate();
    }
    return [...found].flatMap((at) => forward.keptAt(at)?.id ?? []);
  };
  const optimizeLater = (): void => {
    if (fresh.size < mostFresh) return;
    background = background
      .then(() => inTurn('write', optimize))
      .catch((error) => {
        log.warn({ err: error }, 'the search index was not optimized; searches go on, somewhat slower');
      });
  };
  const optimize = async (): Promise<void> => {
    if (fresh.size < mostFresh) return;
    await table.optimize();
    fresh.clear();
    await positions.read();
  };

  const change = async (added: readonly Paper[], removed: readonly string[]): Promise<void> => {
    const papers = new Map(added.map((paper) => [paper.id, paper]));
    const known = [...papers.keys(), ...removed].filter((id) => forward.positionOf(id) !== undefined);
    for (const paper of await table.papers(known)) forget(paper);
    const indexed: IndexedPaper[] = [];
    for (const paper of papers.values()) {
      if (indexed.length % PAPERS_A_TURN === PAPERS_A_TURN - 1) await setImmediate();
      const { lesson, indexed: words } = toIndexed(paper);
      lexicon.learn(lesson);
      completion.add(paper);
      topics.add(paper.title);
      indexed.push(words);
    }
    const again = await table.papers(await findSpelling(lexicon.relearn()));
    for (const paper of again) take(paper.id);
    const rows = [...indexed, ...again.map((paper) => toIndexed(paper).indexed)].map((words) => {
      const folded = withAcronyms(words, lexicon.acronyms);
      fresh.set(put(folded), folded.paper);
      return toRow(folded);
    });
    await table.remove([...known, ...again.map(({ id }) => id)]);
    await table.add(rows);
    optimizeLater();
  };

  const fill = async (all: () => AsyncIterable<Paper>): Promise<void> => {
    const draft = createForward();
    for await (const paper of pacing(all())) {
      const { lesson, indexed } = toIndexed(paper);
      draft.add(indexed);
      lexicon.learn(lesson);
    }
    lexicon.relearn();
    const stamps = await readStamps(table);
    let written = 0;
    let rows: Row[] = [];
    const write = async (): Promise<void> => {
      await table.remove(rows.map(({ id }) => id).filter((id) => stamps.has(id)));
      await table.add(rows);
      written += rows.length;
      rows = [];
    };
    const gone = new Set(stamps.keys());
    for await (const paper of pacing(all())) {
      const words = draft.wordsAt(draft.positionOf(paper.id) ?? -1);
      if (!words) continue;
      const indexed = withAcronyms({ ...words, paper }, lexicon.acronyms);
      put(indexed);
      completion.add(paper);
      topics.add(paper.title);
      const row = toRow(indexed);
      gone.delete(paper.id);
      if (stamps.get(paper.id) !== row.stamp) rows.push(row);
      if (rows.length >= ROWS_AT_ONCE) await write();
    }
    await write();
    await table.remove([...gone]);
    if (written > 0 || (await table.hasTail())) await table.optimize();
    await positions.read();
  };

  const match = async (query: Query, wanted: number): Promise<Matched> => {
    const plan = toPlan(query, lexicon);
    const { candidates, total } = await findCandidates(plan, query, wanted, sources);
    await turn();
    if (query.sort === 'relevance') refine(candidates, plan, lexicon, forward);
    const chosen = chooseMatches(candidates, plan);
    // What was found and is none was found for its words, not for its conditions.
    return { plan, ...chosen, total: total - (candidates.length - chosen.found.length) };
  };
  const keptOf = (id: string) => forward.keptAt(forward.positionOf(id) ?? -1);

  const engine: LanceEngine = {
    fill: (all) => inTurn('write', () => fill(all)),
    async resume() {
      await positions.read();
      return positions.haveAll();
    },
    size: forward.size,
    dump: () => ({ memory: memory.dump(), authors, fresh }),
    add: (papers) => inTurn('write', () => change(papers, [])),
    remove: (ids) => inTurn('write', () => change([], ids)),

    async search(query, page) {
      const wanted = page.offset + page.limit;
      await turn();
      return answer(query, page, { match: (asked) => match(asked, wanted), lexicon, paperOf: keptOf });
    },

    async similar(paper, limit) {
      const corpus = { papers: forward.size(), holds: forward.positionOf(paper.id) !== undefined };
      const likeness = toLikeness(paper, lexicon, corpus);
      if (likeness.weights.size === 0) return [];
      const words = [...likeness.weights.keys()];
      const found = await positions.look({ words, every: false, filters: {}, limit: CLOSELY });
      const score = createScorer(likeness.weights, forward);
      const hits: Hit[] = found.flatMap((at) => score(at) ?? []).map(({ id, score }) => ({ id, score }));
      const best = sortHits(hits, 'relevance', keptOf).slice(0, limit + SPARE);
      const papers = new Map((await table.papers(best.map(({ id }) => id))).map((each) => [each.id, each]));
      return best
        .flatMap((hit) => {
          const other = papers.get(hit.id);
          const words = forward.wordsAt(forward.positionOf(hit.id) ?? -1);
          if (!other || !words || !likeness.isOther(other)) return [];
          return [{ ...hit, shared: likeness.sharedWith(words) }];
        })
        .slice(0, limit);
    },

    async meeting(query, ids) {
      const { meets } = toConditions(toPlan(query, lexicon), forward);
      const passes = toFilter(query.filters);
      const known = ids.filter((id) => {
        const at = forward.positionOf(id);
        return at !== undefined && meets(at);
      });
      if (Object.keys(query.filters).length === 0) return known;
      return (await table.papers(known)).filter(passes).map(({ id }) => id);
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

    settled: () => background,

    async close() {
      await background;
      table.close();
    },
  };
  return { ...engine, ...calmly(engine) };
}

/** So many papers are analysed before others get their turn: some milliseconds. */
const PAPERS_A_TURN = 16;
const ROWS_AT_ONCE = 2000;

async function readStamps(table: PaperTable): Promise<Map<string, string>> {
  const stamps = new Map<string, string>();
  for await (const batch of table.rows()) for (const { id, stamp } of batch) stamps.set(id, stamp);
  return stamps;
}

/** Papers as they come; now and then others get their turn. */
async function* pacing(papers: AsyncIterable<Paper>): AsyncGenerator<Paper> {
  let count = 0;
  for await (const paper of papers) {
    count += 1;
    if (count % PAPERS_A_TURN === 0) await setImmediate();
    yield paper;
  }
}
