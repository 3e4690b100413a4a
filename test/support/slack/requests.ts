import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Fields, fieldsOf, parseJson } from './json.ts';

const LONGEST_BODY = 10_000_000;

/** The whole body of a request. Throws an error past 10 MB. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    if (length > LONGEST_BODY) throw new Error('body too long');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The fields of a body, a form or JSON, with those of the address. */
export function readFields(request: IncomingMessage, body: Buffer): Fields {
  const query = Object.fromEntries(addressOf(request).searchParams);
  const type = request.headers['content-type'] ?? '';
  const text = body.toString('utf8');
  return {
    ...query,
    ...(/json/.test(type) ? fieldsOf(parseJson(text)) : Object.fromEntries(new URLSearchParams(text))),
  };
}

export const addressOf = (request: IncomingMessage): URL => new URL(request.url ?? '/', 'http://127.0.0.1');

export function sendJson(
  response: ServerResponse,
  body: unknown,
  status = 200,
  headers: Record<string, string> = {},
): void {
  if (response.destroyed) return;
  response
    .writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers })
    .end(JSON.stringify(body));
}
