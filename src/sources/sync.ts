import { UserError } from '../errors.ts';
import type { Clock, Log, Store } from '../ports.ts';
import { addCounts, type Keep, type KeepCounts } from './keeper.ts';
import type { OnDemand } from './on-demand.ts';
import type { Rejection, Source, SyncState, SyncStates } from './source.ts';
import { SourceError } from './source-error.ts';

/** What became of one source in one sync. */
export interface SourceReport extends KeepCounts {
  source: string;
  /** Records that did not get in: all counted, the first some shown. */
  rejected: number;
  rejections: Rejection[];
  /** Why it stopped before its end, as one sentence for people; absent where it did not. */
  problem?: string;
  /** It was asked a short while ago and left alone this time. */
  skipped?: true;
}

export interface SyncWorld {
  sources: readonly Source[];
  store: Store & SyncStates;
  keep: Keep;
  onDemand: OnDemand;
  clock: Clock;
  log: Log;
  /** Called after each batch with what its source brought so far. */
  onProgress?: (report: SourceReport) => void;
}

/** Rejections shown per source; the rest is only counted. */
const SHOWN = 20;

/**
 * Brings the corpus up to date from all sources at once. A source that fails costs only what it would have brought;
 * what it gave before it failed is kept, and the next sync goes on from there.
 *
 * @returns a report per source, in the order of the sources, then one named `wanted` for the papers that were named
 * somewhere and fetched from arXiv.
 */
export async function sync(world: SyncWorld): Promise<SourceReport[]> {
  const reports = await Promise.all(world.sources.map((source) => syncSource(source, world)));
  return [...reports, await fetchWanted(world)];
}

/**
 * Brings one source up to date; never rejects for what a server does.
 *
 * @throws UserError where a file of ours cannot be read.
 */
export async function syncSource(source: Source, world: SyncWorld): Promise<SourceReport> {
  const { store, keep, onDemand, clock, log, onProgress } = world;
  let report = newReport(source.name);
  const before = await store.readSync(source.name);
  if (isFresh(before, source, clock)) return { ...report, skipped: true };

  const { problem: _, ...kept } = before ?? {};
  let state: SyncState = { ...kept, triedAt: clock.now().toISOString() };
  try {
    for await (const batch of source.fetchSince(before?.cursor)) {
      await forget(batch.gone ?? [], store);
      report = add(report, await keep(batch.papers), batch.rejected);
      await onDemand.want(await toIncomplete(batch.wanted ?? [], store));
      // Only now: a crash before this line brings the batch again, which changes nothing.
      state = { ...state, cursor: batch.cursor };
      await store.writeSync(source.name, state);
      onProgress?.(report);
    }
    state = { ...state, succeededAt: clock.now().toISOString() };
  } catch (error) {
    // Somebody at this machine can mend it, and must be told at once.
    if (error instanceof UserError) throw error;
    const problem = toProblem(error, source.name, log);
    report = { ...report, problem };
    state = { ...state, problem };
  }
  await store.writeSync(source.name, state);
  return report;
}

/** Takes away the papers that were found in these documents alone. */
async function forget(documents: readonly string[], store: Store): Promise<void> {
  if (documents.length === 0) return;
  const gone: string[] = [];
  for await (const { id, foundIn } of store.all()) {
    if (foundIn.every(({ document }) => documents.includes(document))) gone.push(id);
  }
  await store.remove(gone);
}

async function fetchWanted({ onDemand, log }: SyncWorld): Promise<SourceReport> {
  const { counts, rejected, failure } = await onDemand.fetchWanted();
  const report = add(newReport('wanted'), counts, rejected);
  return failure === undefined ? report : { ...report, problem: toProblem(failure, 'wanted', log) };
}

function newReport(source: string): SourceReport {
  return { source, added: 0, updated: 0, unchanged: 0, rejected: 0, rejections: [] };
}

function add(report: SourceReport, counts: KeepCounts, rejected: readonly Rejection[]): SourceReport {
  return {
    ...report,
    ...addCounts(report, counts),
    rejected: report.rejected + rejected.length,
    rejections: [...report.rejections, ...rejected].slice(0, SHOWN),
  };
}

/** Whether it succeeded so lately that it need not be asked. A success in the future is a clock that jumped. */
function isFresh(state: SyncState | undefined, source: Source, clock: Clock): boolean {
  if (state?.succeededAt === undefined || source.atMostEvery === undefined) return false;
  const age = clock.now().getTime() - Date.parse(state.succeededAt);
  return age >= 0 && age < source.atMostEvery;
}

/** Those of which arXiv knows more than we do: we do not hold them, or not their day of submission. */
async function toIncomplete(ids: readonly string[], store: Store): Promise<string[]> {
  const complete = (await store.get(ids)).filter((paper) => paper.date !== undefined && !paper.dateInferred);
  const known = new Set(complete.map((paper) => paper.arxivId));
  return ids.filter((id) => !known.has(id));
}

/** A sentence for people. An error that is not the source's is a mistake of ours, or the store's trouble. */
function toProblem(error: unknown, source: string, log: Log): string {
  log.warn({ err: error, source }, 'a source failed');
  return error instanceof SourceError ? error.message : `${source} could not be taken in; the log says why`;
}
