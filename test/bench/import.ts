import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setInterval } from 'node:timers';
import { importRecords } from '../../src/import/import-records.ts';
import { openInput } from '../../src/import/input.ts';
import type { FileReport, ImportWorld } from '../../src/import/report.ts';
import { toTable } from '../../src/operations/table.ts';
import { createKeep } from '../../src/sources/keeper.ts';
import { openSqliteStore } from '../../src/stores/sqlite.ts';

/** Between two looks at the memory, in ms. */
const LOOK_EVERY = 20;
const MB = 2 ** 20;

/** One import of a file; `peakMbAtQuarter` shows whether memory grows with what follows. */
interface Run {
  run: 'first' | 'again';
  papers: number;
  added: number;
  warned: number;
  seconds: number;
  papersPerSecond: number;
  peakMbAtQuarter: number;
  peakMb: number;
}

/**
 * Imports a file into a new SQLite database, twice: how fast, and how much memory the process takes at most, in its
 * first quarter and in all. Prints a table or one line of JSON.
 */
export async function benchImport(path: string, { json }: { json: boolean }): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'paperboy-bench-'));
  try {
    const clock = { now: () => new Date() };
    const store = openSqliteStore(join(folder, 'paperboy.db'), clock);
    const keep = createKeep(store, { add: async () => {}, remove: async () => {} });
    const measure = async (run: Run['run']) => toRun(run, path, { store, keep, clock });
    const runs = [await measure('first'), await measure('again')];
    store.close();
    process.stdout.write(`${json ? JSON.stringify(runs) : describe(runs)}\n`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function toRun(run: Run['run'], path: string, world: Omit<ImportWorld, 'signal'>): Promise<Run> {
  const file = await openInput(path);
  if (file.kind === 'page') throw new Error(`${path} is a page, not a file of records`);
  const memory = watchMemory();
  const began = performance.now();
  let peakMbAtQuarter = 0;
  const onProgress = (_: FileReport, share: number) => {
    memory.look();
    if (share <= 0.25) peakMbAtQuarter = memory.peakMb();
  };
  const signal = new AbortController().signal;
  const report = await importRecords(file, { ...world, signal }, onProgress);
  const seconds = (performance.now() - began) / 1000;
  const papers = report.added + report.updated + report.unchanged;
  return {
    run,
    papers,
    added: report.added,
    warned: report.warned,
    seconds,
    papersPerSecond: papers / seconds,
    peakMbAtQuarter,
    peakMb: memory.end(),
  };
}

/** Looks at the resident memory now and then, and when asked to. */
function watchMemory() {
  let peak = 0;
  const look = () => {
    peak = Math.max(peak, process.memoryUsage.rss());
  };
  const interval = setInterval(look, LOOK_EVERY);
  return {
    look,
    peakMb: () => peak / MB,
    end() {
      clearInterval(interval);
      return peak / MB;
    },
  };
}

function describe(runs: readonly Run[]): string {
  const head = ['run', 'papers', 'new', 'warnings', 'seconds', 'papers/s', 'MB at a quarter', 'MB at most'];
  const rows = runs.map((each) => [
    each.run,
    ...[each.papers, each.added, each.warned].map(String),
    each.seconds.toFixed(1),
    ...[each.papersPerSecond, each.peakMbAtQuarter, each.peakMb].map((value) => value.toFixed(0)),
  ]);
  return toTable(head, rows);
}
