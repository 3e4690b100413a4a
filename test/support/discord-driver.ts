import type { APIMessage } from 'discord.js';
import { startDiscord as connect, type DiscordWorld, type Running } from '../../adapters/discord/discord.ts';
import { createRegister } from '../../adapters/discord/register.ts';
import { type Bot, createBot } from '../../src/bot.ts';
import type { Command } from '../../src/command.ts';
import { readConfig } from '../../src/config.ts';
import type { Owing } from '../../src/debts/owing.ts';
import { parseLine } from '../../src/line.ts';
import { createMemoryOnce } from '../../src/once.ts';
import { systemTimer } from '../../src/sources/timer.ts';
import type { Sighting } from '../../src/team/sightings.ts';
import type { Team } from '../../src/team/team.ts';
import type { Driver, Shown } from '../contracts/adapter.ts';
import { buttonsOf, type Discord, type DiscordOptions, startDiscord, textOf } from './discord/discord.ts';
import { createLog, createWorld, type TestLog } from './world.ts';

/** What the adapter told others to remember. */
export interface Remembered {
  sightings: Sighting[];
  /** The servers that were marked, in order. */
  removed: string[];
  present: string[];
}

function remembering(
  { sightings, removed, present }: Remembered,
  team: Team,
  before: readonly string[],
): Pick<DiscordWorld, 'sightings' | 'forgetting'> {
  return {
    sightings: {
      async record(sighting) {
        await team.sightings.record(sighting);
        sightings.push(sighting);
      },
    },
    forgetting: {
      markRemoved: async (server) => void removed.push(server),
      markPresent: async (server) => void present.push(server),
      present: async () => [...before],
    },
  };
}

/** The real bot on the real discord.js, connected to Discord on loopback. */
export interface Connected {
  discord: Discord;
  bot: Bot;
  log: TestLog;
  running: Running;
  remembered: Remembered;
  team: Team;
  stop(): Promise<void>;
}

/** Registers these commands as `npm run register` does, and connects. */
export async function connectToDiscord(
  commands: readonly Command[],
  options?: DiscordOptions & {
    admins?: ReadonlySet<string>;
    /** The servers that had the bot when it last ran. */
    before?: readonly string[];
    owing?: Owing;
  },
): Promise<Connected> {
  const discord = await startDiscord(options);
  const log = createLog();
  const world = await createWorld();
  const bot = createBot({ ...world, commands, log });
  const readsMessages = options?.privileged !== undefined;
  const settings = { token: discord.token, apiUrl: discord.apiUrl, readsMessages };
  await createRegister(commands).run([], {
    config: readConfig({ DISCORD_TOKEN: settings.token, DISCORD_API_URL: settings.apiUrl }),
  });
  const remembered: Remembered = { sightings: [], removed: [], present: [] };
  const running = await connect(bot, settings, {
    log,
    clock: { now: () => new Date() },
    timer: systemTimer,
    once: createMemoryOnce(),
    places: world.places,
    zone: 'UTC',
    admins: options?.admins ?? new Set(),
    ...remembering(remembered, world.team, options?.before ?? []),
    ...(options?.owing ? { owing: options.owing } : {}),
  });
  const stop = async () => {
    await running.stop();
    await discord.stop();
  };
  return { discord, bot, log, running, remembered, team: world.team, stop };
}

/** Ana, typing slash commands and pressing buttons. */
export async function startDiscordDriver(commands: readonly Command[]): Promise<Driver> {
  const { discord, stop } = await connectToDiscord(commands);
  let newest: APIMessage | undefined;
  const show = (message: APIMessage | undefined, isPrivate: boolean): Shown => {
    if (!message) throw new Error('Discord shows no answer');
    newest = message;
    return {
      text: [readable(textOf(message)), ...filesOf(message)].join('\n'),
      private: isPrivate,
      buttons: buttonsOf(message).map((each) => each.label),
    };
  };
  const filesOf = ({ attachments }: APIMessage) =>
    attachments.map(({ id, filename }) => `${filename}\n${discord.fileText(id)}`);
  return {
    keepsMessages: true,
    async ask(line) {
      const { command, options } = parseLine(line, commands);
      const exchange = await discord.slash(`paper ${command}`, options);
      return show(exchange.reply, exchange.ephemeral);
    },
    async press(label) {
      if (!newest) throw new Error('nothing was asked yet');
      const exchange = await discord.press(newest, label);
      return show(exchange.reply, exchange.ephemeral);
    },
    expectClean() {
      discord.expectClean();
      if (discord.pings.length > 0) throw new Error(`somebody was pinged: ${JSON.stringify(discord.pings)}`);
    },
    stop,
  };
}

/** Markdown as a reader sees it, as far as the contract looks. */
function readable(markdown: string): string {
  return markdown.replace(/\\([^\w\s])/g, '$1').replace(/\*\*/g, '');
}
