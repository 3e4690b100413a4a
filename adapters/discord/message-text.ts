import type { Message } from 'discord.js';

/** All text of a message in which an arXiv ID or link may stand: what was written, and what Discord previews of it. */
export function textOf(message: Message): string {
  const embeds = message.embeds.flatMap((embed) => [embed.url, embed.title, embed.description]);
  const forwarded = message.messageSnapshots.map((snapshot) => snapshot.content);
  return [message.content, ...embeds, ...forwarded].filter((part) => typeof part === 'string').join('\n');
}
