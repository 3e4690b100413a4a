import { AsyncLocalStorage } from 'node:async_hooks';
import { DefaultRestOptions, type RESTOptions } from 'discord.js';

/** Says whether a request may still go out. */
export type MayGo = () => Promise<boolean>;

const asked = new AsyncLocalStorage<MayGo>();

/** Thrown in place of a request that may no longer go out. */
export class TooLate extends Error {
  override readonly name = 'TooLate';
}

/**
 * Runs work whose every request asks first: after each wait for a rate limit, and before each of discord.js's own
 * repetitions after a failure.
 *
 * @throws TooLate out of `work` where the answer was no.
 */
export function askingFirst<Result>(mayGo: MayGo, work: () => Promise<Result>): Promise<Result> {
  return asked.run(mayGo, work);
}

/** How discord.js sends: the last step before the network, which is where asking counts. */
export const makeRequest: RESTOptions['makeRequest'] = async (url, init) => {
  const mayGo = asked.getStore();
  if (mayGo && !(await mayGo())) throw new TooLate('the right to send this was lost meanwhile');
  return DefaultRestOptions.makeRequest(url, init);
};
