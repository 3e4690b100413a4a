import type { webApi } from '@slack/bolt';
import type { Threads } from '../../src/answers/threads.ts';
import type { Bot } from '../../src/bot.ts';
import type { Owing } from '../../src/debts/owing.ts';
import type { Places } from '../../src/places.ts';
import type { Clock, Log } from '../../src/ports.ts';
import type { Timer } from '../../src/sources/timer.ts';
import type { Sightings } from '../../src/team/sightings.ts';
import type { Cancelling } from './cancelling.ts';
import type { FindPublicName } from './channels.ts';
import type { Patience } from './patience.ts';
import type { FindPerson } from './people.ts';
import type { createRecentLabels } from './relabel.ts';

export type Client = webApi.WebClient;

/** What the handlers of Slack's events and interactions work with. */
export interface Parts {
  bot: Bot;
  log: Log;
  /** Takes on events, each once, and answers that are promised. */
  owing: Owing;
  /** Milliseconds that a command may take before its answer is promised. */
  promiseAfter: number;
  clock: Clock;
  timer: Timer;
  places: Places;
  patience: Patience;
  /** Who runs this bot, as {@link Asker} names them, of all platforms. */
  admins: ReadonlySet<string>;
  threads: Threads;
  sightings: Pick<Sightings, 'record'> | undefined;
  cancelling: Cancelling;
  recentLabels: ReturnType<typeof createRecentLabels>;
  /** Presses on one message that change it, one after the other. */
  inTurn(message: string, work: () => Promise<void>): Promise<void>;
  personOf: FindPerson;
  publicName: FindPublicName;
  /** Counts the work until it is done, so that stopping waits for it. */
  run(work: () => Promise<void>): void;
}
