import type { PoliteFetch } from '../../src/sources/polite-fetch.ts';

export interface ScriptedFetch {
  fetch: PoliteFetch;
  /** The addresses asked so far, with what was known of the document. */
  asked: { url: URL; validators: unknown }[];
}

/** A fetch that answers each address as a test says: with a document, with an error to throw, or `unchanged`. */
export function createScriptedFetch(
  answer: (url: URL, count: number) => string | Error | undefined,
): ScriptedFetch {
  const asked: ScriptedFetch['asked'] = [];
  return {
    asked,
    async fetch({ url, read, validators }) {
      const address = new URL(url);
      asked.push({ url: address, validators });
      const body = answer(address, asked.length);
      if (body === undefined) return { kind: 'unchanged' };
      if (body instanceof Error) throw body;
      return { kind: 'document', value: read(body), validators: { etag: `"${asked.length}"` } };
    },
  };
}
