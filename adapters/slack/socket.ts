import { setTimeout as wait } from 'node:timers/promises';
import { type Receiver, SocketModeReceiver, webApi } from '@slack/bolt';
import { StartError } from '../../src/errors.ts';
import type { Log } from '../../src/ports.ts';
import { toBoltLogger } from './logger.ts';
import { type Patience, waitAfter } from './patience.ts';
import { whyNot } from './refusals.ts';

/** A way in which Slack reaches us. */
export interface Connection {
  receiver: Receiver;
  /** @throws StartError where Slack cannot be reached or does not let us in. */
  start(): Promise<void>;
  /** From here on nothing new comes in. */
  stop(): Promise<void>;
  /** Whether Slack reaches us at this moment. */
  isConnected(): boolean;
  /** Where it listens, once it does. */
  port?(): number | undefined;
}

const CLOSE_WITHIN = 2_000;

/**
 * Socket Mode: we open a socket to Slack, so no public address is needed. Reconnects by itself and at once, for as long
 * as it takes: what the client of @slack/socket-mode 3.1 does instead waits for seconds first, gives up for ever after
 * one failed call, and lets a stop in between end the process by an unhandled rejection.
 * https://docs.slack.dev/apis/events-api/using-socket-mode
 */
export function createSocket(
  { appToken, apiUrl }: { appToken: string; apiUrl: string },
  { log, patience }: { log: Log; patience: Patience },
): Connection {
  const logger = toBoltLogger(log);
  const clientOptions = { slackApiUrl: apiUrl, retryConfig: patience };
  const receiver = new SocketModeReceiver({
    appToken,
    logger,
    autoReconnectEnabled: false,
    // An object of its own: the receiver changes what it is given.
    installerOptions: { clientOptions: { ...clientOptions } },
  });
  const { client } = receiver;
  const stopping = new AbortController();
  const { signal } = stopping;
  let connecting: Promise<void> | undefined;
  let isConnected = false;

  async function connect(): Promise<void> {
    for (let failures = 1; !signal.aborted; failures += 1) {
      try {
        await client.start();
        break;
      } catch (error) {
        if (!signal.aborted) log.warn({ err: error, failures }, 'cannot connect to Slack; trying again');
      }
      await wait(waitAfter(failures, patience), undefined, { signal }).catch(() => undefined);
    }
    // The client does not notice that it was told to stop while it was asking for an address.
    if (signal.aborted) await client.disconnect();
    else log.info({}, 'connected to Slack');
  }

  client.on('connected', () => {
    isConnected = true;
  });
  client.on('disconnected', () => {
    isConnected = false;
    if (signal.aborted || connecting) return;
    connecting = connect().finally(() => {
      connecting = undefined;
    });
  });

  return {
    receiver,
    isConnected: () => isConnected,
    async start() {
      try {
        // Asked once by ourselves: the client asks again for ever, whatever the answer.
        await new webApi.WebClient(appToken, { logger, ...clientOptions }).apps.connections.open({});
      } catch (error) {
        throw new StartError(whyNot(error, 'SLACK_APP_TOKEN'), { cause: error });
      }
      connecting = connect().finally(() => {
        connecting = undefined;
      });
      await connecting;
    },
    async stop() {
      stopping.abort();
      const closed = Promise.all([client.disconnect(), connecting]);
      await Promise.race([closed, wait(CLOSE_WITHIN, undefined, { ref: false })]);
    },
  };
}
