import { checkContent } from '../content-checks.ts';
import { directChannel } from '../directory.ts';
import type { Channel, Message } from '../entities.ts';
import { fieldsOf } from '../json.ts';
import { LIMITS } from '../limits.ts';
import { addMessage, deleteMessage, editMessage, toMessageObject } from '../messages.ts';
import { Refusal } from '../refusal.ts';
import { violate } from '../state.ts';
import { type Call, findChannel, findMessage, type Method, required } from './method.ts';

/** The channel that a post goes to; a user's id means the direct conversation. Throws where the app may not post there. */
function postTarget(call: Call): Channel {
  const { state, args, team, token } = call;
  const user = state.users.get(required(args, 'channel'));
  const channel = user?.team === team.id ? directChannel(state, team, user.id) : findChannel(call);
  if (channel.isArchived) throw new Refusal('is_archived');
  const mayPost = channel.members.has(team.botUser) || token.scopes.has('chat:write.public');
  if (!mayPost) throw new Refusal('not_in_channel');
  return channel;
}

function threadOf({ state, args }: Call, channel: Channel): string | undefined {
  if (args.thread_ts === undefined) return undefined;
  const parent = findMessage(state, channel, required(args, 'thread_ts'));
  if (!parent) throw new Refusal('cannot_reply_to_message');
  return parent.threadTs ?? parent.ts;
}

/** https://docs.slack.dev/reference/methods/chat.postMessage */
const postMessage: Method = {
  token: 'bot',
  scopes: ['chat:write'],
  run(call) {
    const { state, args, team } = call;
    const channel = postTarget(call);
    checkContent(state, args, 'chat.postMessage');
    const threadTs = threadOf(call, channel);
    const placement = {
      channel: channel.id,
      user: team.botUser,
      botId: team.botId,
      ...(threadTs && { threadTs }),
      ...(args.reply_broadcast === true && { isBroadcast: true }),
    };
    const message = addMessage(state, placement, args);
    return { channel: channel.id, ts: message.ts, message: toMessageObject(message) };
  },
};

/** https://docs.slack.dev/reference/methods/chat.postEphemeral */
const postEphemeral: Method = {
  token: 'bot',
  scopes: ['chat:write'],
  run(call) {
    const { state, args, team } = call;
    const channel = postTarget(call);
    checkContent(state, args, 'chat.postEphemeral');
    const visibleTo = required(args, 'user');
    if (!channel.members.has(visibleTo)) throw new Refusal('user_not_in_channel');
    const threadTs = threadOf(call, channel);
    const isActive = state.messages.some((message) => message.threadTs === threadTs);
    if (threadTs && !isActive)
      violate(state, 'chat.postEphemeral: nobody sees it in a thread without replies');
    const placement = {
      channel: channel.id,
      user: team.botUser,
      botId: team.botId,
      visibleTo,
      ...(threadTs && { threadTs }),
    };
    return { message_ts: addMessage(state, placement, args).ts };
  },
};

function ownMessage(call: Call, refusal: string): Message {
  const message = findMessage(call.state, findChannel(call), required(call.args, 'ts'));
  if (!message) throw new Refusal('message_not_found');
  if (message.botId !== call.team.botId) throw new Refusal(refusal);
  return message;
}

/** Blocks, attachments and metadata that the call leaves out stay. https://docs.slack.dev/reference/methods/chat.update */
const update: Method = {
  token: 'bot',
  scopes: ['chat:write'],
  run(call) {
    const message = ownMessage(call, 'cant_update_message');
    checkContent(call.state, call.args, 'chat.update', LIMITS.updatedText);
    const { blocks, attachments, metadata } = message;
    const kept = {
      ...(blocks && { blocks }),
      ...(attachments && { attachments }),
      ...(metadata && { metadata }),
    };
    editMessage(call.state, message, { ...kept, ...call.args });
    return {
      channel: message.channel,
      ts: message.ts,
      text: message.text,
      message: toMessageObject(message),
    };
  },
};

/** https://docs.slack.dev/reference/methods/chat.delete */
const remove: Method = {
  token: 'bot',
  scopes: ['chat:write'],
  run(call) {
    const message = ownMessage(call, 'cant_delete_message');
    deleteMessage(call.state, message);
    return { channel: message.channel, ts: message.ts };
  },
};

/** https://docs.slack.dev/reference/methods/chat.getPermalink */
const getPermalink: Method = {
  token: 'bot',
  run(call) {
    const channel = findChannel(call);
    const message = findMessage(call.state, channel, required(call.args, 'message_ts'));
    if (!message) throw new Refusal('message_not_found');
    const page = `https://${call.team.domain}.slack.com/archives/${channel.id}/p${message.ts.replace('.', '')}`;
    const inThread = message.threadTs && `?thread_ts=${message.threadTs}&cid=${channel.id}`;
    return { channel: channel.id, permalink: `${page}${inThread ?? ''}` };
  },
};

export const chatMethods: Readonly<Record<string, Method>> = {
  'chat.postMessage': postMessage,
  'chat.postEphemeral': postEphemeral,
  'chat.update': update,
  'chat.delete': remove,
  'chat.getPermalink': getPermalink,
  // https://docs.slack.dev/reference/methods/api.test
  'api.test': { token: 'none', run: ({ args }) => ({ args: fieldsOf(args) }) },
};
