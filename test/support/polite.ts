import type { RequestListener } from 'node:http';
import type { Log } from '../../src/ports.ts';
import { createCircuitBreaker } from '../../src/sources/circuit-breaker.ts';
import { createPace } from '../../src/sources/pace.ts';
import { createPoliteFetch, type PoliteFetch } from '../../src/sources/polite-fetch.ts';
import { SourceError } from '../../src/sources/source-error.ts';
import { createFakeTimer } from './fake-timer.ts';
import { type LoopbackServer, startLoopbackServer } from './loopback-server.ts';

export const silent: Log = { debug() {}, info() {}, warn() {}, error() {} };

const servers: LoopbackServer[] = [];

/** Closes what {@link serve} started; for `afterEach`. */
export async function closeServers(): Promise<void> {
  await Promise.all(servers.splice(0).map((server) => server.close()));
}

/** A server that answers as told, and a polite fetch for it on a timer of its own; chance is always a half. */
export async function serve(answer: RequestListener) {
  const server = await startLoopbackServer(answer);
  servers.push(server);
  const timer = createFakeTimer();
  const network = { fetch, timer, random: () => 0.5, log: silent, userAgent: 'Paperboy/test' };
  const breaker = createCircuitBreaker('The test', timer);
  const polite = createPoliteFetch('The test', createPace(0, timer), breaker, network);
  const get = (options: Partial<Parameters<PoliteFetch>[0]> = {}) =>
    polite({ url: `${server.url}/feed`, accept: 'text/xml', read: (text) => text, ...options });
  return { get, polite, timer, server };
}

/** The SourceError that the work fails with. */
export async function failureOf(work: Promise<unknown>): Promise<SourceError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof SourceError) return error;
  throw new Error('it did not fail with a SourceError', { cause: error });
}
