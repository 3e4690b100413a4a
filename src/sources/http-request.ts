import { decodeText, readBody } from './body.ts';
import { SourceError } from './source-error.ts';
import type { Timer } from './timer.ts';

/** What a server gave us to ask "has it changed since?" with. */
export interface Validators {
  etag?: string | undefined;
  lastModified?: string | undefined;
}

export interface HttpRequest {
  url: string;
  /** Of the `Accept` header. */
  accept: string;
  userAgent: string;
  validators?: Validators | undefined;
}

export type HttpAnswer = { kind: 'unchanged' } | { kind: 'document'; text: string; validators: Validators };

/** Limits of one request, from its first byte to the last of its answer, redirects included. */
const DEADLINE = 60_000;
const MAX_BYTES = 32 * 2 ** 20;
const MAX_REDIRECTS = 5;

const REDIRECTS = new Set([301, 302, 303, 307, 308]);
/** Answers that another try may better, beside those from 500 on. */
const PASSING = new Set([408, 425]);

/**
 * Asks once. Follows redirects on the same host only, and never from https to http.
 *
 * @throws SourceError where no document came of it.
 */
export async function request(
  ask: HttpRequest,
  fetch: typeof globalThis.fetch,
  timer: Timer,
): Promise<HttpAnswer> {
  const signal = timer.deadline(DEADLINE);
  try {
    let url = new URL(ask.url);
    for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
      const response = await fetch(url, { headers: toHeaders(ask), redirect: 'manual', signal });
      if (!REDIRECTS.has(response.status)) return await toAnswer(response, ask);
      await response.body?.cancel();
      url = followRedirect(url, response.headers.get('location') ?? '');
    }
  } catch (error) {
    throw toSourceError(error, signal);
  }
  throw new SourceError('refused', `redirected more than ${MAX_REDIRECTS} times`);
}

function toHeaders({ accept, userAgent, validators = {} }: HttpRequest): Record<string, string> {
  const headers: Record<string, string> = { accept, 'accept-encoding': 'gzip', 'user-agent': userAgent };
  if (validators.etag !== undefined) headers['if-none-match'] = validators.etag;
  if (validators.lastModified !== undefined) headers['if-modified-since'] = validators.lastModified;
  return headers;
}

function followRedirect(from: URL, location: string): URL {
  const to = location === '' ? null : URL.parse(location, from.href);
  if (to === null) throw new SourceError('refused', 'redirected to no address');
  const isUpgrade =
    from.protocol === 'http:' && to.protocol === 'https:' && from.port === '' && to.port === '';
  if (to.hostname !== from.hostname || (to.origin !== from.origin && !isUpgrade)) {
    throw new SourceError(
      'refused',
      `redirected to ${to.origin}, which is another place; set that address if it is right`,
    );
  }
  return to;
}

async function toAnswer(response: Response, ask: HttpRequest): Promise<HttpAnswer> {
  const { status, headers } = response;
  if (status === 304 && ask.validators !== undefined) return { kind: 'unchanged' };
  if (status !== 200) {
    await response.body?.cancel();
    throw toStatusError(status, readRetryAfter(headers));
  }
  const type = headers.get('content-type') ?? '';
  const text = decodeText(await readBody(response, MAX_BYTES), type);
  if (/\bhtml\b/i.test(type) || /^\s*<(?:!doctype\s+html|html[\s>])/i.test(text.slice(0, 1000))) {
    throw new SourceError('unreadable', 'sent a web page instead of data');
  }
  const etag = headers.get('etag');
  const lastModified = headers.get('last-modified');
  return {
    kind: 'document',
    text,
    validators: { ...(etag !== null && { etag }), ...(lastModified !== null && { lastModified }) },
  };
}

function toStatusError(status: number, retryAfterMs: number | undefined): SourceError {
  if (status === 429 || (status === 503 && retryAfterMs !== undefined)) {
    return new SourceError('throttled', `asked us to come back later (HTTP ${status})`, {
      retryAfterMs,
      status,
    });
  }
  if (status >= 500 || PASSING.has(status)) {
    return new SourceError('down', `is out of order (HTTP ${status})`, { retryAfterMs, status });
  }
  if (status >= 400) return new SourceError('refused', `refused the request (HTTP ${status})`, { status });
  return new SourceError('unreadable', `gave an answer that makes no sense (HTTP ${status})`, { status });
}

/**
 * Reads `Retry-After`, a number of seconds or a date, as ms from now. A date is compared with the server's own
 * clock where it tells it, so that ours may be wrong.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3
 */
function readRetryAfter(headers: Headers): number | undefined {
  const value = headers.get('retry-after')?.trim() ?? '';
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1000;
  const wait = Date.parse(value) - Date.parse(headers.get('date') ?? '');
  return Number.isNaN(wait) ? undefined : Math.max(0, wait);
}

function toSourceError(error: unknown, deadline: AbortSignal): SourceError {
  if (error instanceof SourceError) return error;
  if (deadline.aborted) {
    return new SourceError('down', `did not finish its answer within ${DEADLINE / 1000} s`, { cause: error });
  }
  return new SourceError('down', 'could not be reached, or broke off its answer', { cause: error });
}
