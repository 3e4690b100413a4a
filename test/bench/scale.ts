import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { toTable } from '../../src/operations/table.ts';
import { CONTESTANTS } from './scale-engines.ts';

/** One engine over so many papers, asked queries of one kind. `kind` is `failed` where it did not hold them. */
export interface ScaleFigures {
  engine: string;
  papers: number;
  kind: string;
  buildS: number;
  /** Null where the engine keeps nothing that it could be opened from. */
  openMs: number | null;
  rssMb: number;
  p50ms: number;
  p99ms: number;
  /** Of many searches at once: the slowest, and how long the event loop was blocked at most. */
  slowestMs?: number;
  blockedMs?: number;
}

/** What an engine may take for each size, beyond which it does not hold it. */
const MOST_MS = 600_000;
const MOST_HEAP_MB = 4096;
const SIZES = [10_000, 118_024];

/** Measures our engines and others side by side, each in a process of its own. Prints a table or one line of JSON. */
export async function benchScale(
  path: string,
  { json, papers, engine }: { json: boolean; papers?: string | undefined; engine?: string | undefined },
): Promise<void> {
  const rows: ScaleFigures[] = [];
  for (const size of papers === undefined ? SIZES : [Number(papers)]) {
    for (const name of Object.keys(CONTESTANTS)) {
      if (engine === undefined || name === engine) rows.push(...(await measure(name, path, size)));
    }
  }
  process.stdout.write(`${json ? JSON.stringify(rows) : describe(rows)}\n`);
}

async function measure(engine: string, path: string, papers: number): Promise<ScaleFigures[]> {
  const script = fileURLToPath(new URL('scale-one.ts', import.meta.url));
  const heap = `--max-old-space-size=${MOST_HEAP_MB}`;
  const child = spawn(process.execPath, [heap, script, engine, path, String(papers)], {
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: MOST_MS,
  });
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed += text;
  });
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  const lines = printed.split('\n').filter((line) => line.startsWith('{') && line.endsWith('}'));
  const rows = lines.map((line): ScaleFigures => JSON.parse(line));
  if (code === 0) return rows;
  const nothing = {
    buildS: Number.NaN,
    openMs: null,
    rssMb: Number.NaN,
    p50ms: Number.NaN,
    p99ms: Number.NaN,
  };
  return [...rows, { engine, papers, kind: 'failed', ...nothing }];
}

function describe(rows: readonly ScaleFigures[]): string {
  const head = [
    'engine',
    'papers',
    'kind',
    'build s',
    'open ms',
    'MB',
    'p50 ms',
    'p99 ms',
    'slowest',
    'blocked',
  ];
  const cell = (value: number | null | undefined, digits: number): string =>
    value === undefined || value === null || Number.isNaN(value) ? '' : value.toFixed(digits);
  return toTable(
    head,
    rows.map((row) => [
      row.engine,
      String(row.papers),
      row.kind,
      cell(row.buildS, 1),
      cell(row.openMs, 0),
      cell(row.rssMb, 0),
      cell(row.p50ms, 2),
      cell(row.p99ms, 1),
      cell(row.slowestMs, 0),
      cell(row.blockedMs, 0),
    ]),
  );
}
