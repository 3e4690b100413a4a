import { type ReceiverEvent, webApi } from '@slack/bolt';
import { createMemoryThreads, type Threads } from '../../src/answers/threads.ts';
import type { Bot } from '../../src/bot.ts';
import { createInFlight } from '../../src/concurrency/in-flight.ts';
import { createInTurn } from '../../src/concurrency/in-turn.ts';
import type { Poster } from '../../src/daily/poster.ts';
import { createForgetfulOwing, type Owing } from '../../src/debts/owing.ts';
import { StartError } from '../../src/errors.ts';
import { createMemoryInstallations, type Installations } from '../../src/installations.ts';
import type { Door } from '../../src/observe/door.ts';
import type { Once } from '../../src/once.ts';
import type { Places } from '../../src/places.ts';
import type { Clock, Log } from '../../src/ports.ts';
import { systemTimer, type Timer } from '../../src/sources/timer.ts';
import type { Forgetting } from '../../src/team/forgetting.ts';
import type { Sightings } from '../../src/team/sightings.ts';
import { createCancelling } from './cancelling.ts';
import { createPublicNames } from './channels.ts';
import { createHttp } from './http.ts';
import { listen } from './listen.ts';
import { toBoltLogger } from './logger.ts';
import { CarefulApp, NotTaken, PROMISE_AFTER } from './owed.ts';
import type { Parts } from './parts.ts';
import { type Patience, usualPatience } from './patience.ts';
import { createPeople } from './people.ts';
import { createPoster, posterClientOptions } from './poster.ts';
import { createPresence } from './presence.ts';
import { whyNot } from './refusals.ts';
import { createRecentLabels } from './relabel.ts';
import type { SlackSettings } from './settings.ts';
import { createSocket } from './socket.ts';
import { createWorkspaces } from './workspaces.ts';

export interface Running {
  /** Takes nothing new, finishes what is in flight within 10 s, and leaves. */
  stop(): Promise<void>;
  /** Whether Slack reaches us at this moment. */
  isConnected(): boolean;
  /** The port that is listened on, over HTTP. */
  port?: number;
  /** Posts into the channels of the workspaces that are served. */
  poster: Poster;
}

export interface SlackWorld {
  log: Log;
  once: Once;
  /** Where it is written down what is owed; nowhere where absent. */
  owing?: Owing;
  /** Milliseconds that a command may take before its answer is promised; 0 promises each. */
  promiseAfter?: number;
  clock: Clock;
  places: Places;
  /** For people whose zone Slack does not tell. */
  zone: string;
  /** Where the tokens of many workspaces are kept. */
  installations?: Installations;
  /** Who runs this bot, as askers are named, of all platforms; in Slack only they manage channels, where any of them is there. */
  admins?: ReadonlySet<string>;
  /** Where it is remembered who brought up papers; nowhere where absent. */
  sightings?: Pick<Sightings, 'record'>;
  /** Is told when a workspace removes the app, and when it is there again. */
  forgetting?: Pick<Forgetting, 'markRemoved' | 'markPresent'>;
  /** What was answered in threads; in memory where absent. */
  threads?: Threads;
  timer?: Timer;
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
  const { log, places, clock, sightings, forgetting } = world;
  const owing = world.owing ?? createForgetfulOwing(world.once, log);
  const { apiUrl, connection: way, workspaces } = settings;
  const patience = world.patience ?? usualPatience;
  const installations = world.installations ?? createMemoryInstallations();
  const logger = toBoltLogger(log);
  const clientOptions = { slackApiUrl: apiUrl, retryConfig: patience, logger };
  const inFlight = createInFlight((err) => log.error({ err }, 'a Slack event failed'));
  const {
    promiseAfter = PROMISE_AFTER,
    threads = createMemoryThreads(),
    timer = systemTimer,
    admins = new Set(),
  } = world;
  const parts: Parts = {
    ...{ bot, log, owing, promiseAfter, clock, timer, places, patience, admins, threads, sightings },
    cancelling: createCancelling(),
    recentLabels: createRecentLabels(() => clock.now().getTime()),
    inTurn: createInTurn(),
    personOf: createPeople(world),
    publicName: createPublicNames(world),
    run: inFlight.run,
  };
  const presence = createPresence(forgetting, log);

  const identity = workspaces.kind === 'one' ? await identify(workspaces.botToken, clientOptions) : undefined;
  const connection =
    way.kind === 'socket'
      ? createSocket({ ...way, apiUrl }, { log, patience })
      : createHttp({ ...way, apiUrl }, workspaces, {
          ...world,
          patience,
          installations,
          onInstalled: presence.installed,
        });
  const app = new CarefulApp({
    receiver: connection.receiver,
    logger,
    clientOptions,
    // Bolt would remember every conversation for ever.
    convoStore: false,
    ...(identity ? { authorize: () => Promise.resolve(identity) } : {}),
  });
  app.error(async (err) => {
    // Slack is to hear of it, so that it sends the event again.
    if (err.original instanceof NotTaken) throw err.original;
    log.error({ err }, 'a Slack event failed');
  });
  listen(app, installations, presence, parts);
  await connection.start();
  const end = new AbortController();
  const following = owing.follow(
    { prefix: 'slack:', answer: (how) => app.processEvent(toEventAgain(how)) },
    end.signal,
  );
  if (identity?.teamId !== undefined) await presence.installed(identity.teamId);
  log.info({ team: identity?.teamId, over: way.kind }, 'answering in Slack');
  const port = connection.port?.();
  const workspaceOf = createWorkspaces(identity, installations, {
    slackApiUrl: apiUrl,
    logger,
    ...posterClientOptions,
  });
  return {
    poster: createPoster({ workspaceOf, commands: bot.commands, threads, timer, log }),
    ...(port === undefined ? {} : { port }),
    isConnected: () => connection.isConnected(),
    async stop() {
      // First the door, then the work: what Bolt acknowledged is not sent again.
      await connection.stop();
      end.abort();
      await inFlight.drain(FINISH_WITHIN);
      await Promise.race([following, timer.sleep(1_000)]);
    },
  };
}

/** What Slack sent to a process that died: it was acknowledged then. */
function toEventAgain(how: string): ReceiverEvent {
  return { body: JSON.parse(how), ack: () => Promise.resolve() };
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
