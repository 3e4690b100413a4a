import type { IncomingMessage, ServerResponse } from 'node:http';
import { readArguments } from './argument-checks.ts';
import { teamOf } from './directory.ts';
import type { ApiCall, Token } from './entities.ts';
import { answerFault, type Faults } from './faults.ts';
import { type Fields, textOf } from './json.ts';
import type { Method } from './methods/method.ts';
import { Refusal } from './refusal.ts';
import { readFields, sendJson } from './requests.ts';
import { changed, type State, violate } from './state.ts';

export interface WebApi {
  state: State;
  faults: Faults;
  methods: Readonly<Record<string, Method>>;
  /** The stand-in's address without a slash at its end. */
  base(): string;
}

/** Refusals that only a mistake of the app brings about; the others happen to every app in production. */
const MISTAKES = new Set(
  `
  bad_client_secret bad_redirect_uri cannot_find_message cannot_parse_attachment cannot_unfurl_message
  cannot_unfurl_url cant_delete_message cant_update_message code_already_used duplicate_external_id
  exchanged_trigger_id invalid_arguments invalid_attachments invalid_auth invalid_blocks
  invalid_blocks_format invalid_metadata_format invalid_trigger_id invalid_unfurl_id
  invalid_unfurls_format markdown_text_conflict missing_channel missing_scope missing_source
  missing_ts missing_unfurl_id missing_unfurls msg_blocks_too_long msg_too_long no_text
  not_allowed_token_type not_authed not_enabled push_limit_reached too_many_attachments unknown_method
  view_too_large
`
    .trim()
    .split(/\s+/),
);

/** Answers one Web API request as Slack does: always 200, with `ok` or an `error`. https://docs.slack.dev/apis/web-api */
export function serveCall(
  api: WebApi,
  method: string,
  request: IncomingMessage,
  body: Buffer,
  response: ServerResponse,
): void {
  const sent = readFields(request, body);
  const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  const token = bearer ?? textOf(sent.token);
  const call: ApiCall = { method, args: { ...sent, ...basicAuth(request) }, token };
  api.state.calls.push(call);
  const fault = api.faults.take(method);
  if (fault === 'lost') {
    call.response = answer(api, call);
    response.destroy();
  } else if (fault) {
    call.response = answerFault(fault, response);
  } else {
    call.response = answer(api, call);
    const info = api.state.tokens.get(token ?? '');
    const scopes: Record<string, string> = info ? { 'x-oauth-scopes': [...info.scopes].join(',') } : {};
    sendJson(response, call.response, 200, scopes);
  }
  changed(api.state);
}

/** oauth.v2.access takes the app's id and secret in the Authorization header too. */
function basicAuth(request: IncomingMessage): Fields {
  const encoded = /^Basic (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  const [id, secret] = Buffer.from(encoded ?? '', 'base64')
    .toString('utf8')
    .split(':');
  return encoded ? { client_id: id, client_secret: secret } : {};
}

function answer(api: WebApi, call: ApiCall): Fields {
  try {
    return { ok: true, ...run(api, call) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return refusalAnswer(api.state, call.method, error);
  }
}

function run({ state, methods, base }: WebApi, call: ApiCall): Fields {
  const method = methods[call.method];
  if (!method) throw new Refusal('unknown_method', [], { req_method: call.method });
  const token = method.token === 'none' ? noToken : authenticate(state, method, call.token);
  const needed = method.scopes ?? [];
  if (needed.length > 0 && !needed.some((scope) => token.scopes.has(scope))) {
    throw new Refusal('missing_scope', [], {
      needed: needed.join(','),
      provided: [...token.scopes].join(','),
    });
  }
  const { args, unknown } = readArguments(call.method, call.args);
  call.args = args;
  for (const name of unknown) violate(state, `${call.method}: unknown argument ${name}`);
  const team = token === noToken ? noTeam : teamOf(state, token.team);
  return method.run({ state, args, team, token, base: base() });
}

const noToken: Token = { team: '', kind: 'bot', scopes: new Set(), status: 'active' };
const noTeam = { id: '', name: '', domain: '', botUser: '', botId: '' };

function authenticate(state: State, method: Method, value: string | undefined): Token {
  if (!value) throw new Refusal('not_authed');
  const token = state.tokens.get(value);
  if (!token) throw new Refusal('invalid_auth');
  if (token.status === 'revoked') throw new Refusal('token_revoked');
  if (token.status === 'uninstalled') throw new Refusal('account_inactive');
  if (token.kind !== method.token) throw new Refusal('not_allowed_token_type');
  return token;
}

/** The body of a refusal; also notes it where the app could have known better. */
export function refusalAnswer(
  state: State,
  where: string,
  { message: error, complaints, more }: Refusal,
): Fields {
  if (MISTAKES.has(error)) violate(state, [`${where}: ${error}`, ...complaints].join('\n  '));
  const details = complaints.length > 0 && {
    errors: complaints,
    response_metadata: { messages: complaints.map((words) => `[ERROR] ${words}`) },
  };
  return { ok: false, error, ...more, ...details };
}
