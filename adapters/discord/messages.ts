import { DiscordAPIError, type Message, RESTJSONErrorCodes } from 'discord.js';
import type { Request } from '../../src/bot.ts';
import type { Owed } from '../../src/debts/owing.ts';
import { inPassing } from '../../src/passing.ts';
import { wordsFor } from '../../src/words/words.ts';
import { followUpIn } from './follow-up.ts';
import { logRefusal } from './log-refusal.ts';
import { explainToAsker } from './no-permission.ts';
import type { Parts } from './parts.ts';
import { runPatiently } from './patience.ts';
import { toPayload } from './payload.ts';
import { render } from './render.ts';
import { rememberMessage } from './sightings.ts';
import { standingOfAuthor } from './standing.ts';

/** How the keys of messages start that somebody answers. The server comes next: a shard answers what was said in its own. */
export const MESSAGE_KEY = 'discord:message:';

const toMessageKey = ({ id, guildId }: Message) => `${MESSAGE_KEY}${guildId ?? '@me'}/${id}`;

/** Answers a message that speaks to the bot: by mentioning it, by replying to it, or in a direct message. */
export async function handleMessage(message: Message, parts: Parts): Promise<void> {
  if (message.author.bot || !speaksToUs(message)) return;
  const said = message.content.replaceAll(new RegExp(`<@!?${message.client.user.id}>`, 'g'), ' ').trim();
  // A picture under an answer of ours asks nothing.
  if (said === '' && message.inGuild() && !mentionsUs(message)) return;
  const owed = await takeOn(message, parts);
  if (owed === 'by another') return;
  try {
    await answerTaken(message, said, owed?.isInherited === true, parts);
  } finally {
    await owed?.settle();
  }
}

/** Where the database does not say who answers, all do: Discord shows one of messages that carry the same nonce. */
async function takeOn(message: Message, { owing, log }: Parts): Promise<Owed | 'by another' | undefined> {
  const key = toMessageKey(message);
  try {
    const how = { channel: message.channelId, message: message.id };
    return owing.inherited(key) ?? (await owing.take(key, JSON.stringify(how))) ?? 'by another';
  } catch (err) {
    log.error({ err }, 'cannot tell whether another process answers a message');
    return undefined;
  }
}

async function answerTaken(
  message: Message,
  said: string,
  isInherited: boolean,
  parts: Parts,
): Promise<void> {
  const standing = standingOfAuthor(message, parts);
  const meant = await meaning(message, said, parts);
  const request = { ...meant, ...standing, forEveryone: message.inGuild() };
  await answerMessage(message, request, isInherited, parts);
}

/** What is said, with what it follows up on where it is a question. */
async function meaning(
  message: Message,
  said: string,
  { bot, log }: Parts,
): Promise<ReturnType<typeof inPassing>> {
  const meant = inPassing(said, bot.commands);
  if (!('invocation' in meant) || meant.invocation.command !== 'ask') return meant;
  const followUp = await followUpIn(message, bot.commands, log);
  return { invocation: { command: 'ask', options: { ...meant.invocation.options, ...followUp } } };
}

/**
 * The first message that shows something becomes the answer by edits. What a process that died has shown already is what
 * Discord gives back for the same nonce, and becomes the answer as well.
 */
async function answerMessage(
  message: Message,
  request: Request,
  isInherited: boolean,
  parts: Parts,
): Promise<void> {
  const words = wordsFor(request.asker.lang);
  const { commands } = parts.bot;
  let sent: Message | undefined;
  const show = async (payload: ReturnType<typeof toPayload>) => {
    if (sent) {
      sent = await sent.edit(payload);
      return;
    }
    const once = { failIfNotExists: false, nonce: message.id, enforceNonce: true };
    sent = await message.reply({ ...payload, ...once });
    if (isInherited) sent = await sent.edit(payload);
  };
  const acknowledge = async () => {
    // Where we may not write, that is found and explained when the answer comes.
    if (message.channel.isSendable()) await message.channel.sendTyping().catch(() => {});
    return (reply: Parameters<typeof render>[0], cancel: string) =>
      show(toPayload(render(reply, { commands, words, cancel })));
  };
  try {
    const asking = { id: message.id, userId: message.author.id, acknowledge };
    const { outcome } = await runPatiently(request, asking, parts);
    await show(toPayload(render(outcome.reply, { commands, words })));
    await rememberMessage(message, outcome, parts);
  } catch (error) {
    if (isNotAllowed(error)) await explainToAsker(message, parts);
    else logRefusal(error, parts);
  }
}

/** Whether a message is for the bot: in private, by a mention, or by a reply that rings for it. */
export function speaksToUs(message: Message): boolean {
  if (!message.inGuild() || mentionsUs(message)) return true;
  const { id } = message.client.user;
  return message.mentions.repliedUser?.id === id && message.mentions.users.has(id);
}

function mentionsUs(message: Message): boolean {
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
