import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';

/** The request that the running code works for; it follows every await and callback by itself. */
const current = new AsyncLocalStorage<string>();

/**
 * Does work on behalf of one request: a platform's event, a line in the terminal. All that is logged meanwhile, from the
 * event to the reply, carries the same id, without a hand that passes it on. Work inside other work keeps its id.
 */
export function asRequest<Result>(work: () => Result): Result {
  return current.getStore() === undefined ? current.run(randomUUID().slice(0, 8), work) : work();
}

/** The id of the request at hand, eight hexadecimal digits; undefined outside any. */
export function requestId(): string | undefined {
  return current.getStore();
}
