import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { findCandidates } from '../../src/daily/candidates.ts';
import { toHeadline } from '../../src/daily/headline.ts';
import type { Candidate, Opinion, Pick } from '../../src/daily/pick.ts';
import { pickPapers, poolOf } from '../../src/daily/picks.ts';
import { toVectors, toVectorsCalmly, type Vector } from '../../src/daily/vectors.ts';
import { daysBefore } from '../../src/days.ts';
import { readJsonLine } from '../../src/import/json-line.ts';
import type { Library } from '../../src/library.ts';
import type { Paper } from '../../src/papers/paper.ts';
import { toPlain } from '../../src/reply.ts';
import { wordsFor } from '../../src/words/words.ts';
import { diversityOf, isAbout } from '../daily/measures.ts';
import { openLibrary } from '../support/world.ts';
import { percentile } from './percentile.ts';

interface PicksOptions {
  json: boolean;
  /** `YYYY-MM`. */
  month?: string | undefined;
  /** A subscription's topics. */
  topic?: string | undefined;
  /** A word of a theme: what speaks of it is voted for by three people wherever it is picked. */
  theme?: string | undefined;
}

const COUNT = 5;
/** As in a delivery. */
const MOST_CANDIDATES = 500;
const BACKGROUND = 150;
const VOTERS = 3;

/** What a month came to. */
interface Month {
  days: { day: string; among: number; picks: Pick[] }[];
  /** For a day: finding candidates, reading texts, picking. */
  ms: number[];
  /** Of that the picking alone, which goes on without a pause. */
  pickMs: number[];
}

/**
 * `npm run bench -- picks FILE [--month 2025-06] [--topic moe] [--theme robot]`: what a channel would have been given on
 * each day of a month of real papers, with headlines and reasons, to be read critically; how long picking takes; and, with
 * a theme that the server votes for, how its share and the diversity of the picks come out with and without votes.
 */
export async function benchPicks(path: string, options: PicksOptions): Promise<void> {
  const { month = '2025-06', topic, theme, json } = options;
  const papers = await readMonth(path, month);
  const library = await openLibrary(papers);
  const plain = await runMonth(papers, library, topic, undefined);
  if (!json) for (const day of plain.days) process.stdout.write(describe(day));
  const taught = theme === undefined ? undefined : await runMonth(papers, library, topic, theme);
  const vectors = toVectors(papers);
  const figures = {
    month,
    papers: papers.length,
    p50ms: percentile(plain.ms, 0.5),
    p99ms: percentile(plain.ms, 0.99),
    longestPickMs: Math.max(...plain.pickMs),
    without: toFigures(plain, vectors, theme),
    ...(taught && { withVotes: toFigures(taught, vectors, theme) }),
  };
  process.stdout.write(`${JSON.stringify(figures, null, json ? 0 : 2)}\n`);
}

async function readMonth(path: string, month: string): Promise<Paper[]> {
  const lines = createInterface({ input: createReadStream(path).pipe(createGunzip()) });
  const papers: Paper[] = [];
  let line = 0;
  for await (const text of lines) {
    line += 1;
    if (!text.includes(`"${month}-`)) continue;
    const read = readJsonLine(text, { document: 'month', line });
    if (read.kind === 'paper' && read.paper.date?.startsWith(month)) papers.push(read.paper);
  }
  return papers;
}

/** Picks day after day; with a theme, what speaks of it is voted for wherever it is picked. */
async function runMonth(
  papers: readonly Paper[],
  library: Library,
  topic: string | undefined,
  theme: string | undefined,
): Promise<Month> {
  const days = [...new Set(papers.flatMap(({ date }) => date ?? []))].sort();
  const opinions: Opinion[] = [];
  const delivered: Paper[] = [];
  const month: Month = { days: [], ms: [], pickMs: [] };
  for (const day of days) {
    const fresh = papers.filter(({ date }) => date === day);
    const from = performance.now();
    const candidates: Candidate[] = await findCandidates({
      subscription: topic === undefined ? {} : { topic },
      since: daysBefore(day, 7),
      today: day,
      papers: fresh,
      hits: library.hits,
    });
    const looked = candidates.slice(0, MOST_CANDIDATES);
    const background = fresh.slice(0, BACKGROUND);
    const input = { candidates: looked, opinions, delivered, background, count: COUNT, today: day };
    const vectors = await toVectorsCalmly(poolOf(input), background);
    const read = performance.now();
    const picks = pickPapers(input, vectors);
    month.ms.push(performance.now() - from);
    month.pickMs.push(performance.now() - read);
    month.days.push({ day, among: candidates.length, picks });
    delivered.push(...picks.map(({ paper }) => paper));
    if (theme === undefined) continue;
    const liked = picks.map(({ paper }) => paper).filter((paper) => isAbout(paper, theme));
    // The first time somebody looks for the theme themselves, and saves what they find.
    const found =
      opinions.length + liked.length > 0 ? liked : fresh.filter((each) => isAbout(each, theme)).slice(0, 1);
    for (const paper of found) opinions.push({ paper, liked: VOTERS, disliked: 0 });
  }
  return month;
}

function describe({ day, among, picks }: Month['days'][number]): string {
  const words = wordsFor('en');
  const lines = picks.map(
    ({ paper, score, why }) =>
      `  ${score.toFixed(2)}  ${paper.title}  [${paper.categories?.[0]}]  ${toPlain(words.because(why))}`,
  );
  return [`${day}, ${among} candidates: ${words.headline(toHeadline(picks))}`, ...lines, ''].join('\n');
}

function toFigures(
  { days }: Month,
  vectors: ReadonlyMap<string, Vector>,
  theme: string | undefined,
): Readonly<Record<string, number>> {
  const full = days.filter(({ picks }) => picks.length > 1);
  const all = days.flatMap(({ picks }) => picks);
  const mean = (of: (day: Paper[]) => number) =>
    full.reduce((sum, { picks }) => sum + of(picks.map(({ paper }) => paper)), 0) / full.length;
  return {
    ...(theme !== undefined && {
      themeShare: all.filter(({ paper }) => isAbout(paper, theme)).length / all.length,
    }),
    distance: mean((picks) => diversityOf(picks, vectors).distance),
    categories: mean((picks) => diversityOf(picks, vectors).categories),
  };
}
