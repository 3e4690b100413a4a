import { parseArgs } from 'node:util';
import { UserError } from '../errors.ts';
import { importPages } from '../import/import-pages.ts';
import { importRecords } from '../import/import-records.ts';
import { type Input, openInput, type RecordFile } from '../import/input.ts';
import { createPaceMeter, toCount, toProgressText } from '../import/progress.ts';
import type { FileReport, ImportWorld } from '../import/report.ts';
import { createStatusLine, type StatusTerminal, toVisible } from '../import/status-line.ts';
import type { Clock, Store } from '../ports.ts';
import { addCounts, createKeep, type Index, type KeepCounts } from '../sources/keeper.ts';
import type { SyncStates } from '../sources/source.ts';
import type { History } from '../stores/history.ts';
import type { Operation } from './operation.ts';
import { toTable } from './table.ts';

/** What importing needs of the world. */
export interface ImportOperationWorld {
  /** The store alone will do. */
  open(): Promise<{ store: Store & History & SyncStates; clock: Clock; close(): Promise<void> }>;
  stderr: StatusTerminal;
  signal: AbortSignal;
}

/** What became of all files; for `--json`. */
export interface ImportReport extends KeepCounts {
  files: FileReport[];
  warned: number;
  /** Papers in the store now. */
  papers: number;
  seconds: number;
  /** The same line goes on from where it stopped. */
  interrupted?: true;
}

/**
 * The index is filled from the store by whoever answers questions. Filled here it would only slow the import down, and
 * make its memory grow with the file.
 */
const UNINDEXED: Index = { add: async () => {}, remove: async () => {} };

const EXAMPLE = 'import papers.jsonl.gz';

export const importPapers = {
  name: 'import',
  summary: 'Take in papers from files: JSON Lines, CSV or saved pages, also packed with gzip',
  example: EXAMPLE,

  async run(args: readonly string[], { open, stderr, signal }: ImportOperationWorld) {
    const inputs = await Promise.all(toPaths(args).map(openInput));
    const app = await open();
    try {
      const keep = createKeep(app.store, UNINDEXED);
      const began = performance.now();
      const files = await importAll(inputs, { ...app, keep, signal }, stderr);
      const isInterrupted = files.length < inputs.length || files.some(({ interrupted }) => interrupted);
      const isDamaged = files.some(({ problem }) => problem !== undefined);
      const report: ImportReport = {
        files,
        ...files.reduce<KeepCounts>(addCounts, { added: 0, updated: 0, unchanged: 0 }),
        warned: files.reduce((sum, { warned }) => sum + warned, 0),
        papers: await app.store.count(),
        seconds: Math.round((performance.now() - began) / 10) / 100,
        ...(isInterrupted && { interrupted: true as const }),
      };
      const hasFailed = isInterrupted || isDamaged;
      return { text: describe(report), json: report, ...(hasFailed && { failed: true as const }) };
    } finally {
      await app.close();
    }
  },
} satisfies Operation;

function toPaths(args: readonly string[]): string[] {
  try {
    const { positionals } = parseArgs({ args: [...args], allowPositionals: true });
    if (positionals.length > 0) return positionals;
  } catch (cause) {
    throw new UserError('import takes files and no options.', { example: EXAMPLE, cause });
  }
  throw new UserError('Say which files to import.', { example: EXAMPLE });
}

/** The pages, together, then one file of records after the other, until all are read or the operator interrupts. */
async function importAll(
  inputs: readonly Input[],
  world: ImportWorld,
  stderr: StatusTerminal,
): Promise<FileReport[]> {
  const pages = await importPages(
    inputs.filter((input) => input.kind === 'page'),
    world,
  );
  const files = inputs.filter((input) => input.kind === 'records');
  return [...pages, ...(await importFiles(files, world, stderr))];
}

async function importFiles(
  files: readonly RecordFile[],
  world: ImportWorld,
  stderr: StatusTerminal,
): Promise<FileReport[]> {
  const status = createStatusLine(stderr);
  const measure = createPaceMeter(() => performance.now());
  const size = files.reduce((sum, file) => sum + file.size, 0);
  const reports: FileReport[] = [];
  let read = 0;
  let papers = 0;
  try {
    for (const file of files) {
      if (world.signal.aborted) break;
      const report = await importRecords(file, world, (soFar, share) => {
        const now = papers + totalOf(soFar);
        const ofAll = (read + share * file.size) / size;
        status.show(toProgressText(file.document, ofAll, now, measure(now, ofAll)));
      });
      reports.push(report);
      read += file.size;
      papers += totalOf(report);
    }
    return reports;
  } finally {
    status.clear();
  }
}

function totalOf({ added, updated, unchanged }: KeepCounts): number {
  return added + updated + unchanged;
}

function describe(report: ImportReport): string {
  const rows = report.files.map((file) => [
    toVisible(file.document),
    file.shape,
    ...[file.added, file.updated, file.unchanged, file.warned].map(toCount),
  ]);
  const table = toTable(['file', 'shape', 'new', 'updated', 'known', 'warnings'], rows);
  const notes = report.files.flatMap(toNotes);
  const goOn = report.interrupted
    ? ['', 'Interrupted. All that was read is kept; the same line goes on from there.']
    : [];
  return [table, '', summarise(report), ...(notes.length > 0 ? ['', ...notes] : []), ...goOn].join('\n');
}

function summarise({ added, papers, seconds, ...report }: ImportReport): string {
  const rate = totalOf({ added, ...report }) / Math.max(seconds, 0.01);
  const speed = seconds < 1 ? '' : ` in ${toCount(seconds)} s, ${toCount(rate)} a second`;
  return `${toCount(added)} new ${added === 1 ? 'paper' : 'papers'}${speed}; ${toCount(papers)} in all.`;
}

function toNotes({ document, warnings, warned, passedOver, problem }: FileReport): string[] {
  const name = toVisible(document);
  return [
    passedOver > 0 ? `${name}  went on after record ${toCount(passedOver)}` : [],
    problem === undefined ? [] : `${name}  ${problem}. What came before is kept.`,
    warnings.map(({ line, reason }) => `${name}:${line}  ${toVisible(reason)}`),
    warned > warnings.length ? `${name}  and ${toCount(warned - warnings.length)} more warnings` : [],
  ].flat();
}
