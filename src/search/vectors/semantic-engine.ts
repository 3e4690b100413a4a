import { createHash } from 'node:crypto';
import type { Paper } from '../../papers/paper.ts';
import {
  type Clock,
  type Log,
  MOST_COUNTED,
  type Page,
  type SearchEngine,
  type SearchResult,
} from '../../ports.ts';
import type { Query } from '../query.ts';
import { CLOSELY } from '../ranking.ts';
import type { Embedder } from './embedder.ts';
import { fuse } from './fusion.ts';
import type { VectorRow, VectorTable } from './vector-table.ts';

/** An engine by words, which can tell of any paper whether it meets a query's conditions. */
export interface LexicalEngine extends SearchEngine {
  /** Those of the papers that pass the filters, have the phrases, and nothing that is left out. */
  meeting(query: Query, ids: readonly string[]): Promise<string[]>;
}

export interface SemanticEngine extends SearchEngine {
  /** Embeds what has no vector yet, in the background. */
  catchUp(all: () => AsyncIterable<Paper>): void;
  /** Resolves once nothing is being done in the background. */
  settled(): Promise<void>;
  /** Ends work in the background, and lets go of the vectors. */
  close(): Promise<void>;
}

export interface SemanticWorld {
  vectors: VectorTable;
  embedder: Embedder;
  log: Log;
  clock: Clock;
}

/** So many texts go into one request. */
const BATCH = 64;
/** A query's vector is waited for as long; words alone answer where it takes longer. */
const MOST_WAIT_MS = 2000;
const MOST_WAIT_FOR_BATCH_MS = 60_000;
/** An endpoint that failed is left alone for as long. */
const REST_MS = 60_000;
/** So many papers near in meaning are put beside those found by words. */
const NEAREST = 100;
/** What models of this kind read of a text; the rest would be cut off, or refused. */
const MOST_TEXT = 2000;
const MOST_CACHED = 500;

/**
 * Adds papers near in meaning to those found by words, both rankings fused by reciprocal rank. Conditions hold for both. Where
 * the endpoint fails, words alone answer, which the log says once; what has no vector yet is found by words alone, too.
 */
export function createSemanticEngine(
  engine: LexicalEngine,
  { vectors, embedder, log, clock }: SemanticWorld,
): SemanticEngine {
  const end = new AbortController();
  const cache = new Map<string, number[]>();
  let restsUntil = 0;
  let isDown = false;
  let background: Promise<void> = Promise.resolve();
  /** Papers whose vectors could not be made. */
  const waiting = new Map<string, Paper>();

  const embed = async (texts: readonly string[], ms: number): Promise<number[][] | undefined> => {
    const now = clock.now().getTime();
    if (now < restsUntil || end.signal.aborted) return undefined;
    try {
      const made = await embedder.embed(texts, AbortSignal.any([end.signal, AbortSignal.timeout(ms)]));
      if (isDown) log.info({}, 'the embeddings endpoint answers again');
      isDown = false;
      return made;
    } catch (error) {
      restsUntil = now + REST_MS;
      if (!isDown && !end.signal.aborted)
        log.warn({ err: error }, 'the embeddings endpoint does not answer, so searches go by words alone');
      isDown = true;
      return undefined;
    }
  };
  const toVector = async (text: string): Promise<number[] | undefined> => {
    const known = cache.get(text);
    if (known) return known;
    const [vector] = (await embed([text], MOST_WAIT_MS)) ?? [];
    if (!vector) return undefined;
    if (cache.size >= MOST_CACHED) cache.clear();
    cache.set(text, vector);
    return vector;
  };
  /** Gives whether they have their vectors now. */
  const put = async (papers: readonly Paper[]): Promise<boolean> => {
    const made = await embed(papers.map(toText), MOST_WAIT_FOR_BATCH_MS);
    if (!made) {
      for (const paper of papers) waiting.set(paper.id, paper);
      return false;
    }
    const rows = papers.map(
      (paper, at): VectorRow => ({ id: paper.id, stamp: toStamp(paper), vector: made[at] ?? [] }),
    );
    await vectors.put(rows);
    return true;
  };
  const later = (work: () => Promise<void>): void => {
    background = background.then(work).catch((error: unknown) => {
      if (!end.signal.aborted) log.warn({ err: error }, 'vectors could not be kept; searches go on by words');
    });
  };
  const putAll = async (papers: readonly Paper[]): Promise<void> => {
    for (let from = 0; from < papers.length; from += BATCH) await put(papers.slice(from, from + BATCH));
  };
  const retry = async (): Promise<void> => {
    if (waiting.size === 0 || clock.now().getTime() < restsUntil) return;
    const papers = [...waiting.values()];
    waiting.clear();
    await putAll(papers);
  };

  const search = async (query: Query, page: Page): Promise<SearchResult> => {
    const text = [...query.words, ...query.phrases].join(' ').slice(0, MOST_TEXT);
    if (query.sort !== 'relevance' || text.trim() === '') return engine.search(query, page);
    const most = Math.max(CLOSELY, page.offset + page.limit);
    const [found, vector] = await Promise.all([
      engine.search(query, { offset: 0, limit: most }),
      toVector(text),
    ]);
    if (waiting.size > 0) later(retry);
    const near = vector ? await vectors.near(vector, NEAREST) : [];
    const meeting = new Set(await engine.meeting(query, near));
    const byMeaning = near.filter((id) => meeting.has(id));
    const words = found.hits.map(({ id }) => id);
    const hits = byMeaning.length === 0 ? found.hits : fuse(words, byMeaning);
    return {
      ...found,
      hits: hits.slice(page.offset, page.offset + page.limit),
      total: Math.min(MOST_COUNTED, Math.max(found.total, hits.length)),
    };
  };

  return {
    ...engine,
    async search(query, page) {
      return search(query, page);
    },
    async add(papers) {
      await engine.add(papers);
      later(() => putAll(papers));
    },
    async remove(ids) {
      await engine.remove(ids);
      for (const id of ids) waiting.delete(id);
      later(() => vectors.remove(ids));
    },
    catchUp(all) {
      later(async () => {
        const stamps = await vectors.stamps();
        let batch: Paper[] = [];
        for await (const paper of all()) {
          const isKnown = stamps.get(paper.id) === toStamp(paper);
          stamps.delete(paper.id);
          if (!isKnown) batch.push(paper);
          if (end.signal.aborted) return;
          if (batch.length < BATCH) continue;
          await put(batch);
          batch = [];
        }
        if (batch.length > 0) await put(batch);
        await vectors.remove([...stamps.keys()]);
        await vectors.optimize();
      });
    },
    settled: () => background,
    async close() {
      end.abort();
      await background;
      vectors.close();
    },
  };
}

function toText({ title, abstract }: Paper): string {
  return `${title}\n${abstract}`.slice(0, MOST_TEXT);
}

/** Tells one text from another. */
function toStamp(paper: Paper): string {
  return createHash('sha1').update(toText(paper)).digest('base64url').slice(0, 12);
}
