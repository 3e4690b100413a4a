import { toProbability } from '../../src/answers/confidence.ts';
import { isOpposite, stanceOf } from '../../src/answers/disagreement.ts';
import { EVIDENCE_FEATURES, rankMeasured } from '../../src/answers/evidence.ts';
import { readCorpus } from '../../src/corpus.ts';
import { toTable } from '../../src/operations/table.ts';
import { openLibrary } from '../support/world.ts';
import { bearsOn, type Case, type Measurement, toCases } from './ask-cases.ts';
import { timeAnswers, timeOnPapers } from './ask-speed.ts';
import { mean } from './ir-metrics.ts';
import { percentile } from './percentile.ts';
import { type Claim, readSciFact } from './scifact.ts';

/** At which probabilities the curve of docs/answers.md is drawn. */
const CURVE = [0, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8];

/** How often each question is asked for the times. */
const ROUNDS = 10;

/**
 * `npm run bench -- ask FOLDER [--json]`: how often one of the sentences that bear on a claim is the first, or among the
 * first three, within an abstract that bears on it and among all abstracts (0 to 1), and how long an answer takes. Over
 * the claims that were not trained on, where the folder has any. Without `--json` also the curve of abstention, how well
 * disagreement is guessed, and the times on the seeds.
 *
 * With `--papers FILE` only how long answers take over the records of that file.
 */
export async function benchAsk(
  path: string,
  { json, papers: file }: { json: boolean; papers?: string | undefined },
): Promise<void> {
  if (file !== undefined) {
    const speed = await timeOnPapers(file, ROUNDS);
    process.stdout.write(
      json ? `${JSON.stringify(speed)}\n` : `${toTable([file, 'figure'], rowsOf({ ...speed }))}\n`,
    );
    return;
  }
  const { papers, claims } = await readSciFact(path);
  const unseen = claims.filter(({ split }) => split !== 'train');
  const reported = unseen.length > 0 ? unseen : claims;
  const cases = await toCases(reported, papers, await openLibrary(papers));
  const figures = toFigures(cases);
  if (json) {
    process.stdout.write(`${JSON.stringify(figures)}\n`);
    return;
  }
  const seeds = await openLibrary((await readCorpus('seeds')).papers);
  const foreign = await toCases(reported.map(withoutEvidence), [], seeds);
  const tables = [
    toTable(['SciFact, unseen claims', 'figure'], rowsOf({ ...figures, ...toBaseline(cases) })),
    toCurve(cases, foreign),
    toTable(
      ['marked as disagreeing', 'share that contradicts', 'of all'],
      [toDisagreement(reported, papers)],
    ),
    toTable(['on the seeds', 'ms'], rowsOf({ ...(await timeAnswers(seeds, ROUNDS)) })),
  ];
  process.stdout.write(`${tables.join('\n\n')}\n`);
}

function toFigures(cases: readonly Case[]): Record<string, number> {
  const answerable = cases.filter(({ claim }) => claim.evidence.size > 0);
  const abstracts = answerable.flatMap(({ inAbstracts }) => inAbstracts);
  const corpus = answerable.map(({ inCorpus }) => inCorpus);
  const times = cases.map(({ ms }) => ms);
  return {
    claims: answerable.length,
    hit1: round(mean(abstracts.map((each) => hit(each, 1)))),
    hit3: round(mean(abstracts.map((each) => hit(each, 3)))),
    corpusHit1: round(mean(corpus.map((each) => hit(each, 1)))),
    corpusHit3: round(mean(corpus.map((each) => hit(each, 3)))),
    p50ms: round(percentile(times, 0.5)),
    p99ms: round(percentile(times, 0.99)),
  };
}

/** The same within an abstract where only the question's words count, weighed by rarity. */
function toBaseline(cases: readonly Case[]): Record<string, number> {
  const at = EVIDENCE_FEATURES.indexOf('coverExact');
  const orders = cases.flatMap(({ inAbstracts }) =>
    inAbstracts.map(({ passages, bears }) =>
      passages
        .map(({ features }, index) => ({ words: features[at] ?? 0, bears: bears[index] === true }))
        .sort((a, b) => b.words - a.words)
        .map((each) => each.bears),
    ),
  );
  const share = (first: number) => mean(orders.map((order) => Number(order.slice(0, first).includes(true))));
  return { 'hit1, words alone': share(1), 'hit3, words alone': share(3) };
}

/** 1 where one of the first passages bears on the claim. */
function hit({ passages, bears }: Measurement, first: number): number {
  const bearing = new Set<unknown>(passages.filter((_, at) => bears[at]).map(({ passage }) => passage));
  return Number(
    rankMeasured(passages)
      .slice(0, first)
      .some(({ passage }) => bearing.has(passage)),
  );
}

/** The share of questions answered against the share of answers that are right, by the threshold on probability. */
function toCurve(cases: readonly Case[], foreign: readonly Case[]): string {
  const probability = ({ reading }: Case) => toProbability(reading.evidence[0]);
  const right = ({ claim, reading }: Case, first: number) =>
    Number(reading.evidence.slice(0, first).some((each) => bearsOn(claim, each)));
  const answerable = cases.filter(({ claim }) => claim.evidence.size > 0);
  const rows = CURVE.map((threshold) => {
    const answered = cases.filter((each) => probability(each) >= threshold);
    const share = (of: readonly Case[]) =>
      percent(mean(of.map((each) => Number(probability(each) >= threshold))));
    return [
      threshold.toFixed(2),
      share(cases),
      share(answerable),
      percent(mean(answered.map((each) => right(each, 1)))),
      percent(mean(answered.map((each) => right(each, 3)))),
      share(foreign),
    ];
  });
  return toTable(
    ['threshold', 'answered', 'of the answerable', 'first right', 'one of three right', 'foreign answered'],
    rows,
  );
}

/** Of claims and sentences that bear on them, how many that are marked as disagreeing do contradict, and how many do of all. */
function toDisagreement(
  claims: readonly Claim[],
  papers: readonly { id: string; abstract: string }[],
): string[] {
  const abstracts = new Map(papers.map(({ id, abstract }) => [id, abstract]));
  const pairs = claims.flatMap(({ text, evidence }) =>
    [...evidence].map(([id, { supports, places }]) => {
      const said = places.map(({ start, end }) => (abstracts.get(id) ?? '').slice(start, end));
      const claimed = stanceOf(text, 'en');
      return { supports, marked: said.some((each) => isOpposite(claimed, stanceOf(each, 'en'))) };
    }),
  );
  const contradicting = (of: typeof pairs) => percent(mean(of.map(({ supports }) => Number(!supports))));
  const marked = pairs.filter((each) => each.marked);
  return [`${marked.length} of ${pairs.length}`, contradicting(marked), contradicting(pairs)];
}

/** The claim where none of the papers bears on it. */
function withoutEvidence({ text, split }: Claim): Claim {
  return { text, split, evidence: new Map() };
}

function rowsOf(figures: Readonly<Record<string, number>>): string[][] {
  return Object.entries(figures).map(([name, value]) => [name, String(round(value))]);
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
