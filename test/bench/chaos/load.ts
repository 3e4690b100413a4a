import type { APIMessage } from 'discord.js';
import { commands } from '../../../src/commands/commands.ts';
import { parseLine } from '../../../src/line.ts';
import type { Random } from '../../../src/ports.ts';
import type { Discord, Exchange } from '../../support/discord/discord.ts';
import type { Channel } from '../../support/discord/world.ts';
import type { Channel as SlackChannel, User } from '../../support/slack/entities.ts';
import type { Exchange as SlackExchange } from '../../support/slack/exchange.ts';
import type { Slack } from '../../support/slack/slack.ts';

/** What people asked, and what stands there now. */
export interface Asked {
  /** Where in Discord it was asked. */
  channels: readonly Channel[];
  /** Slash commands in Discord. */
  interactions: Exchange[];
  /** Mentions in Discord. */
  messages: APIMessage[];
  slashes: { by: User; channel: SlackChannel; line: string; exchange: SlackExchange }[];
  mentions: { by: User; channel: SlackChannel; line: string; exchange: SlackExchange }[];
}

/** The last asks the model, which takes its time: such an answer is promised first. */
const LINES = [
  'search moe',
  'show 2402.17764',
  'summary 2402.17764',
  'search quantization year:2024',
  'today',
  'ask how small can weights get before accuracy drops?',
];

/** How often an event of Slack's comes twice at once. */
const TWICE = 0.1;

export interface Load {
  asked: Asked;
  /** Asks once more, somewhere. */
  ask(): void;
  /** Resolves once each delivery came to its end. */
  settled(): Promise<void>;
}

/** People who ask over and over, each question by a person of its own, so that its answers can be told from all others. */
export function createLoad(discord: Discord, slack: Slack, random: Random): Load {
  const guilds = [discord.guild, discord.addGuild('Second group')];
  const channels = guilds.map((guild) => discord.addChannel('questions', guild));
  const conversation = slack.channel('questions');
  const asked: Asked = { channels, interactions: [], messages: [], slashes: [], mentions: [] };
  const underWay = new Set<Promise<void>>();
  let count = 0;

  const kinds = [
    async (line: string) => {
      const { command, options } = parseLine(line, commands);
      const asking = {
        user: discord.addUser(`reader${count}`),
        channel: anyChannel(),
        until: 'sent' as const,
      };
      asked.interactions.push(await discord.slash(`paper ${command}`, options, asking));
    },
    async (line: string) => {
      const user = discord.addUser(`reader${count}`);
      asked.messages.push(discord.say(anyChannel(), `<@${discord.bot.id}> ${line}`, { user }));
    },
    async (line: string) => {
      const by = slack.user(`reader${count}`);
      const exchange = await slack.slash('/paper', line, { by, channel: conversation });
      asked.slashes.push({ by, channel: conversation, line, exchange });
    },
    async (line: string) => {
      const by = slack.user(`reader${count}`);
      const times = random() < TWICE ? 2 : 1;
      const exchange = await slack.mention(conversation, line, { by, times });
      asked.mentions.push({ by, channel: conversation, line, exchange });
    },
  ];

  function anyChannel() {
    return channels[Math.floor(random() * channels.length)] ?? discord.channel;
  }

  return {
    asked,
    ask() {
      count += 1;
      const line = LINES[Math.floor(random() * LINES.length)] ?? '';
      const kind = kinds[count % kinds.length];
      const asking = kind?.(line).finally(() => underWay.delete(asking ?? Promise.resolve()));
      if (asking) underWay.add(asking);
    },
    async settled() {
      await Promise.all(underWay);
    },
  };
}
