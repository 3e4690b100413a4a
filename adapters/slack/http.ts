import { createHmac } from 'node:crypto';
import { HTTPReceiver } from '@slack/bolt';
import type { Installations } from '../../src/installations.ts';
import { type Door, openDoor } from '../../src/observe/door.ts';
import type { Log } from '../../src/ports.ts';
import { toInstallationStore } from './installations.ts';
import { toBoltLogger } from './logger.ts';
import type { Patience } from './patience.ts';
import { scopesFor } from './scopes.ts';
import type { SlackSettings } from './settings.ts';
import type { Connection } from './socket.ts';

interface HttpWorld {
  log: Log;
  patience: Patience;
  installations: Installations;
  /** A workspace installed the app, for the first time or again. */
  onInstalled(team: string): Promise<void>;
  door?: Door;
}

/**
 * HTTP, through the door that the process has, or one of our own: Slack sends signed requests to `/slack/events` at our public address; a wrong or old signature is refused.
 * For many workspaces, `/slack/install` begins an installation and `/slack/oauth_redirect` ends it.
 * https://docs.slack.dev/apis/events-api/using-http-request-urls
 */
export function createHttp(
  { signingSecret, port, apiUrl }: { signingSecret: string; port: number; apiUrl: string },
  workspaces: SlackSettings['workspaces'],
  world: HttpWorld,
): Connection {
  const { log, patience, installations, onInstalled } = world;
  const oauth =
    workspaces.kind === 'one'
      ? {}
      : {
          clientId: workspaces.clientId,
          clientSecret: workspaces.clientSecret,
          stateSecret: stateSecretOf(workspaces.clientSecret),
          scopes: scopesFor(workspaces.readsMessages),
          installationStore: toInstallationStore(installations, onInstalled),
          installerOptions: {
            authorizationUrl: new URL('../oauth/v2/authorize', apiUrl).href,
            clientOptions: { slackApiUrl: apiUrl, retryConfig: patience },
          },
        };
  const receiver = new HTTPReceiver({
    signingSecret,
    logger: toBoltLogger(log),
    ...oauth,
  });
  let open: Door | undefined;
  return {
    receiver,
    port: () => open?.port,
    isConnected: () => open !== undefined,
    async start() {
      open = world.door ?? (await openDoor({ port }));
      // Bolt's own server would be a second one.
      open.mount((request, response) => receiver.requestListener(request, response));
      log.info({ port: open.port }, 'waiting for Slack');
    },
    async stop() {
      open?.mount(undefined);
      if (!world.door) await open?.close();
      open = undefined;
    },
  };
}

/** What signs the `state` of an installation under way. Derived, so that every process of the bot has the same and nobody sets one more secret. */
function stateSecretOf(clientSecret: string): string {
  return createHmac('sha256', clientSecret).update('paperboy: state of an installation').digest('hex');
}
