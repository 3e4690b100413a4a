import type { Log, Random } from '../ports.ts';
import type { CircuitBreaker } from './circuit-breaker.ts';
import { request, type Validators } from './http-request.ts';
import type { Pace } from './pace.ts';
import { type Failure, SourceError } from './source-error.ts';
import type { Timer } from './timer.ts';

/** The world as requests see it. */
export interface Network {
  fetch: typeof globalThis.fetch;
  timer: Timer;
  random: Random;
  log: Log;
  /** Sent with every request: {@link toUserAgent}. */
  userAgent: string;
}

export interface Ask<Value> {
  url: string;
  /** Of the `Accept` header. */
  accept: string;
  /** Reads the document; throws SourceError `unreadable` where it is not what was asked for. */
  read(text: string): Value;
  /** Of the document that we hold; `unchanged` is only answered where they are given. */
  validators?: Validators | undefined;
}

export type Fetched<Value> =
  | { kind: 'unchanged' }
  | { kind: 'document'; value: Value; validators: Validators };

/** Fetches a document. Rejects with SourceError, whose message begins with the source's name. */
export type PoliteFetch = <Value>(ask: Ask<Value>) => Promise<Fetched<Value>>;

const ATTEMPTS = 4;
/** The first wait before another try, in ms; each that follows may be twice as long. */
const FIRST_WAIT = 2000;
/** A source that asks us to stay away longer than this, in ms, is left alone instead of waited for. */
const LONGEST_WAIT = 120_000;

/** Failures that another try may mend. */
const RETRIED: Record<Failure, boolean> = {
  throttled: true,
  down: true,
  unreadable: true,
  refused: false,
  resting: false,
};

/**
 * Makes the only way in which a source asks its server: in its turn, with a name, a few more tries when it fails,
 * as late as the server asked for, and not at all while the source rests.
 *
 * Waits follow "full jitter" (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/); jitter is
 * added to `Retry-After` as well, so that those who were sent away together do not come back together.
 *
 * @param source as people know it: `arXiv`
 * @param pace shared by all that ask the same operator
 * @param attempts 1 where somebody waits for the answer, and would rather hear at once that there is none
 */
export function createPoliteFetch(
  source: string,
  pace: Pace,
  breaker: CircuitBreaker,
  network: Network,
  attempts = ATTEMPTS,
): PoliteFetch {
  const { fetch, timer, random, log, userAgent } = network;

  async function attempt<Value>({ url, accept, validators, read }: Ask<Value>): Promise<Fetched<Value>> {
    breaker.check();
    const answer = await pace(() => request({ url, accept, userAgent, validators }, fetch, timer));
    if (answer.kind === 'unchanged') return answer;
    return { kind: 'document', value: read(answer.text), validators: answer.validators };
  }

  /** How long to wait before the next try, in ms; undefined where there is to be none. */
  function judge(error: unknown, tried: number, url: string): number | undefined {
    if (!(error instanceof SourceError)) return undefined;
    const wait = toWait(error, tried, random);
    log.debug({ err: error, url, tried, wait }, 'a request failed');
    if (!RETRIED[error.failure]) return undefined;
    breaker.failed();
    if (tried < attempts && wait <= LONGEST_WAIT) return wait;
    if (error.failure === 'throttled') breaker.rest(error.retryAfterMs ?? 0);
    return undefined;
  }

  return async (ask) => {
    for (let tried = 1; ; tried += 1) {
      try {
        const fetched = await attempt(ask);
        breaker.succeeded();
        return fetched;
      } catch (error) {
        const wait = judge(error, tried, ask.url);
        if (wait === undefined) throw toNamed(error, source);
        await timer.sleep(wait);
      }
    }
  };
}

function toWait({ retryAfterMs }: SourceError, tried: number, random: Random): number {
  if (retryAfterMs !== undefined) return retryAfterMs + random() * FIRST_WAIT;
  return random() * FIRST_WAIT * 2 ** (tried - 1);
}

function toNamed(error: unknown, source: string): unknown {
  if (!(error instanceof SourceError) || error.failure === 'resting') return error;
  const { failure, message, retryAfterMs, status } = error;
  return new SourceError(failure, `${source} ${message}`, { retryAfterMs, status, cause: error });
}

/** Fetches a document that we hold no earlier form of. */
export async function fetchWhole<Value>(
  fetch: PoliteFetch,
  ask: Omit<Ask<Value>, 'validators'>,
): Promise<Value> {
  const fetched = await fetch(ask);
  if (fetched.kind === 'document') return fetched.value;
  throw new SourceError('unreadable', 'an answer cannot be unchanged where nothing was held before');
}

/**
 * The name we go by, as arXiv asks for: program, version and how to reach whoever runs it.
 *
 * @param contact an address or a link, as configured; characters that a header cannot carry are left out
 */
export function toUserAgent(version: string, contact: string | undefined): string {
  const printable = (contact ?? '').replace(/[^\x20-\x7e]|[()\\]/g, '').trim();
  return printable === '' ? `Paperboy/${version}` : `Paperboy/${version} (+${printable})`;
}
