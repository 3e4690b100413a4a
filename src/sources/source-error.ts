/**
 * Why a source gave nothing:
 * - `throttled`: it told us to come back later;
 * - `down`: it did not answer, broke off, or said that it is broken;
 * - `unreadable`: it answered with something else than was asked for: an error page, half a document;
 * - `refused`: it understood and said no, or sent what we must not take; asking again brings the same;
 * - `resting`: we did not ask, because it failed too often lately.
 */
export type Failure = 'throttled' | 'down' | 'unreadable' | 'refused' | 'resting';

/** Thrown by sources. The message is one plain sentence without a full stop, for people. */
export class SourceError extends Error {
  override readonly name = 'SourceError';
  readonly failure: Failure;
  /** When it makes sense to ask again, in ms from now; undefined where nobody said. */
  readonly retryAfterMs: number | undefined;
  /** The HTTP status, where one came. */
  readonly status: number | undefined;

  constructor(
    failure: Failure,
    message: string,
    options: { retryAfterMs?: number | undefined; status?: number | undefined; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.failure = failure;
    this.retryAfterMs = options.retryAfterMs;
    this.status = options.status;
  }
}
