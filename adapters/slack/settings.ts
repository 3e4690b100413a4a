import type { Config } from '../../src/config.ts';
import { StartError } from '../../src/errors.ts';

export interface SlackSettings {
  /** Ends in a slash. */
  apiUrl: string;
  /** How Slack reaches us: over sockets that we open, or by signed requests to a public address. */
  connection: { kind: 'socket'; appToken: string } | { kind: 'http'; signingSecret: string; port: number };
  /** Whom we serve: the one workspace of a bot token, or all that install the app. */
  workspaces:
    | { kind: 'one'; botToken: string }
    /** `readsMessages`: they are asked for what is said in channels, too. */
    | { kind: 'many'; clientId: string; clientSecret: string; readsMessages: boolean };
}

/**
 * How Slack is set up; undefined where it is not.
 *
 * @throws StartError where a setting lacks its fellow: a line that says which.
 */
export function readSlackSettings(config: Config): SlackSettings | undefined {
  const {
    SLACK_BOT_TOKEN: botToken,
    SLACK_APP_TOKEN: appToken,
    SLACK_SIGNING_SECRET: signingSecret,
  } = config;
  const { SLACK_CLIENT_ID: clientId, SLACK_CLIENT_SECRET: clientSecret } = config;
  if (botToken === undefined && clientId === undefined) return undefined;
  const apiUrl = config.SLACK_API_URL.replace(/\/?$/, '/');
  const { PORT: port } = config;
  const http =
    signingSecret === undefined || port === 'off'
      ? undefined
      : { kind: 'http' as const, signingSecret, port };
  const socket = appToken === undefined ? undefined : { kind: 'socket' as const, appToken };
  if (botToken !== undefined) {
    const connection = socket ?? http;
    if (connection) return { apiUrl, connection, workspaces: { kind: 'one', botToken } };
    throw new StartError(
      'Slack needs SLACK_APP_TOKEN beside SLACK_BOT_TOKEN (Socket Mode), or SLACK_SIGNING_SECRET and a PORT (HTTP).',
    );
  }
  if (clientId === undefined || clientSecret === undefined)
    throw new StartError('Slack needs SLACK_CLIENT_SECRET beside SLACK_CLIENT_ID.');
  if (!http)
    throw new StartError(
      'Several Slack workspaces need HTTP: set SLACK_SIGNING_SECRET and a PORT beside SLACK_CLIENT_ID.',
    );
  const readsMessages = config.SLACK_MESSAGE_CONTENT === '1';
  return { apiUrl, connection: http, workspaces: { kind: 'many', clientId, clientSecret, readsMessages } };
}
