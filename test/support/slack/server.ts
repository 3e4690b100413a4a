import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { teamOf } from './directory.ts';
import { answerFault } from './faults.ts';
import type { Fields } from './json.ts';
import { consent } from './oauth.ts';
import { addressOf, readBody, readFields, sendJson } from './requests.ts';
import { useResponseUrl } from './response-urls.ts';
import { changed } from './state.ts';
import { serveCall, type WebApi } from './web-api.ts';

type Handler = (
  api: WebApi,
  request: IncomingMessage,
  response: ServerResponse,
  rest: string,
  body: Buffer,
) => void;

/** What is served under which path. The first that fits is taken. */
const ROUTES: readonly (readonly [prefix: string, handler: Handler])[] = [
  ['/api/', (api, request, response, method, body) => serveCall(api, method, request, body, response)],
  ['/actions/', serveResponseUrl],
  ['/upload/v1/', serveUpload],
  ['/oauth/v2/authorize', serveConsent],
];

/** The HTTP side of the stand-in: the Web API, response_urls, uploads and the consent page. */
export function createSlackServer(api: WebApi): Server {
  return createServer((request, response) => {
    serve(api, request, response).catch((error: unknown) => {
      sendJson(response, { ok: false, error: 'fatal_error', detail: String(error) }, 500);
    });
  });
}

async function serve(api: WebApi, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await readBody(request);
  const { pathname } = addressOf(request);
  const route = ROUTES.find(([prefix]) => pathname.startsWith(prefix));
  if (route) route[1](api, request, response, pathname.slice(route[0].length), body);
  else sendJson(response, { ok: false, error: 'not_found' }, 404);
}

function serveResponseUrl(
  api: WebApi,
  request: IncomingMessage,
  response: ServerResponse,
  rest: string,
  body: Buffer,
): void {
  const args = readFields(request, body);
  const fault = api.faults.take('response_url');
  const note = (answered: Fields) =>
    api.state.calls.push({ method: 'response_url', args, token: undefined, response: answered });
  if (fault && fault !== 'lost') {
    note(answerFault(fault, response));
  } else {
    const answer = useResponseUrl(api.state, `/actions/${rest}`, args);
    note(answer.body);
    if (fault) response.destroy();
    else sendJson(response, answer.body, answer.status);
  }
  changed(api.state);
}

/** Takes the bytes of files.getUploadURLExternal. https://docs.slack.dev/messaging/working-with-files */
function serveUpload(
  api: WebApi,
  request: IncomingMessage,
  response: ServerResponse,
  id: string,
  body: Buffer,
): void {
  const file = api.state.files.get(id);
  if (file) {
    file.content = uploadedText(body, request.headers['content-type'] ?? '');
    response.writeHead(200, { 'content-type': 'text/plain' }).end(`OK - ${body.length}`);
  } else {
    sendJson(response, { ok: false, error: 'file_not_found' }, 404);
  }
}

/** The file inside a multipart body, or the body itself. */
function uploadedText(body: Buffer, type: string): string {
  const text = body.toString('utf8');
  const boundary = /boundary="?([^";]+)/.exec(type)?.[1];
  if (!boundary) return text;
  const part = text.split(`--${boundary}`)[1] ?? '';
  return part.slice(part.indexOf('\r\n\r\n') + 4).replace(/\r\n$/, '');
}

/** Consents at once, for the team that the address names. */
function serveConsent(api: WebApi, request: IncomingMessage, response: ServerResponse): void {
  const { searchParams } = addressOf(request);
  const team = searchParams.get('team') ?? [...api.state.teams.keys()][0] ?? '';
  const decision = consent(api.state, searchParams, teamOf(api.state, team));
  if ('location' in decision) response.writeHead(302, { location: decision.location }).end();
  else sendJson(response, { ok: false, error: decision.refusal }, 400);
}
