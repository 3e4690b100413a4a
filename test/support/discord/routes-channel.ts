import {
  type APIMessage,
  ChannelType,
  PermissionFlagsBits,
  type RESTPostAPIChannelMessageJSONBody,
} from 'discord.js';
import {
  CreatePrivateChannelRequestSchema,
  MessageCreateRequestSchema,
  MessageEditRequestPartialSchema,
} from 'discord-api-spec/zod';
import { invalidForm, refusal } from './errors.ts';
import { toChannel } from './events.ts';
import { deleteMessage, editMessage, findChannel, findMessage, postMessage, toExisting } from './messages.ts';
import { botPermissions, neededToSend } from './permissions.ts';
import { type Answer, type Call, NO_CONTENT, type Route, route } from './route.ts';
import { checkMessage, type MessageBody } from './validate-message.ts';
import { type Channel, directChannel, type World } from './world.ts';

/** Channels and what the bot does in them of its own accord. */
export const channelRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/users/@me/channels',
    body: CreatePrivateChannelRequestSchema,
    handle: ({ world, body }) => {
      const user = world.users.get(body.recipient_id);
      if (!user) throw refusal('unknownUser');
      return { status: 200, body: toChannel(world, directChannel(world, user)) };
    },
  }),
  route({
    method: 'GET',
    path: '/channels/:channel',
    body: 'none',
    handle: (call) => ({ status: 200, body: toChannel(call.world, visibleChannel(call)) }),
  }),
  route({
    method: 'GET',
    path: '/channels/:channel/thread-members/:user',
    query: ['with_member'],
    body: 'none',
    handle: (call) => {
      const { id, members } = visibleChannel(call);
      const user = call.params.user ?? '';
      if (!members.has(user)) throw refusal('unknownMember');
      const member = { id, user_id: user, join_timestamp: new Date(0).toISOString(), flags: 0 };
      return { status: 200, body: member };
    },
  }),
  route({
    method: 'POST',
    path: '/channels/:channel/typing',
    body: 'none',
    handle: (call) => {
      const channel = visibleChannel(call);
      requirePermission(channel, neededToSend(channel));
      return NO_CONTENT;
    },
  }),
  route({
    method: 'GET',
    path: '/channels/:channel/messages',
    query: ['around', 'before', 'after', 'limit'],
    body: 'none',
    handle: listMessages,
  }),
  route({
    method: 'POST',
    path: '/channels/:channel/messages',
    body: MessageCreateRequestSchema,
    handle: createMessage,
  }),
  route({
    method: 'GET',
    path: '/channels/:channel/messages/:message',
    body: 'none',
    handle: (call) => ({ status: 200, body: visibleMessage(call).message.data }),
  }),
  route({
    method: 'PATCH',
    path: '/channels/:channel/messages/:message',
    body: MessageEditRequestPartialSchema,
    handle: patchMessage,
  }),
  route({
    method: 'DELETE',
    path: '/channels/:channel/messages/:message',
    body: 'none',
    handle: (call) => {
      const { channel, message } = visibleMessage(call);
      if (message.data.author.id !== call.world.bot.id)
        requirePermission(channel, PermissionFlagsBits.ManageMessages);
      deleteMessage(call.world, message);
      return NO_CONTENT;
    },
  }),
];

function createMessage(call: Call<RESTPostAPIChannelMessageJSONBody>): Answer {
  const { world, body, files } = call;
  const channel = visibleChannel(call);
  requirePermission(channel, neededToSend(channel));
  if (channel.recipients.some(({ id }) => world.closed.has(id))) throw refusal('closedToUs');
  if (body.embeds?.length) requirePermission(channel, PermissionFlagsBits.EmbedLinks);
  if (files.length > 0) requirePermission(channel, PermissionFlagsBits.AttachFiles);
  if (body.message_reference && !has(channel, PermissionFlagsBits.ReadMessageHistory))
    throw refusal('noHistory');
  checkMessage(body, { as: 'message', files: files.map(({ name }) => name) });
  const sent = body.enforce_nonce ? findByNonce(world, body.nonce) : undefined;
  return { status: 200, body: sent ?? postMessage(world, { channel, author: world.bot, body, files }).data };
}

