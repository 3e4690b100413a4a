import { type Llm, LlmError } from './llm.ts';

/** An endpoint that speaks OpenAI's chat completions: OpenAI, Ollama, vLLM, llama.cpp and others. */
export interface OpenAiSettings {
  /** With the version: `http://localhost:11434/v1`. */
  baseUrl: string;
  model: string;
  /** Endpoints at home need none. */
  apiKey?: string;
}

/**
 * A model behind an OpenAI-compatible endpoint (https://platform.openai.com/docs/api-reference/chat). The request has only what
 * every such endpoint takes: model, messages and streaming. The client is loaded with the first question; it neither
 * retries nor logs, and takes no address and no key from the environment.
 */
export function createOpenAi(
  { baseUrl, model, apiKey }: OpenAiSettings,
  fetch: typeof globalThis.fetch = globalThis.fetch,
): Llm {
  const client = once(async () => {
    const { OpenAI } = await import('openai');
    return new OpenAI({
      baseURL: baseUrl,
      apiKey: apiKey ?? 'none',
      adminAPIKey: null,
      organization: null,
      project: null,
      webhookSecret: null,
      fetch,
      maxRetries: 0,
      logLevel: 'off',
    });
  });
  return {
    model,
    async *complete({ system, user, signal }) {
      try {
        const { chat } = await client();
        const messages = [
          { role: 'system' as const, content: system },
          { role: 'user' as const, content: user },
        ];
        const stream = await chat.completions.create({ model, messages, stream: true }, { signal });
        for await (const { choices, usage } of stream) {
          const text = choices?.[0]?.delta?.content;
          if (typeof text === 'string' && text !== '') yield { text };
          if (typeof usage?.total_tokens === 'number') yield { tokens: usage.total_tokens };
        }
      } catch (error) {
        throw toLlmError(error);
      }
      // The client ends a stream that was aborted without saying so.
      if (signal.aborted) throw new LlmError('the request was ended');
    },
  };
}

/** Without the message, the headers and the cause: an endpoint may repeat the key in its refusal. */
function toLlmError(error: unknown): LlmError {
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  const kind = error instanceof Error ? error.constructor.name : typeof error;
  return typeof status === 'number'
    ? new LlmError(`the endpoint answered ${status}`, status)
    : new LlmError(`the endpoint did not answer: ${kind}`);
}

/** Calls `make` at the first call, and again only where it failed. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}
