import { writeFile } from 'node:fs/promises';
import { toTable } from '../../../src/operations/table.ts';
import { type ChaosReport, runChaos } from './run.ts';

/** `npm run bench -- chaos [--minutes N] [--seed WORD] [--engine lancedb]`. Exits with 1 where anything was lost, missed or done twice. */
export async function benchChaos({
  json,
  minutes = '3',
  seed = String(Date.now()),
  log,
  engine,
}: {
  json: boolean;
  minutes?: string | undefined;
  seed?: string | undefined;
  log?: string | undefined;
  engine?: string | undefined;
}): Promise<void> {
  if (process.env.TEST_DATABASE_URL === undefined) {
    process.stderr.write(
      'chaos needs a PostgreSQL server: set TEST_DATABASE_URL to one where databases may be made.\n',
    );
    process.exitCode = 1;
    return;
  }
  const began = performance.now();
  const tell = (what: string) =>
    process.stderr.write(`${((performance.now() - began) / 1000).toFixed(0)} s: ${what}\n`);
  tell(`seed ${seed}`);
  const { logs, ...report } = await runChaos(
    { seconds: Number(minutes) * 60, seed, rate: 12, channels: 4, engine },
    tell,
  );
  if (log !== undefined) await writeFile(log, logs.join('\n'));
  process.stdout.write(json ? `${JSON.stringify(report)}\n` : `${describe(report)}\n`);
  if (isBad(report)) process.exitCode = 1;
}

export function isBad({ answers, deliveries }: Pick<ChaosReport, 'answers' | 'deliveries'>): boolean {
  return (
    Object.values(answers).some(({ lost, doubled }) => lost + doubled > 0) ||
    deliveries.missed + deliveries.doubled > 0
  );
}

function describe({
  seed,
  disturbances,
  answers,
  deliveries,
  violations,
}: Omit<ChaosReport, 'logs'>): string {
  const rows = Object.entries(answers).map(([kind, { which: _, ...count }]) => [
    kind,
    ...Object.values(count).map(String),
  ]);
  const { due, once, missed, doubled } = deliveries;
  return [
    `seed ${seed}; ${Object.entries(disturbances)
      .map(([name, number]) => `${number} ${name}`)
      .join(', ')}`,
    toTable(
      ['what', 'asked', 'acknowledged', 'answered once', 'lost', 'in doubt', 'doubled'],
      [...rows, ['deliveries', String(due), String(due), String(once), String(missed), '0', String(doubled)]],
    ),
    ...Object.values(answers).flatMap(({ which }) => which),
    ...deliveries.which,
    `refused by the platforms: ${violations.length}`,
    ...violations.slice(0, 5),
  ].join('\n');
}