/**
 * With `enforce_nonce`, what the same author sent under the same nonce in the past few minutes is the answer, whatever the
 * channel. https://docs.discord.com/developers/resources/message#create-message
 */
function findByNonce(world: World, nonce: string | number | undefined): APIMessage | undefined {
  const since = world.now() - 5 * 60_000;
  return world.messages
    .values()
    .map(({ data }) => data)
    .find(
      (message) =>
        message.nonce === nonce &&
        message.author.id === world.bot.id &&
        Date.parse(message.timestamp) >= since,
    );
}

/** discord.js sends these two with every message and edit, always false, and Discord takes no notice. */
const ALWAYS_SENT: readonly string[] = ['tts', 'enforce_nonce'];

/** Of somebody else's message, a moderator may hide the embeds and nothing more. */
function patchMessage(call: Call<MessageBody>): Answer {
  const { world, body, files } = call;
  const { channel, message } = visibleMessage(call);
  if (message.data.author.id !== world.bot.id) {
    const changed = Object.keys(body).filter((field) => !ALWAYS_SENT.includes(field));
    if (changed.some((field) => field !== 'flags')) throw refusal('notYourMessage');
    requirePermission(channel, PermissionFlagsBits.ManageMessages);
  }
  const names = files.map(({ name }) => name);
  checkMessage(body, { as: 'edit', files: names, existing: toExisting(message) });
  editMessage(world, message, body, files);
  return { status: 200, body: message.data };
}

/**
 * At most `limit` (50 where it is not given), newest first: the newest there are, or with `after` the ones next to it.
 * Without the permission to read history there are none. https://docs.discord.com/developers/resources/channel#get-channel-messages
 */
function listMessages(call: Call<unknown>): Answer {
  const { world, query } = call;
  const channel = visibleChannel(call);
  const limit = Number(query.get('limit') ?? 50);
  if (!Number.isInteger(limit) || limit < 1 || limit > 100)
    throw invalidForm([
      { path: ['limit'], code: 'NUMBER_TYPE_MAX', message: 'int value should be between 1 and 100.' },
    ]);
  const before = BigInt(query.get('before') ?? '9223372036854775807');
  const after = BigInt(query.get('after') ?? '0');
  const messages = has(channel, PermissionFlagsBits.ReadMessageHistory)
    ? [...world.messages.values()].filter(
        ({ data, visibleTo }) =>
          data.channel_id === channel.id &&
          visibleTo === undefined &&
          BigInt(data.id) < before &&
          BigInt(data.id) > after,
      )
    : [];
  const page = query.has('after') ? messages.slice(0, limit) : messages.slice(-limit);
  return { status: 200, body: page.map(({ data }) => data).toReversed() };
}

/** @throws {Refusal} 10003, or 50001 where the bot does not belong. */
function visibleChannel({ world, params }: Pick<Call<unknown>, 'world' | 'params'>): Channel {
  const channel = findChannel(world, params.channel ?? '');
  const left = channel.guild && world.absent.has(channel.guild.id);
  if (left || channel.type === ChannelType.GroupDM || !has(channel, PermissionFlagsBits.ViewChannel))
    throw refusal('missingAccess');
  return channel;
}

function visibleMessage(call: Pick<Call<unknown>, 'world' | 'params'>) {
  const channel = visibleChannel(call);
  return { channel, message: findMessage(call.world, channel.id, call.params.message ?? '') };
}

function has(channel: Channel, permission: bigint): boolean {
  return Boolean(botPermissions(channel) & permission);
}

function requirePermission(channel: Channel, permission: bigint): void {
  if (!has(channel, permission)) throw refusal('missingPermissions');
}
