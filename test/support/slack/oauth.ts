import { addUser, install, teamOf } from './directory.ts';
import type { Team } from './entities.ts';
import { type Fields, textOf } from './json.ts';
import { LIMITS } from './limits.ts';
import { Refusal } from './refusal.ts';
import { newId, type State } from './state.ts';

/** Where a browser goes next, or why the consent page refuses. */
export type Consent = { location: string } | { refusal: string };

/** The consent page, agreed to at once by somebody of this team. https://docs.slack.dev/authentication/installing-with-oauth */
export function consent(state: State, query: URLSearchParams, team: Team): Consent {
  const scopes = new Set((query.get('scope') ?? '').split(/[, ]/).filter(Boolean));
  const redirect = query.get('redirect_uri') ?? state.app.redirectUrls[0];
  if (query.get('client_id') !== state.clientId) return { refusal: 'invalid_client_id' };
  if (scopes.size === 0) return { refusal: 'no_scopes' };
  const unknown = [...scopes].filter((scope) => !state.app.scopes.has(scope));
  if (unknown.length > 0) return { refusal: `invalid_scope: ${unknown.join(', ')}` };
  if (!redirect || !state.app.redirectUrls.some((url) => isUnder(redirect, url)))
    return { refusal: 'bad_redirect_uri' };
  const code = newId(state, 'code');
  const user = addUser(state, team.id, { name: `installer-of-${team.domain}` });
  const redirectUri = query.get('redirect_uri') ?? undefined;
  state.codes.set(code, {
    team: team.id,
    user: user.id,
    scopes,
    redirectUri,
    madeAt: state.now(),
    isSpent: false,
  });
  const location = new URL(redirect);
  location.searchParams.set('code', code);
  location.searchParams.set('state', query.get('state') ?? '');
  return { location: location.href };
}

/** Exchanges a code for a bot token, once, within ten minutes. https://docs.slack.dev/reference/methods/oauth.v2.access */
export function exchangeCode(state: State, args: Fields): Fields {
  if (args.client_id !== state.clientId) throw new Refusal('invalid_client_id');
  if (args.client_secret !== state.clientSecret) throw new Refusal('bad_client_secret');
  const code = state.codes.get(textOf(args.code) ?? '');
  if (!code) throw new Refusal('invalid_code');
  if (code.isSpent) throw new Refusal('code_already_used');
  if (state.now() - code.madeAt > LIMITS.oauthCodeLife) throw new Refusal('code_expired');
  if (textOf(args.redirect_uri) !== code.redirectUri) throw new Refusal('bad_redirect_uri');
  code.isSpent = true;
  const team = teamOf(state, code.team);
  return {
    app_id: state.appId,
    authed_user: { id: code.user },
    scope: [...code.scopes].join(','),
    token_type: 'bot',
    access_token: install(state, team, code.scopes),
    bot_user_id: team.botUser,
    team: { id: team.id, name: team.name },
    enterprise: null,
    is_enterprise_install: false,
  };
}

/** Ends a team's tokens and tells the app, as when an administrator revokes them or removes the app. */
export function endTokens(state: State, team: Team, status: 'revoked' | 'uninstalled'): void {
  for (const token of state.tokens.values()) {
    if (token.team === team.id && token.kind === 'bot' && token.status === 'active') token.status = status;
  }
  if (status === 'uninstalled') state.emit(team.id, { type: 'app_uninstalled' });
  state.emit(team.id, { type: 'tokens_revoked', tokens: { bot: [team.botUser] } });
}

/** A redirect may go below a registered address, on the same host and port. */
function isUnder(redirect: string, registered: string): boolean {
  if (!URL.canParse(redirect) || !URL.canParse(registered)) return false;
  const [to, allowed] = [new URL(redirect), new URL(registered)];
  return to.origin === allowed.origin && to.pathname.startsWith(allowed.pathname);
}
