import type { Paper } from '../../papers/paper.ts';
import type { Clock, Log } from '../../ports.ts';
import type { Timer } from '../../sources/timer.ts';
import type { Evidence } from '../evidence.ts';
import type { Asked } from '../reading.ts';
import { createAsking } from './asking.ts';
import type { Errand, Exchange } from './attempt.ts';
import { type BudgetBook, createMemoryBudgetBook, LIMITS, type Limits } from './budget.ts';
import type { Checked } from './check.ts';
import { type Given, toGiven, toGivenAbstract } from './given.ts';
import type { Llm } from './llm.ts';
import { toAnswerPrompt, toSummaryPrompt } from './prompt.ts';
import { toSentences } from './sentences.ts';
import { type Original, toTranslations } from './translations.ts';

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
  /**
   * Puts titles and sentences into the errand's language.
   *
   * @returns by id, the translations that passed the check; what is in that language already is left out too
   */
  translate(items: readonly Original[], errand: Errand): Promise<ReadonlyMap<string, string>>;
}

export interface WriterParts {
  llm: Llm;
  clock: Clock;
  timer: Pick<Timer, 'now' | 'deadline'>;
  log: Log;
  limits?: Limits;
  /** Where tokens are counted; without it the count ends with the process. */
  book?: BudgetBook;
}

export function createWriter(parts: WriterParts): Writer {
  const { ask } = createAsking({ limits: LIMITS, book: createMemoryBudgetBook(), ...parts });

  async function write(
    given: readonly Given[],
    prompt: Exchange<unknown>['prompt'],
    errand: Errand,
  ): Promise<Written> {
    if (given.length === 0) return { sentences: [], outcome: 'unchecked' };
    const exchange = toSentences(prompt, given, errand.onSentence);
    const { sentences } = exchange;
    const ending = await ask(errand, () => (sentences.length > 0 ? undefined : exchange));
    if (sentences.length > 0) return { sentences, outcome: 'written' };
    return { sentences, outcome: ending === 'done' ? 'unchecked' : ending };
  }

  return {
    model: parts.llm.model,
    answer(asked, evidence, errand) {
      const given = toGiven(evidence);
      return write(given, toAnswerPrompt(asked, given, errand.lang), errand);
    },
    summarise(paper, errand) {
      const given = toGivenAbstract(paper);
      return write(given, toSummaryPrompt(given, errand.lang), errand);
    },
    async translate(items, errand) {
      const translations = toTranslations(items, errand.lang);
      await ask(errand, translations.next);
      return translations.read();
    },
  };
}
