import type { Paper } from '../../papers/paper.ts';
import type { Clock, Log } from '../../ports.ts';
import type { Timer } from '../../sources/timer.ts';
import type { Evidence } from '../evidence.ts';
import type { Asked } from '../reading.ts';
import { type Attempt, attempt, type Errand, type Job, promptTokens } from './attempt.ts';
import { createBudget, LIMITS, type Limits } from './budget.ts';
import type { Checked } from './check.ts';
import { toGiven, toGivenAbstract } from './given.ts';
import type { Llm } from './llm.ts';
import { toAnswerPrompt, toSummaryPrompt } from './prompt.ts';

/** What became of an errand. */
export interface Written {
  sentences: readonly Checked[];
  /**
   * `written`: at least one sentence passed the check; `unchecked`: none did; `spent`: the budget was; `stopped`: the asker
   * said so; `unavailable`: the model did not answer, or rests because it lately did not.
   */
  outcome: 'written' | 'unchecked' | 'spent' | 'stopped' | 'unavailable';
}

/** Writes with a language model. Nothing here rejects: whatever goes wrong is an outcome. */
export interface Writer {
  model: string;
  answer(asked: Asked, evidence: readonly Evidence[], errand: Errand): Promise<Written>;
  summarise(paper: Paper, errand: Errand): Promise<Written>;
}

export interface WriterParts {
  llm: Llm;
  clock: Clock;
  timer: Pick<Timer, 'now' | 'deadline'>;
  log: Log;
  limits?: Limits;
}

/** All attempts together may take so long. */
const TIME_LIMIT = 30_000;
/** After a failure the model is left alone for so long, and nobody waits for it. */
const REST = 60_000;
const ATTEMPTS = 2;
/** Set aside for what the model writes, beside what it reads. */
const TOKENS_WRITTEN = 1000;

/** Makes a writer; it counts its budget, and rests after a failure, as long as the process lives. */
export function createWriter({ llm, clock, timer, log, limits = LIMITS }: WriterParts): Writer {
  const budget = createBudget(limits, clock);
  let restsUntil = Number.NEGATIVE_INFINITY;

  async function write(job: Job): Promise<Written> {
    if (job.given.length === 0) return nothing('unchecked');
    if (timer.now() < restsUntil) return nothing('unavailable');
    const deadline = timer.deadline(TIME_LIMIT);
    const signal = job.signal ? AbortSignal.any([deadline, job.signal]) : deadline;
    let last: Attempt | undefined;
    for (let count = 0; count < ATTEMPTS && !signal.aborted; count += 1) {
      const settle = budget.take(job.person, promptTokens(job) + TOKENS_WRITTEN);
      if (!settle) return nothing('spent');
      last = await attempt(llm, job, signal, log);
      settle(last.tokens);
      if (last.sentences.length > 0) return { sentences: last.sentences, outcome: 'written' };
    }
    if (job.signal?.aborted) return nothing('stopped');
    if (!last?.failed) return nothing('unchecked');
    restsUntil = timer.now() + REST;
    return nothing('unavailable');
  }

  return {
    model: llm.model,
    answer(asked, evidence, errand) {
      const given = toGiven(evidence);
      return write({ ...errand, given, prompt: toAnswerPrompt(asked, given, errand.lang) });
    },
    summarise(paper, errand) {
      const given = toGivenAbstract(paper);
      return write({ ...errand, given, prompt: toSummaryPrompt(given, errand.lang) });
    },
  };
}

function nothing(outcome: Written['outcome']): Written {
  return { sentences: [], outcome };
}
