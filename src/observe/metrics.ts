import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Outcome } from '../bot.ts';
import type { SyncState } from '../sources/source.ts';
import { VERSION } from '../version.ts';

/** What became of a request: its labels. All have few values, none of which anybody typed. */
export interface Answered {
  /** A command's own name, or `unknown`. */
  command: string;
  platform: string;
  outcome: Outcome['outcome'];
}

/** What is asked of the store each time the metrics are read. */
export interface Measured {
  now(): Date;
  /** Papers in the store. */
  papers(): Promise<number>;
  /** Bytes of the database; undefined where it cannot be told. */
  databaseBytes(): Promise<number | undefined>;
  /** How each source did so far, by its name. */
  sources(): Promise<readonly { name: string; state: SyncState | undefined }[]>;
}

/** What is counted. Rejects nothing and knows no names of people, channels or papers. */
export interface Metrics {
  answered(labels: Answered, ms: number): void;
  /** A completion was offered. */
  completed(ms: number): void;
  /** Somebody was asked to slow down, by the limit that they met. */
  limited(limit: string): void;
  /** Daily picks were posted, or not, and why. */
  delivered(outcome: string): void;
  /** A language model read and wrote so many tokens. */
  llmTokens(tokens: number, counted: 'endpoint' | 'estimate'): void;
  /** From now on each reading asks the store, too. */
  measure(measured: Measured): void;
  /** The text form of Prometheus, and its content type. A store that does not answer leaves its part out. */
  print(): Promise<{ type: string; text: string }>;
}

/** Seconds. Answers from memory take a millisecond, those of a language model half a minute. */
const LATENCY = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/**
 * Makes the metrics, in a registry of their own, with those of the process: processor time, memory, open files, event-loop lag,
 * garbage collection.
 *
 * @see https://prometheus.io/docs/practices/naming/
 */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const counter = <Label extends string>(name: string, help: string, labelNames: readonly Label[]) =>
    new Counter({ name: `paperboy_${name}_total`, help, labelNames, registers });
  const histogram = <Label extends string>(name: string, help: string, labelNames: readonly Label[]) =>
    new Histogram({ name: `paperboy_${name}_seconds`, help, labelNames, buckets: LATENCY, registers });
  const gauge = <Label extends string>(name: string, help: string, labelNames: readonly Label[] = []) =>
    new Gauge({ name: `paperboy_${name}`, help, labelNames, registers });

  const commands = counter('commands', 'Commands run, by what became of them.', [
    'command',
    'platform',
    'outcome',
  ]);
  const latency = histogram('command_duration', 'From request to reply.', ['command']);
  const completions = histogram('completion_duration', 'From key press to suggestions.', []);
  const limits = counter('limited', 'Requests that a limit of fairness turned away.', ['limit']);
  const deliveries = counter('deliveries', 'Deliveries of daily picks, by what became of them.', ['outcome']);
  const tokens = counter('llm_tokens', 'Tokens that the language model read and wrote.', ['counted']);
  const papers = gauge('papers', 'Papers in the store.');
  const bytes = gauge('database_bytes', 'Size of the database.');
  const age = gauge('source_age_seconds', 'Since a source last succeeded.', ['source']);
  const failing = gauge('source_failing', '1 where the last try of a source failed.', ['source']);
  gauge('info', 'The version that runs.', ['version']).set({ version: VERSION }, 1);
  let measured: Measured | undefined;

  async function readStore({ now, ...store }: Measured): Promise<void> {
    papers.set(await store.papers());
    const size = await store.databaseBytes();
    if (size !== undefined) bytes.set(size);
    for (const { name: source, state } of await store.sources()) {
      failing.set({ source }, state?.problem === undefined ? 0 : 1);
      if (state?.succeededAt !== undefined)
        age.set({ source }, Math.max(0, (now().getTime() - Date.parse(state.succeededAt)) / 1000));
    }
  }

  return {
    answered(labels, ms) {
      commands.inc({ ...labels });
      latency.observe({ command: labels.command }, ms / 1000);
    },
    completed: (ms) => completions.observe(ms / 1000),
    limited: (limit) => limits.inc({ limit }),
    delivered: (outcome) => deliveries.inc({ outcome }),
    llmTokens: (count, counted) => tokens.inc({ counted }, count),
    measure(what) {
      measured = what;
    },
    async print() {
      if (measured)
        await readStore(measured).catch(() => {
          for (const each of [papers, bytes, age, failing]) each.reset();
        });
      return { type: registry.contentType, text: await registry.metrics() };
    },
  };
}
