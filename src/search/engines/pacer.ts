import { setImmediate } from 'node:timers/promises';

/**
 * Makes what lets others go first: each call resolves in a turn of the event loop of its own, in the order of the calls. Of many
 * searches begun at once only one computes in a turn, so that events, timers and other requests get theirs in between.
 */
export function createPacer(): () => Promise<void> {
  let last: Promise<unknown> = Promise.resolve();
  return async () => {
    last = last.then(() => setImmediate());
    await last;
  };
}
