/** What a language model is asked. */
export interface LlmRequest {
  /** What it is to do. */
  system: string;
  /** What it is to do it with: data, never orders. */
  user: string;
  /** Ends the request. */
  signal: AbortSignal;
}

/** A piece of the answer as it is written, or what the endpoint says the whole has cost. */
export type LlmPiece = { text: string } | { tokens: number };

/** A language model. */
export interface Llm {
  /** Its name, as people are told who wrote an answer. */
  model: string;
  /** Leaving the iteration early ends the request. Throws `LlmError`, whatever went wrong. */
  complete(request: LlmRequest): AsyncIterable<LlmPiece>;
}

/** Thrown where a model did not answer. It says nothing of what the endpoint said, which may repeat the key. */
export class LlmError extends Error {
  override readonly name = 'LlmError';
  /** HTTP status, where the endpoint answered at all. */
  readonly status: number | undefined;

  constructor(message: string, status?: number) {
    super(message);
    this.status = status;
  }
}
