import { App, webApi } from '@slack/bolt';
import type { Bot } from '../../src/bot.ts';
import { StartError } from '../../src/errors.ts';
import { createInFlight } from '../../src/in-flight.ts';
import { createMemoryInstallations, type Installations } from '../../src/installations.ts';
import type { Door } from '../../src/observe/door.ts';
import type { Once } from '../../src/once.ts';
import type { Places } from '../../src/places.ts';
import type { Clock, Log } from '../../src/ports.ts';
import { createAskers } from './asker.ts';
import { createHttp } from './http.ts';

import { listen } from './listen.ts';
import { toBoltLogger } from './logger.ts';
import type { Parts } from './parts.ts';
import { type Patience, usualPatience } from './patience.ts';
import { whyNot } from './refusals.ts';
import type { SlackSettings } from './settings.ts';
import { createSocket } from './socket.ts';

export interface Running {
  /** Takes nothing new, finishes what is in flight within 10 s, and leaves. */
  stop(): Promise<void>;
  /** Whether Slack reaches us at this moment. */
  isConnected(): boolean;
  /** The port that is listened on, over HTTP. */
  port?: number;
}

export interface SlackWorld {
  log: Log;
  once: Once;
  clock: Clock;
  places: Places;
  /** For people whose zone Slack does not tell. */
  zone: string;
  /** Where the tokens of many workspaces are kept. */
  installations?: Installations;
  patience?: Patience;
  /** Where the process listens already, for HTTP; the adapter opens its own where absent. */
  door?: Door;
}

const FINISH_WITHIN = 10_000;

/**
 * Connects the bot to Slack and answers until it is stopped.
 *
 * @throws StartError where Slack refuses a token or cannot be reached: a line that says what to do.
 */
export async function startSlack(bot: Bot, settings: SlackSettings, world: SlackWorld): Promise<Running> {
  const { log, once, places } = world;
  const { apiUrl, connection: way, workspaces } = settings;
  const patience = world.patience ?? usualPatience;
  const installations = world.installations ?? createMemoryInstallations();
  const logger = toBoltLogger(log);
  const clientOptions = { slackApiUrl: apiUrl, retryConfig: patience, logger };
  const inFlight = createInFlight((err) => log.error({ err }, 'a Slack event failed'));
  const parts: Parts = { bot, log, once, places, patience, askerOf: createAskers(world), run: inFlight.run };

  const identity = workspaces.kind === 'one' ? await identify(workspaces.botToken, clientOptions) : undefined;
  const connection =
    way.kind === 'socket'
      ? createSocket({ ...way, apiUrl }, { log, patience })
      : createHttp({ ...way, apiUrl }, workspaces, { ...world, patience, installations });
  const app = new App({
    receiver: connection.receiver,
    logger,
    clientOptions,
    // Bolt would remember every conversation for ever.
    convoStore: false,
    ...(identity ? { authorize: () => Promise.resolve(identity) } : {}),
  });
  app.error((err) => Promise.resolve(log.error({ err }, 'a Slack event failed')));
  listen(app, installations, parts);
  await connection.start();
  log.info({ team: identity?.teamId, over: way.kind }, 'answering in Slack');
  const port = connection.port?.();
  return {
    ...(port === undefined ? {} : { port }),
    isConnected: () => connection.isConnected(),
    async stop() {
      // First the door, then the work: what Bolt acknowledged is not sent again.
      await connection.stop();
      await inFlight.drain(FINISH_WITHIN);
    },
  };
}

/** Who we are by our token. https://docs.slack.dev/reference/methods/auth.test */
async function identify(botToken: string, options: webApi.WebClientOptions) {
  try {
    const { bot_id, user_id, team_id } = await new webApi.WebClient(botToken, options).auth.test();
    return {
      botToken,
      ...(bot_id === undefined ? {} : { botId: bot_id }),
      ...(user_id === undefined ? {} : { botUserId: user_id }),
      ...(team_id === undefined ? {} : { teamId: team_id }),
    };
  } catch (error) {
    throw new StartError(whyNot(error, 'SLACK_BOT_TOKEN'), { cause: error });
  }
}
