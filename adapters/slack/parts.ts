import type { webApi } from '@slack/bolt';
import type { Bot } from '../../src/bot.ts';
import type { Asker } from '../../src/command.ts';
import type { Once } from '../../src/once.ts';
import type { Places } from '../../src/places.ts';
import type { Log } from '../../src/ports.ts';
import type { Patience } from './patience.ts';

export type Client = webApi.WebClient;

/** What the handlers of Slack's events and interactions work with. */
export interface Parts {
  bot: Bot;
  log: Log;
  once: Once;
  places: Places;
  patience: Patience;
  /** Never rejects. */
  askerOf(client: Client, team: string, user: string): Promise<Asker>;
  /** Counts the work until it is done, so that stopping waits for it. */
  run(work: () => Promise<void>): void;
}
