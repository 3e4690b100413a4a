import { ComponentType, type Message } from 'discord.js';
import { CARRIER_ID } from './custom-id.ts';

/** All text of a message in which an arXiv ID or link may stand: what was written, and what Discord previews of it. */
export function textOf(message: Message): string {
  const embeds = message.embeds.flatMap((embed) => [embed.url, embed.title, embed.description]);
  const forwarded = message.messageSnapshots.map((snapshot) => snapshot.content);
  return [message.content, ...embeds, ...forwarded].filter((part) => typeof part === 'string').join('\n');
}

/** The pieces of long lines that ride along in a message of ours (see custom-id.ts). */
export function piecesIn(message: Message): string[] {
  return message.components.flatMap((row) =>
    row.type === ComponentType.ActionRow
      ? row.components.flatMap((each) =>
          each.type === ComponentType.StringSelect && each.customId === CARRIER_ID
            ? each.options.map(({ value }) => value)
            : [],
        )
      : [],
  );
}
