import {
  type APIMessage,
  type APIUser,
  MessageFlags,
  MessageReferenceType,
  MessageType,
  PermissionFlagsBits,
  type RESTPostAPIChannelMessageJSONBody,
} from 'discord.js';
import { type Component, withFiles, withIds } from './components.ts';
import { refusal } from './errors.ts';
import { messageEvent } from './events.ts';
import { findMentions, findPings, mentionableText } from './mentions.ts';
import { botPermissions } from './permissions.ts';
import type { Existing, MessageBody } from './validate-message.ts';
import type { Channel, StoredMessage, World } from './world.ts';

/** A file that was sent with a message. */
export interface SentFile {
  name: string;
  size: number;
  text: string;
}

interface Posting {
  channel: Channel;
  author: APIUser;
  body: MessageBody;
  files?: readonly SentFile[];
  /** What of the message stands in no body: its kind, the interaction that it answers. */
  also?: Partial<APIMessage>;
  visibleTo?: string;
  /** A placeholder that an edit fills. */
  loading?: boolean;
}

/** Puts a checked message into a channel, rings for whom it pings, and tells the gateway. */
export function postMessage(world: World, posting: Posting): StoredMessage {
  const { channel, author, body, files = [], also = {}, visibleTo, loading = false } = posting;
  const text = mentionableText(body.content, componentsOf(body));
  const attachments = files.map((file, index) => toAttachment(world, channel, file, index));
  const reference = referenceOf(world, channel, body);
  const flags: number = body.flags ?? 0;
  const data: APIMessage = {
    id: world.newId(),
    channel_id: channel.id,
    author,
    content: body.content?.trim() ?? '',
    timestamp: new Date(world.now()).toISOString(),
    edited_timestamp: null,
    tts: false,
    ...mentionsIn(world, text, pingsOriginal(body) ? reference?.referenced_message?.author : undefined),
    attachments,
    embeds: body.embeds ?? [],
    // Ids were added; the kinds are those of the checked body.
    components: withFiles(withIds(componentsOf(body)), attachments) as APIMessage['components'] & object,
    pinned: false,
    type: reference ? MessageType.Reply : MessageType.Default,
    flags,
    ...('nonce' in body && body.nonce !== undefined && { nonce: body.nonce }),
    ...reference,
    ...also,
  };
  const stored: StoredMessage = { data, loading, ...(visibleTo !== undefined && { visibleTo }) };
  world.messages.set(data.id, stored);
  if (!loading) recordPings(world, channel, stored, body);
  world.dispatch(messageEvent(world, 'MESSAGE_CREATE', channel, stored));
  return stored;
}

/** Applies a checked edit. Filling a placeholder rings, another edit does not. */
export function editMessage(
  world: World,
  stored: StoredMessage,
  body: MessageBody,
  files: readonly SentFile[] = [],
): void {
  const channel = channelOf(world, stored);
  const before = stored.data;
  const wasLoading = stored.loading;
  const kept = body.attachments ? before.attachments.filter(({ id }) => keeps(body, id)) : before.attachments;
  const attachments = [...kept, ...files.map((file, index) => toAttachment(world, channel, file, index))];
  const components =
    body.components === undefined ? before.components : withFiles(withIds(componentsOf(body)), attachments);
  const content = body.content === undefined ? before.content : (body.content?.trim() ?? '');
  stored.loading = false;
  stored.data = {
    ...before,
    content,
    embeds: body.embeds === undefined ? before.embeds : (body.embeds ?? []),
    components: components as APIMessage['components'] & object,
    attachments,
    flags: nextFlags(before.flags ?? 0, body.flags),
    edited_timestamp: wasLoading ? null : new Date(world.now()).toISOString(),
    ...mentionsIn(world, mentionableText(content, (components ?? []) as Component[])),
  };
  if (wasLoading) recordPings(world, channel, stored, body);
  world.dispatch(messageEvent(world, 'MESSAGE_UPDATE', channel, stored));
}

/** A message as an edit finds it. */
export function toExisting({ data }: StoredMessage): Existing {
  const { flags, content, embeds, components, attachments } = data;
  return { flags: flags ?? 0, content, embeds, components: components ?? [], attachments };
}

