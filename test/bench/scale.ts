import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { toTable } from '../../src/operations/table.ts';
import { CONTESTANTS } from './scale-engines.ts';

/** One engine over so many papers, asked queries of one kind. `kind` is `failed` where it did not hold them. */
export interface ScaleFigures {
  engine: string;
  papers: number;
  kind: string;
  /** Until all is indexed, and of that until all is stored. */
  buildS?: number;
  storedS?: number;
  /** Until a bot answers over what is there. */
  openMs?: number;
  /** Resident: of ours the whole bot, of others what the index adds. */
  rssMb?: number;
  p50ms?: number;
  p99ms?: number;
  /** Of many searches at once: the slowest, and how long the event loop was blocked at most. */
  slowestMs?: number;
  blockedMs?: number;
}

/** What an engine may take for each size, beyond which it does not hold it. */
const MOST_MINUTES = 10;
const MOST_HEAP_MB = 4096;
const SIZES = [10_000, 118_024];
const OURS = ['minisearch', 'lancedb'] as const;

interface ScaleOptions {
  json: boolean;
  /** How many of the file's; both sizes where not said. */
  papers?: string | undefined;
  /** Names with commas between, such as `ours: lancedb,sqlite fts5`, or `ours`; all where not said. */
  engine?: string | undefined;
  /** How long each engine may take for each size. */
  minutes?: string | undefined;
}

/**
 * Measures the bot with our engines, and other engines, side by side, each in processes of its own. Prints each figure on
 * standard error as soon as it is there, and at the end a table or one line of JSON.
 */
export async function benchScale(path: string, options: ScaleOptions): Promise<void> {
  const { json, papers, engine, minutes = MOST_MINUTES } = options;
  const wanted = engine?.split(',');
  const isWanted = (name: string) =>
    !wanted || wanted.some((each) => name === each || name.startsWith(`${each}:`));
  const limit = Number(minutes) * 60_000;
  const rows: ScaleFigures[] = [];
  for (const size of papers === undefined ? SIZES : [Number(papers)]) {
    for (const name of OURS)
      if (isWanted(`ours: ${name}`)) rows.push(...(await measureOurs(name, path, size, limit)));
    for (const name of Object.keys(CONTESTANTS))
      if (isWanted(name))
        rows.push(...(await run(name, size, 'scale-one.ts', [name, path, String(size)], limit)));
  }
  process.stdout.write(`${json ? JSON.stringify(rows) : describe(rows)}\n`);
}

async function measureOurs(name: string, path: string, size: number, limit: number): Promise<ScaleFigures[]> {
  const folder = mkdtempSync(join(tmpdir(), 'paperboy-scale-'));
  const rows: ScaleFigures[] = [];
  try {
    for (const step of ['import', 'ask']) {
      const args = [step, name, path, String(size), folder];
      rows.push(...(await run(`ours: ${name}`, size, 'scale-ours.ts', args, limit)));
      if (rows.at(-1)?.kind.startsWith('failed')) break;
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  return rows;
}

/** Runs a script of this folder, which prints figures; how it failed stands in the last one. */
async function run(
  engine: string,
  papers: number,
  file: string,
  args: readonly string[],
  limit: number,
): Promise<ScaleFigures[]> {
  const script = fileURLToPath(new URL(file, import.meta.url));
  const heap = `--max-old-space-size=${MOST_HEAP_MB}`;
  const child = spawn(process.execPath, [heap, script, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: limit,
  });
  const rows: ScaleFigures[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    if (!line.startsWith('{')) continue;
    rows.push(JSON.parse(line));
    process.stderr.write(`${line}\n`);
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  if (child.exitCode === 0) return rows;
  const reason =
    child.signalCode === 'SIGTERM'
      ? `over ${limit / 60_000} min`
      : `ended with ${child.signalCode ?? child.exitCode}`;
  return [...rows, { engine, papers, kind: `failed: ${reason}` }];
}

function describe(rows: readonly ScaleFigures[]): string {
  const head = [
    'engine',
    'papers',
    'kind',
    'store s',
    'build s',
    'papers/s',
    'open ms',
    'MB',
    'p50 ms',
    'p99 ms',
    'slowest',
    'blocked',
  ];
  const cell = (value: number | undefined, digits: number): string =>
    value === undefined ? '' : value.toFixed(digits);
  return toTable(
    head,
    rows.map((row) => [
      row.engine,
      String(row.papers),
      row.kind,
      cell(row.storedS, 1),
      cell(row.buildS, 1),
      cell(row.buildS === undefined ? undefined : row.papers / row.buildS, 0),
      cell(row.openMs, 0),
      cell(row.rssMb, 0),
      cell(row.p50ms, 2),
      cell(row.p99ms, 1),
      cell(row.slowestMs, 0),
      cell(row.blockedMs, 0),
    ]),
  );
}
