import { writeFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { toTable } from '../../../src/operations/table.ts';
import { percentile } from '../percentile.ts';
import { toSvg } from './plot.ts';
import { type Stage, startStage } from './stage.ts';

export interface SoakReport {
  minutes: number;
  commands: number;
  perSecond: number;
  errors: number;
  /** Some of what went wrong. */
  shown: string[];
  p50ms: number;
  p99ms: number;
  maxMs: number;
  /** Resident memory of the program when the warm-up was over, and at the end. */
  warmMb: number;
  endMb: number;
  /** By least squares after the warm-up; rough where the run is short. */
  slopeMbPerHour: number;
  lagP99ms: number;
}

interface Sample {
  minute: number;
  mb: number;
  p99ms: number;
}

/** Commands a second, over both platforms together. */
const RATE = 100;
/** Minutes until memory is expected to be level; a quarter of shorter runs. */
const WARM_UP = 5;
const SAMPLE_EVERY = 5_000;

const LINES = [
  'search moe',
  'search "state space" -vision',
  'search quantization year:2024',
  'search diffusion --page 2',
  'search zzyzx',
  'show 2402.17764',
  'summary 2402.17764',
  'similar 2402.17764',
  'cite 2402.17764',
  'today',
  'random moe',
  'ask how small can weights get before accuracy drops?',
  'papers is 2402.17764 better than 2402.14083?',
  'help search',
];

/** Asks at a steady rate, whether answers come or not, as people do. */
async function soak(stage: Stage, minutes: number): Promise<{ report: SoakReport; samples: Sample[] }> {
  const began = performance.now();
  const until = began + minutes * 60_000;
  const minute = () => (performance.now() - began) / 60_000;
  const all: number[] = [];
  const failed: string[] = [];
  const samples: Sample[] = [];
  const underWay = new Set<Promise<void>>();
  let lately: number[] = [];
  let lag = 0;

  async function ask(number: number): Promise<void> {
    const sent = performance.now();
    try {
      await stage.ask(LINES[(number >> 1) % LINES.length] ?? '', number);
      const took = performance.now() - sent;
      all.push(took);
      lately.push(took);
    } catch (error) {
      failed.push(error instanceof Error ? error.message.slice(0, 200) : String(error));
    }
  }

  async function sample(): Promise<void> {
    const metrics = await stage.metrics();
    const mb = (metrics.get('process_resident_memory_bytes') ?? 0) / 2 ** 20;
    lag = Math.max(lag, (metrics.get('nodejs_eventloop_lag_p99_seconds') ?? 0) * 1000);
    samples.push({ minute: minute(), mb, p99ms: percentile(lately, 0.99) });
    lately = [];
    stage.tidy();
  }

  let number = 0;
  let nextSample = began + SAMPLE_EVERY;
  while (performance.now() < until) {
    const due = Math.floor(((performance.now() - began) / 1000) * RATE);
    for (; number < due; number += 1) {
      const asked = ask(number).finally(() => underWay.delete(asked));
      underWay.add(asked);
    }
    if (performance.now() > nextSample) {
      nextSample += SAMPLE_EVERY;
      await sample();
    }
    await wait(5);
  }
  await Promise.all(underWay);
  await sample();
  const wrong = [...failed, ...(await troublesIn(stage)), ...stage.complaints()];
  const warm = samples.filter((each) => each.minute >= Math.min(WARM_UP, minutes / 4));
  const report: SoakReport = {
    minutes,
    commands: all.length + failed.length,
    perSecond: all.length / ((performance.now() - began) / 1000),
    errors: wrong.length,
    shown: wrong.slice(0, 5),
    p50ms: percentile(all, 0.5),
    p99ms: percentile(all, 0.99),
    maxMs: percentile(all, 1),
    warmMb: warm[0]?.mb ?? 0,
    endMb: warm.at(-1)?.mb ?? 0,
    slopeMbPerHour: slopeOf(warm) * 60,
    lagP99ms: lag,
  };
  return { report, samples };
}

/** Answers that were no answers: bugs, things that were down, limits that somebody met. */
async function troublesIn(stage: Stage): Promise<string[]> {
  const metrics = await stage.metrics();
  return [...metrics].flatMap(([name, count]) =>
    /outcome="(?:bug|unavailable)"|^paperboy_limited_total/.test(name) && count > 0
      ? [`${name} ${count}`]
      : [],
  );
}

/** MB per minute, by least squares. */
function slopeOf(samples: readonly Sample[]): number {
  const mean = (values: number[]) =>
    values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  const middle = mean(samples.map((each) => each.minute));
  const level = mean(samples.map(({ mb }) => mb));
  const spread = samples.reduce((sum, each) => sum + (each.minute - middle) ** 2, 0);
  const shared = samples.reduce((sum, each) => sum + (each.minute - middle) * (each.mb - level), 0);
  return spread === 0 ? 0 : shared / spread;
}

/** `npm run bench -- soak [--minutes N] [--svg FILE]`. Exits with 1 where anything failed. */
export async function benchSoak({
  json,
  minutes = '20',
  svg,
}: {
  json: boolean;
  minutes?: string | undefined;
  svg?: string | undefined;
}): Promise<void> {
  const stage = await startStage();
  try {
    const { report, samples } = await soak(stage, Number(minutes));
    if (json) process.stdout.write(`${JSON.stringify(report)}\n`);
    else process.stdout.write(`${describe(report)}\n`);
    if (svg !== undefined) await writeFile(svg, plot(report, samples));
    if (report.errors > 0) process.exitCode = 1;
  } finally {
    await stage.stop();
  }
}

function describe(report: SoakReport): string {
  const { shown, ...figures } = report;
  const rows = Object.entries(figures).map(([name, value]) => [
    name,
    value.toFixed(Number.isInteger(value) ? 0 : 1),
  ]);
  return [toTable(['what', 'figure'], rows), ...shown].join('\n');
}

function plot({ minutes, perSecond, slopeMbPerHour }: SoakReport, samples: readonly Sample[]): string {
  const title = `${minutes} minutes at ${perSecond.toFixed(0)} commands a second; memory ${slopeMbPerHour.toFixed(1)} MB/h`;
  return toSvg(title, [
    { name: 'resident memory', unit: 'MB', points: samples.map(({ minute, mb }) => [minute, mb]) },
    { name: 'p99 of 5 s', unit: 'ms', points: samples.map(({ minute, p99ms }) => [minute, p99ms]) },
  ]);
}
