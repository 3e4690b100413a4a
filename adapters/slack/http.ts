import { createHmac } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { HTTPReceiver } from '@slack/bolt';
import { StartError } from '../../src/errors.ts';
import type { Installations } from '../../src/installations.ts';
import type { Log } from '../../src/ports.ts';
import { toInstallationStore } from './installations.ts';
import { toBoltLogger } from './logger.ts';
import type { Patience } from './patience.ts';
import { scopes } from './scopes.ts';
import type { SlackSettings } from './settings.ts';
import type { Connection } from './socket.ts';

const CLOSE_WITHIN = 2_000;

interface HttpWorld {
  log: Log;
  patience: Patience;
  installations: Installations;
  /** A workspace installed the app, for the first time or again. */
  onInstalled(team: string): Promise<void>;
}

/**
 * HTTP: Slack sends signed requests to `/slack/events` at our public address; a wrong or old signature is refused.
 * For many workspaces, `/slack/install` begins an installation and `/slack/oauth_redirect` ends it.
 * https://docs.slack.dev/apis/events-api/using-http-request-urls
 */
export function createHttp(
  { signingSecret, port, apiUrl }: { signingSecret: string; port: number; apiUrl: string },
  workspaces: SlackSettings['workspaces'],
  { log, patience, installations, onInstalled }: HttpWorld,
): Connection {
  const oauth =
    workspaces.kind === 'one'
      ? {}
      : {
          clientId: workspaces.clientId,
          clientSecret: workspaces.clientSecret,
          stateSecret: stateSecretOf(workspaces.clientSecret),
          scopes: scopes.map(({ scope }) => scope),
          installationStore: toInstallationStore(installations, onInstalled),
          installerOptions: {
            authorizationUrl: new URL('../oauth/v2/authorize', apiUrl).href,
            clientOptions: { slackApiUrl: apiUrl, retryConfig: patience },
          },
        };
  const receiver = new HTTPReceiver({
    signingSecret,
    port,
    logger: toBoltLogger(log),
    ...oauth,
  });
  let listening: number | undefined;
  return {
    receiver,
    port: () => listening,
    async start() {
      try {
        const address = (await receiver.start(port)).address();
        listening = typeof address === 'object' ? address?.port : undefined;
        log.info({ port: listening }, 'waiting for Slack');
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        throw new StartError(`I cannot listen on PORT ${port}: ${why}`, { cause: error });
      }
    },
    async stop() {
      if (listening === undefined) return;
      listening = undefined;
      await Promise.race([receiver.stop(), wait(CLOSE_WITHIN, undefined, { ref: false })]);
    },
  };
}

/** What signs the `state` of an installation under way. Derived, so that every process of the bot has the same and nobody sets one more secret. */
function stateSecretOf(clientSecret: string): string {
  return createHmac('sha256', clientSecret).update('paperboy: state of an installation').digest('hex');
}
