import type { Bot } from '../../src/bot.ts';
import type { Once } from '../../src/once.ts';
import type { Log } from '../../src/ports.ts';

/** What the handlers of Discord's events work with. */
export interface Parts {
  bot: Bot;
  log: Log;
  once: Once;
  /** Discord does not tell a person's time zone, so this decides what “today” is. */
  zone: string;
}
