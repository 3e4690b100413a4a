import { LlmError } from './llm.ts';

/**
 * The pieces as they come, until the signal aborts: then it throws `LlmError` at once, even where what makes the pieces does not
 * hear of it. Leaving early ends the source as well.
 */
export async function* untilAborted<Piece>(
  pieces: AsyncIterable<Piece>,
  signal: AbortSignal,
): AsyncGenerator<Piece, void, undefined> {
  const iterator = pieces[Symbol.asyncIterator]();
  const { aborted, forget } = watch(signal);
  try {
    for (;;) {
      const next = await Promise.race([iterator.next(), aborted]);
      if (next.done) return;
      yield next.value;
    }
  } finally {
    forget();
    // A source that hangs would never settle this.
    iterator.return?.().catch(() => undefined);
  }
}

/** What a promise gives, unless the signal aborts before: then it rejects with `LlmError` at once. */
export async function beforeAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  const { aborted, forget } = watch(signal);
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    forget();
  }
}

function watch(signal: AbortSignal): { aborted: Promise<never>; forget: () => void } {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const abort = () => reject(new LlmError('the time was up, or the asker left'));
  // Where nobody waits any more, the rejection is nobody's.
  aborted.catch(() => undefined);
  signal.addEventListener('abort', abort, { once: true });
  if (signal.aborted) abort();
  return { aborted, forget: () => signal.removeEventListener('abort', abort) };
}
