import { PermissionFlagsBits } from 'discord.js';

/** What an answer needs wherever it is given: a mention is a message to reply to, and some answers are files. */
const ANSWER =
  PermissionFlagsBits.ViewChannel | PermissionFlagsBits.ReadMessageHistory | PermissionFlagsBits.AttachFiles;

/** What an answer in a channel needs, and what one in a thread needs. */
export const NEEDED = {
  channel: ANSWER | PermissionFlagsBits.SendMessages,
  thread: ANSWER | PermissionFlagsBits.SendMessagesInThreads,
};

/** What an invitation asks for: README's link has this number. */
export const INVITED = NEEDED.channel | NEEDED.thread;
