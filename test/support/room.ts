import { type Bot, createBot, type Outcome } from '../../src/bot.ts';
import type { Asker } from '../../src/command.ts';
import { commands } from '../../src/commands/commands.ts';
import type { Button, Reply } from '../../src/reply.ts';
import { openSqliteStore, type SqliteStore } from '../../src/stores/sqlite.ts';
import { createLog, createWorld } from './world.ts';

/** Who asks, and how. */
export interface Standing {
  asker?: Asker;
  /** They ask in private, which is no place. */
  isPrivate?: boolean;
  mayManage?: boolean;
  forEveryone?: boolean;
}

/** A channel with people in it, whose clock a test sets: they say lines, and press the buttons of answers. */
export interface Room {
  bot: Bot;
  store: SqliteStore;
  /** Now, as ISO 8601; set it to let time pass. */
  now: string;
  say(line: string, standing?: Standing): Promise<Outcome>;
  /** Runs what a button of a reply or of its cards runs. */
  press(reply: Reply, label: string, standing?: Standing): Promise<Outcome>;
}

/** A person of one server, the same for all. */
export const person = (name: string, given: Partial<Asker> = {}): Asker => ({
  id: `discord:${name}`,
  server: 'discord:100',
  lang: 'en',
  zone: 'Europe/Berlin',
  ...given,
});

export const PLACE = 'discord:1';

/** The seeds are read once for all tests of a file. */
let world: ReturnType<typeof createWorld> | undefined;

export async function openRoom(): Promise<Room> {
  world ??= createWorld();
  const { library, places, random } = await world;
  const room = { now: '2026-11-25T10:00:00Z' };
  const clock = { now: () => new Date(room.now) };
  const store = openSqliteStore(':memory:', clock);
  const { subscriptions, deliveries, team } = store;
  const parts = { library, places, random, clock, subscriptions, deliveries, team, commands };
  const bot = createBot({ ...parts, log: createLog() });
  const stand = ({ asker = person('ana'), isPrivate, mayManage = true, forEveryone = false }: Standing) => ({
    asker,
    forEveryone,
    ...(isPrivate ? {} : { place: { id: PLACE, mayManage } }),
  });
  return Object.assign(room, {
    bot,
    store,
    say: (line: string, standing: Standing = {}) => bot.run({ line, ...stand(standing) }),
    press: (reply: Reply, label: string, standing: Standing = {}) =>
      bot.run({ invocation: find(reply, label).run, pressed: true, ...stand(standing) }),
  });
}

/** All buttons of a reply: on its cards, then below. */
export function buttonsOf({ cards = [], buttons = [] }: Reply): Button[] {
  return [...cards.flatMap((card) => [...(card.row ?? card.buttons ?? [])]), ...buttons];
}

function find(reply: Reply, label: string): Extract<Button, { run: unknown }> {
  const found = buttonsOf(reply).find((button) => button.label === label);
  if (!found || !('run' in found)) {
    const labels = buttonsOf(reply).map((button) => button.label);
    throw new Error(`no button “${label}” runs anything; there are ${labels.join(', ')}`);
  }
  return found;
}
