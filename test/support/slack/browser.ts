import { send } from './http-delivery.ts';

export interface Page {
  status: number;
  body: string;
}

const PATIENCE = 10_000;

/**
 * Installs the app as a person's browser does: opens its install page, follows to Slack's consent page for one team, and back with
 * the code, the state and the cookies. `forgetful` loses the cookies, as a browser does into which somebody pasted a link.
 */
export async function installInBrowser(
  installUrl: string,
  team: string,
  options: { forgetful?: boolean } = {},
): Promise<Page> {
  const page = await send(installUrl, { method: 'GET', headers: {} }, PATIENCE);
  const link =
    page.headers.location ??
    /href="([^"]*\/oauth\/v2\/authorize[^"]*)"/.exec(page.body)?.[1]?.replaceAll('&amp;', '&');
  if (!link)
    throw new Error(
      `no way to Slack's consent page on ${installUrl}: ${page.status} ${page.body.slice(0, 200)}`,
    );
  const consentUrl = new URL(link);
  consentUrl.searchParams.set('team', team);
  const agreed = await send(consentUrl.href, { method: 'GET', headers: {} }, PATIENCE);
  if (!agreed.headers.location) return { status: agreed.status, body: agreed.body };
  const cookies = (page.headers['set-cookie'] ?? []).map((cookie) => cookie.split(';')[0]).join('; ');
  const headers: Record<string, string> = options.forgetful || !cookies ? {} : { cookie: cookies };
  return send(agreed.headers.location, { method: 'GET', headers }, PATIENCE);
}
