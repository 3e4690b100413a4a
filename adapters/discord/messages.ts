import {
  DiscordAPIError,
  type Message,
  PermissionFlagsBits,
  PermissionsBitField,
  RESTJSONErrorCodes,
} from 'discord.js';
import { inPassing } from '../../src/passing.ts';
import { wordsFor } from '../../src/words/words.ts';
import { logRefusal } from './answer.ts';
import { toAsker } from './asker.ts';
import type { Parts } from './parts.ts';
import { toPayload } from './payload.ts';
import { render } from './render.ts';

/** Answers a message that speaks to the bot: by mentioning it, or in a direct message. */
export async function handleMessage(message: Message, parts: Parts): Promise<void> {
  if (message.author.bot || !speaksToUs(message)) return;
  if (!(await parts.once.claim(`discord:message:${message.id}`))) return;
  const { bot, zone } = parts;
  const asker = toAsker(message.author.id, message.guildId, message.guild?.preferredLocale, zone);
  const said = message.content.replaceAll(new RegExp(`<@!?${message.client.user.id}>`, 'g'), ' ');
  const { reply } = await bot.run({ ...inPassing(said, bot.commands), asker });
  const payload = toPayload(render(reply, { commands: bot.commands, words: wordsFor(asker.lang) }));
  try {
    await message.reply({ ...payload, failIfNotExists: false });
  } catch (error) {
    if (isNotAllowed(error)) await explainToAsker(message, parts);
    else logRefusal(error, parts);
  }
}

/** Whether a message is for the bot: in private, or by a mention that is not a mere reply. */
export function speaksToUs(message: Message): boolean {
  if (!message.inGuild()) return true;
  return message.mentions.has(message.client.user, {
    ignoreEveryone: true,
    ignoreRoles: true,
    ignoreRepliedUser: true,
  });
}

function isNotAllowed(error: unknown): boolean {
  const codes: readonly (string | number)[] = [
    RESTJSONErrorCodes.MissingPermissions,
    RESTJSONErrorCodes.MissingAccess,
  ];
  return error instanceof DiscordAPIError && codes.includes(error.code);
}

/** What an answer in a channel needs, and what one in a thread needs. */
const NEEDED = {
  channel:
    PermissionFlagsBits.ViewChannel |
    PermissionFlagsBits.SendMessages |
    PermissionFlagsBits.ReadMessageHistory,
  thread:
    PermissionFlagsBits.ViewChannel |
    PermissionFlagsBits.SendMessagesInThreads |
    PermissionFlagsBits.ReadMessageHistory,
};

/** The channel is closed to us, so the asker is told in private which permission is missing. */
async function explainToAsker(message: Message, parts: Parts): Promise<void> {
  if (!message.inGuild()) return;
  const me = message.guild.members.me;
  const needed = message.channel.isThread() ? NEEDED.thread : NEEDED.channel;
  const held = me === null ? new PermissionsBitField() : message.channel.permissionsFor(me);
  const missing = held.missing(needed).map((name) => name.replace(/(?<=[a-z])(?=[A-Z])/g, ' '));
  const words = wordsFor(
    toAsker(message.author.id, message.guildId, message.guild.preferredLocale, parts.zone).lang,
  );
  parts.log.warn({ channel: message.channelId, missing }, 'may not post in a channel');
  try {
    await message.author.send({
      content: words.cannotPost(message.channel.name, missing),
      allowedMentions: { parse: [] },
    });
  } catch (error) {
    logRefusal(error, parts);
  }
}
