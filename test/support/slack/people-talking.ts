import type { DeliveryOptions } from './delivery.ts';
import { directChannel, teamOf } from './directory.ts';
import type { Dispatch } from './dispatch.ts';
import type { Channel, Message, User } from './entities.ts';
import { type Exchange, sceneAt, toExchange } from './exchange.ts';
import type { Fields } from './json.ts';
import { addPersonMessage, messageEvent, toMessageObject } from './messages.ts';
import { changed, newId, newTs, type State } from './state.ts';
import { sharedLinks, toWire } from './typing.ts';
import { toViewObject } from './views.ts';

export interface Talking {
  by: User;
  /** The message whose thread it is said in. */
  thread?: Message;
}

/** What people do by writing. */
export interface PeopleTalking {
  /** Posts a message; the app hears of it, of its mention and of its links as far as it subscribed and is a member. */
  say(channel: Channel, typed: string, options: Talking & DeliveryOptions): Promise<Exchange>;
  /** Posts a message that starts with the app's name. */
  mention(channel: Channel, typed: string, options: Talking & DeliveryOptions): Promise<Exchange>;
  /** Writes to the app directly. */
  dm(by: User, typed: string, options?: { thread?: Message } & DeliveryOptions): Promise<Exchange>;
  /** Writes a message without posting it: links unfurl in the composer already. */
  compose(channel: Channel, typed: string, options: Talking & DeliveryOptions): Promise<Exchange>;
  openHome(by: User, options?: DeliveryOptions): Promise<Exchange>;
}

export function createPeopleTalking(state: State, dispatch: Dispatch): PeopleTalking {
  async function say(channel: Channel, typed: string, options: Talking & DeliveryOptions): Promise<Exchange> {
    const { by, thread } = options;
    channel.members.add(by.id);
    const scene = sceneAt(state, channel.id, by.id);
    const threadTs = thread && (thread.threadTs ?? thread.ts);
    const text = toWire(state, channel.team, typed);
    const message = addPersonMessage(
      state,
      { channel: channel.id, user: by.id, ...(threadTs && { threadTs }) },
      text,
    );
    const events = [
      messageEvent(state, message, toMessageObject(message)),
      mentionEvent(message),
      linkEvent(message),
    ];
    const deliveries = events.flatMap((event) =>
      event ? [dispatch.event(channel.team, event, options)] : [],
    );
    return toExchange(state, scene, (await Promise.all(deliveries)).flat(), { message });
  }

  function mentionEvent(message: Message): Fields | undefined {
    const channel = state.channels.get(message.channel);
    const { botUser } = teamOf(state, message.team);
    const isHeard =
      channel?.kind !== 'im' && channel?.members.has(botUser) && message.text.includes(`<@${botUser}>`);
    if (!isHeard) return undefined;
    return {
      ...toMessageObject(message),
      type: 'app_mention',
      channel: message.channel,
      event_ts: message.ts,
    };
  }

  /** Links are heard in every conversation, also where the app is no member. https://docs.slack.dev/reference/events/link_shared */
  function linkEvent(message: Message): Fields | undefined {
    return shareLinks('conversations_history', message.channel, message.ts, message);
  }

  function shareLinks(
    source: 'composer' | 'conversations_history',
    channel: string,
    ts: string,
    { text, user, team, threadTs }: Pick<Message, 'text' | 'user' | 'team' | 'threadTs'>,
  ): Fields | undefined {
    const links = sharedLinks(state, text);
    if (links.length === 0) return undefined;
    const unfurlId = `${channel}.${ts}.${newId(state, 'unfurl')}`;
    state.links.push({ unfurlId, source, channel, ts, urls: links.map(({ url }) => url) });
    const isMember = state.channels.get(channel)?.members.has(teamOf(state, team).botUser) ?? false;
    return {
      type: 'link_shared',
      channel,
      is_bot_user_member: isMember,
      user,
      message_ts: ts,
      ...(threadTs && { thread_ts: threadTs }),
      unfurl_id: unfurlId,
      source,
      links,
      event_ts: ts,
    };
  }

  async function compose(
    channel: Channel,
    typed: string,
    options: Talking & DeliveryOptions,
  ): Promise<Exchange> {
    const scene = sceneAt(state, channel.id, options.by.id);
    const draft = { text: toWire(state, channel.team, typed), user: options.by.id, team: channel.team };
    const event = shareLinks('composer', 'COMPOSER', newTs(state), draft);
    const outcomes = event ? await dispatch.event(channel.team, event, options) : [];
    return toExchange(state, scene, outcomes);
  }

  async function openHome(by: User, options: DeliveryOptions = {}): Promise<Exchange> {
    const channel = directChannel(state, teamOf(state, by.team), by.id);
    const scene = sceneAt(state, channel.id, by.id);
    const home = state.homes.get(by.id);
    const event = {
      type: 'app_home_opened',
      user: by.id,
      channel: channel.id,
      tab: 'home',
      ...(home && { view: toViewObject(state, home) }),
      event_ts: newTs(state),
    };
    const outcomes = await dispatch.event(by.team, event, options);
    changed(state);
    return toExchange(state, scene, outcomes);
  }

  return {
    say,
    mention: (channel, typed, options) => say(channel, `@${botName(channel.team)} ${typed}`, options),
    dm: (by, typed, options = {}) =>
      say(directChannel(state, teamOf(state, by.team), by.id), typed, { ...options, by }),
    compose,
    openHome,
  };

  function botName(team: string): string {
    return state.users.get(teamOf(state, team).botUser)?.name ?? '';
  }
}
