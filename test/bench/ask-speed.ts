import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toAnswer } from '../../src/answers/ask.ts';
import { readFor } from '../../src/answers/reading.ts';
import { readEntries } from '../../src/import/entries.ts';
import { openInput } from '../../src/import/input.ts';
import { createLibrary, type Library } from '../../src/library.ts';
import type { Paper } from '../../src/papers/paper.ts';
import { openEngine } from '../../src/search/engines/open.ts';
import { openSqliteStore } from '../../src/stores/sqlite.ts';
import { percentile } from './percentile.ts';

/** How long extractive answers take, in ms. */
export interface Speed {
  p50: number;
  p99: number;
}

/** As people ask them, short and long, in three languages; not all have an answer. */
export const QUESTIONS = [
  'how small can weights get before accuracy drops?',
  'does mixture of experts help vision?',
  'how much memory does LoRA save?',
  'what is the capital of France?',
  'can robots learn manipulation from human videos?',
  'why do language models hallucinate, and what reduces it without retraining?',
  'is chain of thought faithful to what the model computes?',
  'moe',
  'which attention is linear in the length of the sequence and still recalls well in context?',
  'does reinforcement learning with verifiable rewards teach new skills or only sharpen what a base model has already learnt?',
  'how many parameters?',
  'do diffusion models memorise training images?',
  'retrieval augmented generation versus long context for question answering over many documents',
  'what is known about reward hacking in RLHF',
  'how fast is speculative decoding on long outputs?',
  'are vision language models able to count objects?',
  'как снизить стоимость обучения больших языковых моделей?',
  'помогает ли дистилляция маленьким моделям рассуждать?',
  '线性注意力有多快？',
  '大语言模型如何减少幻觉？',
] as const;

const SAVED_AT_ONCE = 500;
const QUIET = { debug() {}, info() {}, warn() {}, error() {} };

/** Asks each question so many times, one after the other, as `ask` does without a language model. */
export async function timeAnswers(library: Library, rounds: number): Promise<Speed> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const question of QUESTIONS) {
      const from = performance.now();
      toAnswer(await readFor({ question }, library));
      times.push(performance.now() - from);
    }
  }
  return { p50: percentile(times, 0.5), p99: percentile(times, 0.99) };
}

/**
 * The same over a file of records, in SQLite and LanceDB, as a program with many papers keeps them; both are made anew in a
 * folder that goes with the run. The first answers after a start are among those timed.
 */
export async function timeOnPapers(path: string, rounds: number): Promise<Speed & { papers: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'paperboy-ask-'));
  const store = openSqliteStore(join(folder, 'paperboy.db'), { now: () => new Date() });
  try {
    for await (const papers of readPapers(path)) await store.save(papers);
    const choice = { engine: 'lancedb', indexUrl: join(folder, 'index') } as const;
    const { engine, close } = await openEngine(choice, { store, log: QUIET });
    const speed = await timeAnswers(createLibrary({ store, engine }), rounds);
    await close();
    return { papers: await store.count(), ...speed };
  } finally {
    store.close();
    rmSync(folder, { recursive: true });
  }
}

async function* readPapers(path: string): AsyncGenerator<Paper[]> {
  const file = await openInput(path);
  if (file.kind === 'page') throw new Error(`${path} is a page, not a file of records`);
  let batch: Paper[] = [];
  for await (const entries of readEntries(file, () => {})) {
    for (const entry of entries) {
      const verdict = entry.read();
      if (verdict.kind === 'paper') batch.push(verdict.paper);
    }
    if (batch.length < SAVED_AT_ONCE) continue;
    yield batch;
    batch = [];
  }
  yield batch;
}
