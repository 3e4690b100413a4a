import { AttachmentBuilder, MessageFlags } from 'discord.js';
import type { Rendered } from './render.ts';

/** A rendered reply as discord.js sends it, to a channel or as an edit. */
export function toPayload({ components, allowedMentions, files }: Rendered) {
  const attachments = files.map(({ name, text }) => new AttachmentBuilder(Buffer.from(text), { name }));
  return { components, allowedMentions, files: attachments, flags: MessageFlags.IsComponentsV2 as const };
}

export type Payload = ReturnType<typeof toPayload>;

/** The same as a first answer or a follow-up, which the asker alone may see. An edit takes no such flag. */
export function toAnswer(payload: Payload, ephemeral: boolean) {
  const flags: (MessageFlags.IsComponentsV2 | MessageFlags.Ephemeral)[] = ephemeral
    ? [payload.flags, MessageFlags.Ephemeral]
    : [payload.flags];
  return { ...payload, flags };
}
