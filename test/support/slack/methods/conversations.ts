import { directChannel, toChannelObject } from '../directory.ts';
import type { Message } from '../entities.ts';
import { type Fields, numberOf, textOf } from '../json.ts';
import { toMessageObject } from '../messages.ts';
import { Refusal } from '../refusal.ts';
import { changed } from '../state.ts';
import { type Call, findChannel, findMessage, type Method, needChannelScope, required } from './method.ts';

function readable(call: Call) {
  const channel = findChannel(call);
  needChannelScope(call, channel, 'history');
  if (!channel.members.has(call.team.botUser)) throw new Refusal('not_in_channel');
  return channel;
}

/** One page of messages between `oldest` and `latest`. The cursor says how many were shown. */
function page(messages: readonly Message[], args: Fields): Fields {
  const [oldest, latest] = [Number(args.oldest ?? 0), Number(args.latest ?? Number.POSITIVE_INFINITY)];
  const isInclusive = args.inclusive === true;
  const within = messages.filter(({ ts }) => {
    const at = Number(ts);
    return (at > oldest && at < latest) || (isInclusive && (at === oldest || at === latest));
  });
  const limit = Math.min(numberOf(args.limit) ?? 100, 999);
  const start = readCursor(textOf(args.cursor));
  const shown = within.slice(start, start + limit);
  const hasMore = start + limit < within.length;
  return {
    messages: shown.map((message) => toMessageObject(message, args.include_all_metadata === true)),
    has_more: hasMore,
    response_metadata: {
      next_cursor: hasMore ? Buffer.from(`next:${start + limit}`).toString('base64') : '',
    },
  };
}

function readCursor(cursor: string | undefined): number {
  if (!cursor) return 0;
  const shown = /^next:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString('utf8'))?.[1];
  if (shown === undefined) throw new Refusal('invalid_cursor');
  return Number(shown);
}

/** Newest first, without replies. https://docs.slack.dev/reference/methods/conversations.history */
const history: Method = {
  token: 'bot',
  run(call) {
    const channel = readable(call);
    const inChannel = call.state.messages.filter(
      (message) =>
        message.channel === channel.id &&
        !message.visibleTo &&
        (!message.threadTs || message.threadTs === message.ts || message.isBroadcast),
    );
    return page(inChannel.reverse(), call.args);
  },
};

/** Oldest first, the parent before its replies. https://docs.slack.dev/reference/methods/conversations.replies */
const replies: Method = {
  token: 'bot',
  run(call) {
    const channel = readable(call);
    const named = findMessage(call.state, channel, required(call.args, 'ts'));
    if (!named) throw new Refusal('thread_not_found');
    const thread = named.threadTs ?? named.ts;
    const inThread = call.state.messages.filter(
      (message) =>
        message.channel === channel.id &&
        !message.visibleTo &&
        (message.ts === thread || message.threadTs === thread),
    );
    return page(inThread, call.args);
  },
};

/** https://docs.slack.dev/reference/methods/conversations.info */
const info: Method = {
  token: 'bot',
  run(call) {
    const channel = findChannel(call);
    needChannelScope(call, channel, 'read');
    const count = call.args.include_num_members === true && { num_members: channel.members.size };
    return { channel: { ...toChannelObject(channel, call.team.botUser), ...count } };
  },
};

/** https://docs.slack.dev/reference/methods/conversations.members */
const members: Method = {
  token: 'bot',
  run(call) {
    const channel = findChannel(call);
    needChannelScope(call, channel, 'read');
    return { members: [...channel.members], response_metadata: { next_cursor: '' } };
  },
};

/** https://docs.slack.dev/reference/methods/conversations.open */
const open: Method = {
  token: 'bot',
  scopes: ['im:write'],
  run({ state, args, team }) {
    const users = (textOf(args.users) ?? '').split(',').filter(Boolean);
    const user = state.users.get(users[0] ?? '');
    if (!user || user.team !== team.id) throw new Refusal('user_not_found');
    if (users.length > 1) throw new Refusal('method_not_supported_for_channel_type');
    return { channel: { id: directChannel(state, team, user.id).id } };
  },
};

/** https://docs.slack.dev/reference/methods/conversations.join */
const join: Method = {
  token: 'bot',
  scopes: ['channels:join'],
  run(call) {
    const channel = findChannel(call);
    if (channel.kind !== 'public') throw new Refusal('method_not_supported_for_channel_type');
    if (channel.isArchived) throw new Refusal('is_archived');
    channel.members.add(call.team.botUser);
    changed(call.state);
    return { channel: toChannelObject(channel, call.team.botUser) };
  },
};

export const conversationMethods: Readonly<Record<string, Method>> = {
  'conversations.history': history,
  'conversations.replies': replies,
  'conversations.info': info,
  'conversations.members': members,
  'conversations.open': open,
  'conversations.join': join,
};
