import type { Timer } from '../../src/sources/timer.ts';

/** Shows what is newest, one at a time and in order, and leaves out what was overtaken. */
export interface Edits<Shown> {
  show(shown: Shown): void;
  /** Shows nothing more; resolves once what is being shown stands. */
  end(): Promise<void>;
}

/**
 * @param send shows one thing; a failure is its own to handle.
 * @param every least milliseconds between two of them.
 */
export function createEdits<Shown>(
  send: (shown: Shown) => Promise<void>,
  every: number,
  timer: Pick<Timer, 'sleep'>,
): Edits<Shown> {
  const ending = new AbortController();
  let newest: { shown: Shown } | undefined;
  let running: Promise<void> | undefined;

  async function drain(): Promise<void> {
    while (newest !== undefined) {
      const { shown } = newest;
      newest = undefined;
      await send(shown);
      await timer.sleep(every, ending.signal).catch(() => undefined);
    }
    running = undefined;
  }

  return {
    show(shown) {
      if (ending.signal.aborted) return;
      newest = { shown };
      running ??= drain();
    },
    async end() {
      newest = undefined;
      ending.abort();
      await running;
    },
  };
}
