import type {
  ChatInputCommandInteraction,
  MessageComponentInteraction,
  MessageContextMenuCommandInteraction,
} from 'discord.js';
import type { Bot } from '../../src/bot.ts';
import type { Owing } from '../../src/debts/owing.ts';
import type { Once } from '../../src/once.ts';
import type { Places } from '../../src/places.ts';
import type { Clock, Log } from '../../src/ports.ts';
import type { Timer } from '../../src/sources/timer.ts';
import type { Sightings } from '../../src/team/sightings.ts';
import type { Cancels } from './cancels.ts';

/** An interaction that is answered with a message. */
export type Answerable =
  | ChatInputCommandInteraction
  | MessageContextMenuCommandInteraction
  | MessageComponentInteraction;

/** What the handlers of Discord's events work with. */
export interface Parts {
  bot: Bot;
  log: Log;
  once: Once;
  /** Takes on messages, each once, and answers that are promised. */
  owing: Owing;
  places: Places;
  /** Who runs this bot, as {@link Asker} names them: they may manage every place. */
  admins: ReadonlySet<string>;
  /** Remembers who brought up which paper where. */
  sightings: Pick<Sightings, 'record'>;
  clock: Clock;
  timer: Pick<Timer, 'sleep'>;
  cancels: Cancels;
  /** Discord does not tell a person's time zone, so this decides what “today” is. */
  zone: string;
}
