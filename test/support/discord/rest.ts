import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { invalidForm, Refusal, refusal, toErrorBody } from './errors.ts';
import type { Fault, Faults } from './faults.ts';
import { LIMITS } from './limits.ts';
import { type Answer, findRoute, type Incoming, type Route } from './route.ts';
import type { World } from './world.ts';

/** One REST request and how it ended. */
export interface RequestRecord {
  method: string;
  /** After `/api/v10`, without the query. */
  path: string;
  query: string;
  /** The JSON body; undefined where there was none. */
  body: unknown;
  /** The HTTP status answered; undefined while there is no answer, or when it was lost. */
  status?: number;
  /** Discord's JSON error code. */
  code?: number;
  fault?: Fault;
}

const API = '/api/v10';

/**
 * Generous, constant limits: the client's own global limit of 50 a second stays the narrowest.
 * https://docs.discord.com/developers/topics/rate-limits#header-format
 */
const RATE_LIMIT_HEADERS = {
  'x-ratelimit-limit': '1000',
  'x-ratelimit-remaining': '999',
  'x-ratelimit-reset-after': '1',
};

/** Serves the routes. `requests` receives every request as it comes in. */
export function createRestServer(
  world: World,
  routes: readonly Route[],
  faults: Faults,
  requests: RequestRecord[],
): Server {
  return createServer((request, response) => {
    void serve(world, routes, faults, requests, request, response).finally(() => world.activity.notify());
  });
}

async function serve(
  world: World,
  routes: readonly Route[],
  faults: Faults,
  requests: RequestRecord[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://loopback');
  const path = url.pathname.startsWith(API) ? url.pathname.slice(API.length) : url.pathname;
  const method = request.method ?? 'GET';
  const record: RequestRecord = { method, path, query: url.search, body: undefined };
  requests.push(record);
  try {
    const { body, files } = await readBody(request);
    record.body = body;
    const fault = faults.take(method, path);
    if (fault) record.fault = fault;
    if (fault && fault.kind !== 'lose answer') {
      act(fault, record, response);
      return;
    }
    checkHeaders(url.pathname, request);
    const { found, params } = findRoute(routes, method, path);
    checkToken(world, found, request);
    const incoming: Incoming = { method: found.method, path, query: url.searchParams, body, files };
    const answer = found.answer(world, params, incoming);
    if (fault) request.socket.destroy();
    else send(response, record, answer, found);
  } catch (error) {
    refuse(world, record, response, error);
  }
}

function act(
  fault: Exclude<Fault, { kind: 'lose answer' }>,
  record: RequestRecord,
  response: ServerResponse,
): void {
  if (fault.kind === 'hang') return;
  if (fault.kind === 'drop') {
    response.socket?.destroy();
    return;
  }
  if (fault.kind === 'status') {
    record.status = fault.status;
    response.writeHead(fault.status, { 'content-type': 'text/plain' }).end('upstream connect error');
    return;
  }
  record.status = 429;
  const { retryAfter, global = false } = fault;
  const headers = {
    ...RATE_LIMIT_HEADERS,
    'x-ratelimit-remaining': '0',
    'x-ratelimit-reset-after': String(retryAfter),
    'x-ratelimit-scope': global ? 'global' : 'user',
    'x-ratelimit-bucket': record.path.split('/')[1],
    'retry-after': String(Math.ceil(retryAfter)),
    ...(global && { 'x-ratelimit-global': 'true' }),
  };
  const body = { message: 'You are being rate limited.', retry_after: retryAfter, global };
  response.writeHead(429, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

/** 204 goes without a content type: with one, clients would try to read a body. */
function send(response: ServerResponse, record: RequestRecord, answer: Answer, { path, auth }: Route): void {
  record.status = answer.status;
  const limits =
    auth === 'bot' ? { ...RATE_LIMIT_HEADERS, 'x-ratelimit-bucket': path.replaceAll(/\W+/g, '-') } : {};
  if (answer.status === 204) response.writeHead(204, limits).end();
  else
    response
      .writeHead(answer.status, { 'content-type': 'application/json', ...limits })
      .end(JSON.stringify(answer.body));
}

/** @throws whatever is no refusal of Discord's: then the stand-in itself is wrong, and says so with a 500. */
function refuse(world: World, record: RequestRecord, response: ServerResponse, error: unknown): void {
  const known =
    error instanceof Refusal ? error : new Refusal(500, 0, `The stand-in failed: ${String(error)}`);
  const { status, code, complaints, message } = known;
  const detail = complaints.map(
    (complaint) => `${complaint.path.map(String).join('.')}: ${complaint.message}`,
  );
  record.status = status;
  record.code = code;
  world.violations.push({
    code: code || status,
    where: `${record.method} ${record.path}`,
    message: [message, ...detail].join(' | '),
  });
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(toErrorBody(known)));
}

/** https://docs.discord.com/developers/reference#user-agent */
function checkHeaders(pathname: string, { headers }: IncomingMessage): void {
  if (!pathname.startsWith(`${API}/`)) throw refusal('notFound');
  if (!/^DiscordBot \(\S+, [^)]+\)/.test(headers['user-agent'] ?? '')) throw refusal('noUserAgent');
}

/** An interaction's token is enough for its own routes, but a wrong bot token is refused everywhere. */
function checkToken(world: World, { auth }: Route, { headers }: IncomingMessage): void {
  const sent = headers.authorization;
  if (sent === undefined && auth === 'interaction') return;
  if (sent !== `Bot ${world.token}`) throw refusal('unauthorized');
}

/** JSON, or a form of `payload_json` and `files[n]`. https://docs.discord.com/developers/reference#uploading-files */
async function readBody(request: IncomingMessage): Promise<Pick<Incoming, 'body' | 'files'>> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > LIMITS.requestBytes.max) throw refusal('tooLarge');
    chunks.push(chunk);
  }
  if (size === 0) return { body: undefined, files: [] };
  const bytes = Buffer.concat(chunks);
  const type = request.headers['content-type'] ?? '';
  if (type.startsWith('application/json')) return { body: parseJson(bytes.toString()), files: [] };
  if (!type.startsWith('multipart/form-data'))
    throw invalidForm([
      {
        path: [],
        code: 'CONTENT_TYPE_INVALID',
        message: "Expected 'Content-Type' header to be one of {'application/json', 'multipart/form-data'}.",
      },
    ]);
  const form = await new Response(bytes, { headers: { 'content-type': type } }).formData();
  const parts = [...form].flatMap(([, part]) => (part instanceof File ? [part] : []));
  const files = await Promise.all(
    parts.map(async (part) => ({ name: part.name, size: part.size, text: await part.text() })),
  );
  return { body: parseJson(String(form.get('payload_json') ?? '{}')), files };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refusal('invalidJson');
  }
}
