import type { Asker } from '../../src/command.ts';
import { languageOf } from '../../src/words/words.ts';

/** The person behind an interaction or a message. Discord tells a language only for interactions, and no time zone. */
export function toAsker(
  userId: string,
  guildId: string | null,
  locale: string | undefined,
  zone: string,
): Asker {
  return { id: PREFIX + userId, server: toServerId(guildId ?? userId), lang: languageOf(locale), zone };
}

/** How the core's names of all that is on Discord start. */
export const PREFIX = 'discord:';

/** A server, as the core names it. */
export const toServerId = (guildId: string) => PREFIX + guildId;

/** A channel or a thread, as the core names it. */
export const toPlaceId = (channelId: string) => PREFIX + channelId;
