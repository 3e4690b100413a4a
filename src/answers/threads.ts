import type { Outcome } from '../bot.ts';
import type { Invocation } from '../command.ts';

/**
 * What the bot answered in threads, for platforms that do not let it read its own messages there. Every implementation
 * passes test/contracts/threads.ts.
 */
export interface Threads {
  /**
   * One more answer in a thread (`slack:T024BE7LD/C024BE91L/1700000000.000100`, which begins with its server): what it was
   * about, as {@link runsOf} tells.
   *
   * @param person the asker, where somebody asked; what they asked is forgotten with them
   */
  remember(thread: string, runs: readonly Invocation[], person?: string): Promise<void>;
  /** The newest answers there, at most three, oldest first, as `followUpOf` takes them. */
  recall(thread: string): Promise<Invocation[][]>;
}

/** A follow-up is about what was said last. */
export const MOST_ANSWERS = 3;
/** As many papers as a follow-up reads first. */
const MOST_PAPERS = 8;

/** Remembers the threads that were answered in last, as long as the process lives. */
export function createMemoryThreads(most = 3_000): Threads {
  const kept = new Map<string, Invocation[][]>();
  return {
    remember(thread, runs) {
      const answers = [...(kept.get(thread) ?? []), [...runs]].slice(-MOST_ANSWERS);
      kept.delete(thread);
      kept.set(thread, answers);
      if (kept.size > most) kept.delete(kept.keys().next().value ?? thread);
      return Promise.resolve();
    },
    recall: (thread) => Promise.resolve(kept.get(thread) ?? []),
  };
}

/** What an answer was about: what was asked, and a button of each paper it shows. */
export function runsOf({ reply, invocation }: Pick<Outcome, 'reply' | 'invocation'>): Invocation[] {
  const cards = (reply.cards ?? []).flatMap(({ row = [], buttons = [] }) => {
    const runs = [...row, ...buttons].flatMap((button) => ('run' in button ? [button.run] : []));
    return runs.filter(({ options }) => typeof options.paper === 'string').slice(0, 1);
  });
  return [...(invocation ? [invocation] : []), ...cards.slice(0, MOST_PAPERS)];
}