/** Takes a message away; the gateway hears of it. */
export function deleteMessage(world: World, stored: StoredMessage): void {
  world.messages.delete(stored.data.id);
  world.dispatch(messageEvent(world, 'MESSAGE_DELETE', channelOf(world, stored), stored));
}

/** @throws {Refusal} 10008 where there is no such message, or only somebody else sees it. */
export function findMessage(world: World, channelId: string, id: string, asker?: string): StoredMessage {
  const stored = world.messages.get(id);
  if (stored?.data.channel_id !== channelId || ![undefined, asker].includes(stored.visibleTo))
    throw refusal('unknownMessage');
  return stored;
}

/** @throws {Refusal} 10003 where there is no such channel. */
export function findChannel(world: World, id: string): Channel {
  const channel = world.channels.get(id);
  if (!channel) throw refusal('unknownChannel');
  return channel;
}

export function componentsOf(body: MessageBody): Component[] {
  // The body was checked, so these are components.
  return (body.components ?? []) as Component[];
}

function channelOf(world: World, { data }: StoredMessage): Channel {
  return findChannel(world, data.channel_id);
}

function keeps(body: MessageBody, id: string): boolean {
  return (body.attachments ?? []).some((attachment) => String(attachment.id) === id);
}

/** The new-kind flag stays; others are replaced where the edit names them. */
function nextFlags(before: number, asked: number | null | undefined): number {
  if (asked === null || asked === undefined) return before & ~MessageFlags.Loading;
  const lasting = MessageFlags.IsComponentsV2 | MessageFlags.Ephemeral;
  return (before & lasting) | asked;
}

/** A reply rings unless it says otherwise. */
function pingsOriginal({ allowed_mentions }: MessageBody): boolean {
  return !allowed_mentions || allowed_mentions.replied_user === true;
}

function mentionsIn(
  world: World,
  text: string,
  repliedTo?: APIUser,
): Pick<APIMessage, 'mentions' | 'mention_roles' | 'mention_everyone'> {
  const named = findMentions(text);
  const ids = new Set([...named.users, ...(repliedTo ? [repliedTo.id] : [])]);
  return {
    mentions: [...ids].flatMap((id) => world.users.get(id) ?? []),
    mention_roles: named.roles,
    mention_everyone: named.everyone.length > 0,
  };
}

function referenceOf(world: World, channel: Channel, body: MessageBody): Partial<APIMessage> | undefined {
  const reference = (body as RESTPostAPIChannelMessageJSONBody).message_reference;
  if (!reference) return undefined;
  const original = world.messages.get(reference.message_id);
  if (original?.data.channel_id !== channel.id) {
    if (reference.fail_if_not_exists === false) return undefined;
    throw refusal('unknownMessage');
  }
  return {
    message_reference: {
      type: MessageReferenceType.Default,
      channel_id: original.data.channel_id,
      message_id: original.data.id,
    },
    referenced_message: original.data,
  };
}

/** Only the bot's own pings are counted; people may ring each other. */
function recordPings(world: World, channel: Channel, stored: StoredMessage, body: MessageBody): void {
  if (stored.data.author.id !== world.bot.id) return;
  const text = mentionableText(body.content, componentsOf(body));
  const targets = findPings(text, body.allowed_mentions, {
    mayPingEveryone: Boolean(botPermissions(channel) & PermissionFlagsBits.MentionEveryone),
    repliedTo: stored.data.referenced_message?.author.id,
    flags: stored.visibleTo === undefined ? 0 : MessageFlags.Ephemeral,
  });
  world.pings.push(...targets.map((target) => ({ messageId: stored.data.id, target })));
}

function toAttachment(world: World, channel: Channel, { name, size, text }: SentFile, index: number) {
  const id = world.newId();
  world.files.set(id, text);
  const url = `https://cdn.discordapp.com/attachments/${channel.id}/${id}/${encodeURIComponent(name)}?n=${index}`;
  return { id, filename: name, size, url, proxy_url: url };
}
