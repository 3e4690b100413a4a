import { z } from 'zod';
import { onlyTo } from '../../src/allowed-hosts.ts';
import { bad, type Check, type CheckWorld, type Finding, good, note } from '../../src/operations/doctor.ts';
import { messageScopes, scopes } from './scopes.ts';

const answer = z.looseObject({ ok: z.boolean(), error: z.string().regex(/^\w+$/).optional() });

async function call(method: string, token: string, { config, fetch }: CheckWorld) {
  const api = config.SLACK_API_URL.replace(/\/?$/, '/');
  const response = await onlyTo([api], fetch)(`${api}${method}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-www-form-urlencoded' },
    signal: AbortSignal.timeout(10_000),
  });
  const granted = response.headers.get('x-oauth-scopes')?.split(/[\s,]+/) ?? [];
  return { ...answer.parse(await response.json()), granted };
}

/** The tokens and their scopes, as Slack knows them. */
export const checkSlack: Check = async (world) => {
  const { SLACK_BOT_TOKEN: bot, SLACK_APP_TOKEN: app } = world.config;
  const findings = [
    bot === undefined ? [] : checkBotToken(bot, world),
    app === undefined ? [] : checkAppToken(app, world),
  ];
  try {
    return (await Promise.all(findings)).flat();
  } catch {
    return [bad('Slack', 'does not answer; check the network, or SLACK_API_URL')];
  }
};

async function checkBotToken(token: string, world: CheckWorld): Promise<Finding[]> {
  const { ok, error, granted } = await call('auth.test', token, world);
  if (!ok)
    return [
      bad('Slack', `does not accept SLACK_BOT_TOKEN (${error}); copy it again from OAuth & Permissions`),
    ];
  const wanted = [...scopes, ...(world.config.SLACK_MESSAGE_CONTENT === '1' ? messageScopes : [])].map(
    ({ scope }): string => scope,
  );
  const missing = wanted.filter((scope) => !granted.includes(scope));
  const more = granted.filter((scope) => scope !== '' && !wanted.includes(scope));
  return [
    good('Slack', 'accepts SLACK_BOT_TOKEN'),
    missing.length > 0
      ? bad(
          'Slack scopes',
          `lack ${missing.join(', ')}; print the manifest anew (npm run slack:manifest) and install the app again`,
        )
      : good('Slack scopes', 'are all there'),
    ...(more.length > 0
      ? [note('Slack scopes', `${more.join(', ')} are granted and not used; take them away`)]
      : []),
  ];
}

async function checkAppToken(token: string, world: CheckWorld): Promise<Finding[]> {
  const { ok, error } = await call('apps.connections.open', token, world);
  return [
    ok
      ? good('Slack sockets', 'SLACK_APP_TOKEN opens them')
      : bad('Slack sockets', `SLACK_APP_TOKEN does not open one (${error}); it needs connections:write`),
  ];
}
