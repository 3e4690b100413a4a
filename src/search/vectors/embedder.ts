/** Turns texts into vectors; near texts get near ones. */
export interface Embedder {
  /** The model's name: another model's vectors cannot be compared with its own. */
  model: string;
  /**
   * One vector for each text, in their order.
   *
   * @throws EmbeddingError where the endpoint does not answer, refuses, or answers with something else.
   */
  embed(texts: readonly string[], signal: AbortSignal): Promise<number[][]>;
}

/** Says nothing of what was sent: neither texts nor the key. */
export class EmbeddingError extends Error {
  override name = 'EmbeddingError';
}

export interface EmbedderSettings {
  /** With the version: `http://localhost:11434/v1`. */
  baseUrl: string;
  model: string;
  /** Endpoints at home need none. */
  apiKey?: string;
}

/**
 * A model behind an OpenAI-compatible endpoint (https://platform.openai.com/docs/api-reference/embeddings). Vectors are asked
 * for as plain numbers, which every such endpoint gives. The client is loaded with the first text; it neither retries nor logs,
 * and takes no address and no key from the environment.
 */
export function createEmbedder(
  { baseUrl, model, apiKey }: EmbedderSettings,
  fetch: typeof globalThis.fetch,
): Embedder {
  const settings = {
    ...{ baseURL: baseUrl, apiKey: apiKey ?? 'none', fetch },
    ...{ adminAPIKey: null, organization: null, project: null, webhookSecret: null },
    ...{ maxRetries: 0, logLevel: 'off' as const },
  };
  return {
    model,
    async embed(texts, signal) {
      const { OpenAI } = await import('openai');
      const { embeddings } = new OpenAI(settings);
      const asked = { model, input: [...texts], encoding_format: 'float' as const };
      const answer = await embeddings.create(asked, { signal }).catch((error: unknown) => {
        throw toEmbeddingError(error);
      });
      return toVectors(answer, texts.length);
    },
  };
}

/** Puts the vectors into the order of the texts; all must be there, of one length. */
function toVectors(answer: unknown, count: number): number[][] {
  const data: unknown = Object.entries(answer ?? {}).find(([name]) => name === 'data')?.[1];
  const vectors: number[][] = [];
  for (const one of Array.isArray(data) ? data : []) {
    const { index, embedding }: { index?: unknown; embedding?: unknown } = one ?? {};
    if (typeof index === 'number' && Array.isArray(embedding) && embedding.every(Number.isFinite))
      vectors[index] = embedding;
  }
  const [first] = vectors;
  const isWhole = Array.from({ length: count }, (_, at) => vectors[at]?.length).every(
    (length) => length !== undefined && length > 0 && length === first?.length,
  );
  if (!isWhole || vectors.length !== count)
    throw new EmbeddingError('the endpoint answered with no vector for each text');
  return vectors;
}

/** Without the message, the headers and the cause: an endpoint may repeat the key in its refusal. */
function toEmbeddingError(error: unknown): EmbeddingError {
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  const kind = error instanceof Error ? error.constructor.name : typeof error;
  return new EmbeddingError(
    typeof status === 'number' ? `the endpoint answered ${status}` : `the endpoint did not answer: ${kind}`,
  );
}
