import { type Message, PermissionsBitField } from 'discord.js';
import { wordsFor } from '../../src/words/words.ts';
import { logRefusal } from './log-refusal.ts';
import type { Parts } from './parts.ts';
import { NEEDED } from './permissions.ts';
import { authorOf } from './standing.ts';

/** The channel is closed to us, so the asker is told in private which permission is missing. */
export async function explainToAsker(message: Message, parts: Parts): Promise<void> {
  if (!message.inGuild()) return;
  const me = message.guild.members.me;
  const needed = message.channel.isThread() ? NEEDED.thread : NEEDED.channel;
  const held = me === null ? new PermissionsBitField() : message.channel.permissionsFor(me);
  const missing = held.missing(needed).map((name) => name.replace(/(?<=[a-z])(?=[A-Z])/g, ' '));
  const words = wordsFor(authorOf(message, parts).lang);
  parts.log.warn({ channel: message.channelId, missing }, 'may not post in a channel');
  try {
    await message.author.send({
      content: words.cannotPost(message.channel.name, missing),
      allowedMentions: { parse: [] },
      // Where this process dies before it can say that the asker was told, Discord shows nothing new of the next. Not the nonce
      // of the answer, of which something may stand in the channel.
      nonce: `told${message.id}`,
      enforceNonce: true,
    });
  } catch (error) {
    logRefusal(error, parts);
  }
}
