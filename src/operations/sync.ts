import { toCount } from '../import/progress.ts';
import { createStatusLine, type StatusTerminal, toVisible } from '../import/status-line.ts';
import { addCounts, type KeepCounts } from '../sources/keeper.ts';
import { type SourceReport, type SyncWorld, sync } from '../sources/sync.ts';
import type { Operation } from './operation.ts';
import { toTable } from './table.ts';

/** What a sync at the machine needs of the world. */
export interface SyncOperationWorld {
  open(): Promise<Omit<SyncWorld, 'onProgress'> & { close(): Promise<void> }>;
  stderr: StatusTerminal;
  signal: AbortSignal;
}

/** What came from where; for `--json`. */
export interface SyncReport extends KeepCounts {
  sources: SourceReport[];
  /** Papers in the store now. */
  papers: number;
}

/** Rejections shown per source; the rest is only counted. */
const SHOWN = 5;

export const syncSources = {
  name: 'sync',
  summary:
    'Bring the corpus up to date from arXiv, Hugging Face and your feeds, and say what came from where',
  example: 'sync',

  async run(_args: readonly string[], { open, stderr, signal }: SyncOperationWorld) {
    const app = await open();
    const status = createStatusLine(stderr);
    const newFrom = new Map<string, number>();
    const onProgress = ({ source, added }: SourceReport) => {
      newFrom.set(source, added);
      status.show(Array.from(newFrom, ([name, papers]) => `${name} ${toCount(papers)} new`).join('  '));
    };
    try {
      const sources = await untilAborted(sync({ ...app, onProgress }), signal);
      if (sources === undefined) {
        const text = 'Interrupted. All that came is kept; the next sync goes on from there.';
        return { text, json: { interrupted: true }, failed: true as const };
      }
      const report: SyncReport = {
        sources,
        ...sources.reduce<KeepCounts>(addCounts, { added: 0, updated: 0, unchanged: 0 }),
        papers: await app.store.count(),
      };
      const asked = sources.filter(({ source, skipped }) => source !== 'wanted' && !skipped);
      const hasFailed = asked.length > 0 && asked.every(({ problem }) => problem !== undefined);
      return { text: describe(report), json: report, ...(hasFailed && { failed: true as const }) };
    } finally {
      status.clear();
      await app.close();
    }
  },
} satisfies Operation;

/** Undefined where the operator did not wait. A request that is under way is left to itself. */
function untilAborted<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result | undefined> {
  const aborted = new Promise<undefined>((resolve) => {
    if (signal.aborted) resolve(undefined);
    signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
  return Promise.race([work, aborted]);
}

function describe({ sources, added, updated, papers }: SyncReport): string {
  const shown = sources.filter(
    ({ source, problem, ...counts }) => source !== 'wanted' || problem || total(counts),
  );
  const rows = shown.map((report) => [
    toName(report),
    ...[report.added, report.updated, report.unchanged, report.rejected].map(toCount),
    toOutcome(report),
  ]);
  const table = toTable(['source', 'new', 'updated', 'known', 'rejected', 'outcome'], rows);
  const sum = `${toCount(added)} new, ${toCount(updated)} updated; ${toCount(papers)} papers in all.`;
  const notes = shown.flatMap(toNotes);
  return [table, '', sum, ...(notes.length > 0 ? ['', ...notes] : [])].join('\n');
}

function total({ added, updated, unchanged, rejected }: KeepCounts & { rejected: number }): number {
  return added + updated + unchanged + rejected;
}

/** The papers that somebody named are no source of their own. */
function toName({ source }: SourceReport): string {
  return source === 'wanted' ? 'papers asked for' : toVisible(source);
}

function toOutcome({ problem, skipped }: SourceReport): string {
  if (problem !== undefined) return 'failed';
  return skipped ? 'asked lately, left alone' : 'up to date';
}

function toNotes(report: SourceReport): string[] {
  const { problem, rejected, rejections } = report;
  const name = toName(report);
  const shown = rejections.slice(0, SHOWN);
  return [
    problem === undefined
      ? []
      : `${name}: ${toVisible(problem)}. What it gave is kept; the next sync goes on from there.`,
    shown.map(({ where, reason }) => `${name}, ${toVisible(where)}: ${toVisible(reason)}`),
    rejected > shown.length ? `${name}: and ${toCount(rejected - shown.length)} more rejected` : [],
  ].flat();
}
