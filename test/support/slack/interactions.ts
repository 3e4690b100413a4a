import type { Delivery, DeliveryOptions } from './delivery.ts';
import { channelOf, directChannel, teamOf } from './directory.ts';
import type { Dispatch } from './dispatch.ts';
import type { Channel, Message, User } from './entities.ts';
import { type Exchange, type Scene, toExchange, troubleOf } from './exchange.ts';
import type { Fields } from './json.ts';
import { toMessageObject } from './messages.ts';
import type { SurfaceWithBlocks } from './reading.ts';
import { newResponseUrl } from './response-urls.ts';
import { changed, type State } from './state.ts';
import { toViewObject } from './views.ts';

/** What all interactions say of who did them. https://docs.slack.dev/reference/interaction-payloads */
export function personFields(state: State, user: User): Fields {
  const team = teamOf(state, user.team);
  return {
    user: { id: user.id, username: user.name, name: user.name, team_id: team.id },
    team: { id: team.id, domain: team.domain },
    api_app_id: state.appId,
    token: state.verificationToken,
    enterprise: null,
    is_enterprise_install: false,
  };
}

/** A channel's name as payloads give it. */
export const payloadName = (channel: Channel): string =>
  channel.kind === 'im' ? 'directmessage' : channel.name;

const channelFields = (channel: Channel): Fields => ({ id: channel.id, name: payloadName(channel) });

/** Makes the address at which an interaction is answered. `base` is the stand-in's own. */
export function responseUrlFor(
  state: State,
  base: string,
  by: User,
  channel: string,
  original?: Message,
): string {
  return base + newResponseUrl(state, { team: by.team, channel, user: by.id, original });
}

/** A message as an interaction with it names it. */
export function messageFields(state: State, message: Message): Fields {
  const channel = channelFields(channelOf(state, message.channel));
  return { channel, message_ts: message.ts, message: toMessageObject(message) };
}

/** Where an element stands: what its payload says of that, and the channel in which answers appear. */
export function placeOf(
  state: State,
  base: string,
  surface: SurfaceWithBlocks,
  by: User,
): { fields: Fields; channel: Channel } {
  if ('view' in surface) {
    const fields = { container: { type: 'view', view_id: surface.id }, view: toViewObject(state, surface) };
    return { fields, channel: directChannel(state, teamOf(state, by.team), by.id) };
  }
  const channel = channelOf(state, surface.channel);
  const location = { message_ts: surface.ts, channel_id: channel.id };
  if ('attachment' in surface) {
    const link = { app_unfurl_url: surface.url, is_app_unfurl: true };
    const container = {
      type: 'message_attachment',
      attachment_id: 1,
      is_ephemeral: false,
      ...link,
      ...location,
    };
    const appUnfurl = { ...surface.attachment, id: 1, ...link };
    const responseUrl = responseUrlFor(state, base, by, channel.id);
    return {
      fields: {
        container,
        app_unfurl: appUnfurl,
        channel: channelFields(channel),
        response_url: responseUrl,
      },
      channel,
    };
  }
  if (surface.visibleTo && surface.visibleTo !== by.id)
    throw new Error(`${by.name} does not see this message`);
  const thread = surface.threadTs && { thread_ts: surface.threadTs };
  const container = {
    type: 'message',
    ...location,
    is_ephemeral: surface.visibleTo !== undefined,
    ...thread,
  };
  const message = surface.visibleTo ? {} : { message: toMessageObject(surface) };
  const responseUrl = responseUrlFor(state, base, by, channel.id, surface);
  return {
    fields: { container, channel: channelFields(channel), ...message, response_url: responseUrl },
    channel,
  };
}

/** Delivers an interaction; what comes of it is seen in the scene. */
export async function interact(
  state: State,
  dispatch: Dispatch,
  interaction: { payload: Fields; acceptsPayload: boolean; scene: Scene },
  options: DeliveryOptions,
): Promise<Exchange> {
  const { payload, acceptsPayload, scene } = interaction;
  const delivery: Delivery = { kind: 'interactive', payload, acceptsPayload };
  const outcome = await dispatch.interaction(delivery, options);
  changed(state);
  return toExchange(state, scene, [outcome], { trouble: troubleOf(outcome) });
}
