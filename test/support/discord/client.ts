import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  Client,
  type ClientOptions,
  Events,
  GatewayIntentBits,
  type Interaction,
  Routes,
} from 'discord.js';
import { afterEach } from 'vitest';
import { type Discord, type DiscordOptions, startDiscord } from './discord.ts';

/** Commands enough for the stand-in's own tests. */
export const COMMANDS = [
  {
    name: 'paper',
    description: 'Papers',
    integration_types: [0, 1],
    contexts: [0, 1, 2],
    options: [
      {
        type: ApplicationCommandOptionType.Subcommand,
        name: 'search',
        description: 'Find papers',
        options: [
          {
            type: ApplicationCommandOptionType.String,
            name: 'query',
            description: 'Words',
            required: true,
            autocomplete: true,
          },
          { type: ApplicationCommandOptionType.Integer, name: 'page', description: 'Page', min_value: 1 },
        ],
      },
    ],
  },
  { type: ApplicationCommandType.Message, name: 'Papers in this message' },
];

const INTENTS = [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages];

/** What a test file starts; everything is stopped after each test. */
export interface Stage {
  start(options?: DiscordOptions): Promise<Discord>;
  /** The real client, logged in and ready, with `COMMANDS` registered. */
  connect(
    discord: Discord,
    onInteraction?: (interaction: Interaction) => unknown,
    options?: Partial<ClientOptions>,
  ): Promise<Client<true>>;
}

/** Call it once at the top of a test file. */
export function createStage(): Stage {
  const clients: Client[] = [];
  const started: Discord[] = [];
  afterEach(async () => {
    await Promise.all(clients.splice(0).map((client) => client.destroy()));
    await Promise.all(started.splice(0).map((discord) => discord.stop()));
  });
  return {
    start: async (options) => {
      const discord = await startDiscord(options);
      started.push(discord);
      return discord;
    },
    connect: async (discord, onInteraction = () => {}, options = {}) => {
      const client = new Client({
        intents: INTENTS,
        rest: { api: discord.apiUrl },
        allowedMentions: { parse: [], repliedUser: false },
        ...options,
      });
      clients.push(client);
      client.on(Events.InteractionCreate, onInteraction);
      const ready = new Promise<Client<true>>((resolve) => {
        client.once(Events.ClientReady, resolve);
      });
      await client.login(discord.token);
      await client.rest.put(Routes.applicationCommands(discord.applicationId), { body: COMMANDS });
      return await ready;
    },
  };
}
