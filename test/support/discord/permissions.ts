import { type APIUser, ChannelType, PermissionFlagsBits, PermissionsBitField } from 'discord.js';
import type { Channel } from './world.ts';

/** What the bot may do in a fresh channel: everything an invite could grant, so that an unguarded ping does ring. */
export const GRANTED =
  PermissionFlagsBits.ViewChannel |
  PermissionFlagsBits.SendMessages |
  PermissionFlagsBits.SendMessagesInThreads |
  PermissionFlagsBits.EmbedLinks |
  PermissionFlagsBits.AttachFiles |
  PermissionFlagsBits.ReadMessageHistory |
  PermissionFlagsBits.MentionEveryone |
  PermissionFlagsBits.ManageMessages |
  PermissionFlagsBits.UseApplicationCommands;

export function isThread({ type }: Pick<Channel, 'type'>): boolean {
  return type === ChannelType.PublicThread || type === ChannelType.PrivateThread;
}

/** A thread has no permissions of its own: its channel's count. */
export function botPermissions(channel: Channel): bigint {
  return GRANTED & ~(channel.parent ?? channel).denied;
}

/** The permission that a message needs. https://docs.discord.com/developers/topics/threads#permissions */
export function neededToSend(channel: Channel): bigint {
  return isThread(channel) ? PermissionFlagsBits.SendMessagesInThreads : PermissionFlagsBits.SendMessages;
}

/** An owner may do everything; other members may not manage the place, but for what was allowed them in a channel. */
export function memberPermissions(channel: Channel, user: APIUser): bigint {
  if (channel.guild?.ownerId === user.id) return PermissionsBitField.All;
  const { allow, deny } = (channel.parent ?? channel).overwrites.get(user.id) ?? { allow: 0n, deny: 0n };
  return (GRANTED & ~PermissionFlagsBits.ManageMessages & ~deny) | allow;
}
