import { Client, GatewayIntentBits, Options, Partials } from 'discord.js';
import { makeRequest } from './attempts.ts';

/** None is privileged. Guilds: channels and permissions. The other two: messages that mention the bot or are sent to it. */
const INTENTS: readonly GatewayIntentBits[] = [
  GatewayIntentBits.Guilds,
  GatewayIntentBits.GuildMessages,
  GatewayIntentBits.DirectMessages,
];

/** What discord.js keeps for ever by default is let go: we read no history and no members, and run for months. */
const makeCache = Options.cacheWithLimits({
  ...Options.DefaultMakeCacheSettings,
  MessageManager: 50,
  ReactionManager: 0,
  GuildMemberManager: { maxSize: 100, keepOverLimit: (member) => member.id === member.client.user.id },
  UserManager: { maxSize: 100, keepOverLimit: (user) => user.id === user.client.user.id },
});

/** discord.js with the least it needs. `readsMessages` adds the privileged Message Content intent. */
export function createClient(apiUrl: string, readsMessages: boolean): Client {
  return new Client({
    intents: readsMessages ? [...INTENTS, GatewayIntentBits.MessageContent] : INTENTS,
    // A direct message arrives in a channel, and an edit to a message, that was never seen before.
    partials: [Partials.Channel, Partials.Message],
    rest: { api: apiUrl, makeRequest },
    allowedMentions: { parse: [], repliedUser: false },
    makeCache,
  });
}
