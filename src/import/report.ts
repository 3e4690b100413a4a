import type { Shape, Warning } from '../ingest/format.ts';
import type { Clock, Store } from '../ports.ts';
import { addCounts, type Keep, type KeepCounts } from '../sources/keeper.ts';
import type { SyncStates } from '../sources/source.ts';

/** What an import works with. */
export interface ImportWorld {
  store: Store & SyncStates;
  keep: Keep;
  clock: Clock;
  /** Ends the import once the records at hand are kept. */
  signal: AbortSignal;
}

/** What became of one file in one import. */
export interface FileReport extends KeepCounts {
  document: string;
  shape: 'json-lines' | 'csv' | Shape;
  /** Records that an earlier import, which did not reach the end, had read already. */
  passedOver: number;
  /** What was left out or had to be guessed: all counted, the first some shown. */
  warned: number;
  warnings: Warning[];
  /** Why the file was not read to its end: one sentence for people, without a full stop. */
  problem?: string;
  /** The import was interrupted; the next one of the same content goes on from there. */
  interrupted?: true;
}

/** Warnings shown per file; the rest is only counted. */
const SHOWN = 10;

/** The report of a file of which nothing is read yet. */
export function newReport(document: string, shape: FileReport['shape'], passedOver = 0): FileReport {
  return { document, shape, passedOver, added: 0, updated: 0, unchanged: 0, warned: 0, warnings: [] };
}

/** The report with what some more records brought. */
export function addToReport(
  report: FileReport,
  counts: KeepCounts,
  warnings: readonly Warning[],
): FileReport {
  return {
    ...report,
    ...addCounts(report, counts),
    warned: report.warned + warnings.length,
    warnings: [...report.warnings, ...warnings].slice(0, SHOWN),
  };
}
