import {
  ChannelType,
  type GuildMember,
  type Interaction,
  type Message,
  PermissionFlagsBits,
  type PermissionsBitField,
} from 'discord.js';
import type { Request } from '../../src/bot.ts';
import type { Asker } from '../../src/command.ts';
import { known } from '../../src/known.ts';
import { PREFIX, toAsker, toPlaceId } from './asker.ts';
import type { Parts } from './parts.ts';

/** Who asks, where, and what they may do and see there. A private conversation is no place: nobody else is there. */
export type Standing = Pick<Request, 'asker' | 'place' | 'mayRead'>;

export function standingOf(interaction: Interaction, parts: Parts): Standing {
  const asker = askerOf(interaction, parts);
  if (!interaction.inGuild() || interaction.channelId === null) return { asker };
  const member = interaction.inCachedGuild() ? interaction.member : undefined;
  return stand(asker, interaction.channelId, interaction.memberPermissions, member, parts);
}

export function standingOfAuthor(message: Message, parts: Parts): Standing {
  const asker = authorOf(message, parts);
  if (!message.inGuild()) return { asker };
  const member = message.member ?? undefined;
  return stand(asker, message.channelId, member && message.channel.permissionsFor(member), member, parts);
}

export const askerOf = (interaction: Interaction, { zone }: Pick<Parts, 'zone'>): Asker =>
  toAsker(interaction.user.id, interaction.guildId, interaction.locale, zone);

export const authorOf = (message: Message, { zone }: Pick<Parts, 'zone'>): Asker =>
  toAsker(message.author.id, message.guildId, message.guild?.preferredLocale, zone);

/** In a thread the permissions of its channel count, which Discord and discord.js see to. */
function stand(
  asker: Asker,
  channelId: string,
  permissions: Readonly<PermissionsBitField> | undefined,
  member: GuildMember | undefined,
  { admins }: Pick<Parts, 'admins'>,
): Standing {
  const mayManage = admins.has(asker.id) || permissions?.has(PermissionFlagsBits.ManageChannels) === true;
  const mayRead = member && ((placeId: string) => sees(member, placeId));
  return { asker, place: { id: toPlaceId(channelId), mayManage }, ...known({ mayRead }) };
}

/** Whether a member may see a channel or thread of their server. */
async function sees(member: GuildMember, placeId: string): Promise<boolean> {
  if (!placeId.startsWith(PREFIX)) return false;
  // A channel that is gone, or that we may not see, is nobody's to read.
  const channel = await member.client.channels.fetch(placeId.slice(PREFIX.length)).catch(() => null);
  if (!channel || channel.isDMBased() || channel.guildId !== member.guild.id) return false;
  const permissions = channel.permissionsFor(member);
  if (!permissions.has(PermissionFlagsBits.ViewChannel)) return false;
  if (channel.type !== ChannelType.PrivateThread || permissions.has(PermissionFlagsBits.ManageThreads))
    return true;
  return channel.members.fetch({ member: member.id, force: true, cache: false }).then(
    () => true,
    () => false,
  );
}
