import { toTable } from '../../../src/operations/table.ts';
import { seededRandom } from '../../../src/seeded-random.ts';
import { startLive } from './live.ts';
import { parsers } from './parsers.ts';
import { renderers } from './renderers.ts';
import type { Failure, Target } from './target.ts';

export interface FuzzReport {
  cases: number;
  seconds: number;
  failures: Failure[];
  targets: { name: string; cases: number; slowestMs: number; seconds: number }[];
}

/** A case that takes longer than this, in ms, is a hang. */
const HANG = 1_000;
const SHOWN = 20;

/**
 * Gives generated input to all that takes input from outside.
 *
 * @param cases of all targets together
 * @param seed decides every case
 */
export async function fuzz(
  cases: number,
  seed: string,
  onTarget: (name: string) => void = () => {},
): Promise<FuzzReport> {
  const live = await startLive();
  const targets = [...parsers, ...renderers, ...live.targets];
  const shares = targets.reduce((sum, { share }) => sum + share, 0);
  const began = performance.now();
  const failures: Failure[] = [];
  const done: FuzzReport['targets'] = [];
  for (const target of targets) {
    onTarget(target.name);
    const number = Math.max(1, Math.round((cases * target.share) / shares));
    done.push(await fuzzOne(target, number, seed, failures));
  }
  await live
    .finish()
    .catch((error: unknown) => failures.push({ target: 'the end', number: 0, what: String(error) }));
  const run = done.reduce((sum, each) => sum + each.cases, 0);
  return { cases: run, seconds: (performance.now() - began) / 1000, failures, targets: done };
}

async function fuzzOne(
  target: Target,
  cases: number,
  seed: string,
  failures: Failure[],
): Promise<FuzzReport['targets'][number]> {
  const { name, atOnce = 1, patience = HANG } = target;
  const start = performance.now();
  let slowestMs = 0;
  let next = 0;

  async function runOne(number: number): Promise<void> {
    const began = performance.now();
    const note = (what: string) => void failures.push({ target: name, number, what });
    try {
      await target.run(seededRandom(`${seed}:${name}:${number}`));
    } catch (error) {
      note(error instanceof Error ? (error.stack ?? error.message).slice(0, 600) : String(error));
    }
    const took = performance.now() - began;
    slowestMs = Math.max(slowestMs, took);
    if (took > patience) note(`took ${Math.round(took)} ms`);
  }

  async function work(): Promise<void> {
    while (next < cases) {
      next += 1;
      await runOne(next - 1);
    }
  }

  await Promise.all(Array.from({ length: atOnce }, work));
  return { name, cases, slowestMs, seconds: (performance.now() - start) / 1000 };
}

/** `npm run bench -- fuzz [--cases N]`. Exits with 1 where anything failed. */
export async function benchFuzz({
  json,
  cases = '100000',
}: {
  json: boolean;
  cases?: string | undefined;
}): Promise<void> {
  const seed = process.env.FC_SEED ?? '20261122';
  // The name stays on the screen where a case never ends.
  const report = await fuzz(Number(cases), seed, (name) => void process.stderr.write(`${name} …\n`));
  const { failures, targets, seconds } = report;
  if (json) {
    process.stdout.write(`${JSON.stringify(report)}\n`);
  } else {
    const rows = targets.map((each) => [
      each.name,
      String(each.cases),
      each.slowestMs.toFixed(1),
      each.seconds.toFixed(1),
    ]);
    process.stdout.write(`${toTable(['target', 'cases', 'slowest, ms', 'all, s'], rows)}\n\n`);
    for (const { target, number, what } of failures.slice(0, SHOWN))
      process.stdout.write(`${target} ${number}: ${what}\n`);
    process.stdout.write(
      `${report.cases} cases in ${seconds.toFixed(0)} s, ${failures.length} failures (seed ${seed})\n`,
    );
  }
  if (failures.length > 0) process.exitCode = 1;
}
