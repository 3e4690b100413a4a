import { createServer } from 'node:http';
import { App, HTTPReceiver, type Logger, LogLevel, SocketModeReceiver, type webApi } from '@slack/bolt';
import { listen } from './listening.ts';
import type { Slack } from './slack.ts';

/** A started Bolt app. */
export interface StartedApp {
  stop(): Promise<unknown>;
}

const silence = (): void => undefined;

/** Bolt tells of every fault that a test brings about; the tests say what came of it. */
export const silentLogger: Logger = {
  debug: silence,
  info: silence,
  warn: silence,
  error: silence,
  setLevel: silence,
  getLevel: () => LogLevel.ERROR,
  setName: silence,
};

type Prepare = (app: App) => void;

/** Bolt without patience, so that a test of a refused call ends at once. */
const IMPATIENT: webApi.RetryOptions = { retries: 0 };

/**
 * Starts the real Bolt over Socket Mode. The receiver has options of its own: with `socketMode: true` Bolt would write the socket's
 * hundred retries into the options of every listener's client.
 */
export async function startSocketApp(
  slack: Slack,
  prepare: Prepare,
  retryConfig = IMPATIENT,
): Promise<StartedApp> {
  const { apiUrl: slackApiUrl, appToken, botToken: token } = slack;
  const installerOptions = { clientOptions: { slackApiUrl } };
  const logger = silentLogger;
  const receiver = new SocketModeReceiver({ appToken, logger, clientPingTimeout: 300, installerOptions });
  const app = new App({ token, receiver, logger, clientOptions: { slackApiUrl, retryConfig } });
  prepare(app);
  await app.start();
  return { stop: () => receiver.client.disconnect() };
}

/** Starts the real Bolt on a free port of 127.0.0.1 and makes Slack deliver there. */
export async function startHttpApp(slack: Slack, prepare: Prepare): Promise<StartedApp> {
  const { apiUrl: slackApiUrl, botToken: token, signingSecret } = slack;
  const logger = silentLogger;
  const receiver = new HTTPReceiver({ signingSecret, logger, unhandledRequestTimeoutMillis: 100 });
  const app = new App({ token, receiver, logger, clientOptions: { slackApiUrl, retryConfig: IMPATIENT } });
  prepare(app);
  const server = createServer(receiver.requestListener);
  await slack.useHttp(`${await listen(server)}/slack/events`);
  return { stop: () => new Promise((resolve) => server.close(resolve)) };
}
