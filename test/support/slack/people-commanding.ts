import type { DeliveryOptions } from './delivery.ts';
import { directChannel, teamOf } from './directory.ts';
import type { Dispatch } from './dispatch.ts';
import type { Channel, Message, User } from './entities.ts';
import { type Exchange, sceneAt, toExchange, troubleOf } from './exchange.ts';
import { interact, messageFields, payloadName, personFields, responseUrlFor } from './interactions.ts';
import type { Fields } from './json.ts';
import { Refusal } from './refusal.ts';
import { respond } from './response-urls.ts';
import { newTs, type State } from './state.ts';
import { newTrigger } from './views.ts';
import { refusalAnswer } from './web-api.ts';

/** What people do by commands and shortcuts. Each throws an error for one that the app's manifest does not have. */
export interface PeopleCommanding {
  /** `slash('/paper', 'search moe', …)`. What the acknowledgement carries is shown at once. */
  slash(
    command: string,
    text: string,
    options: { by: User; channel: Channel } & DeliveryOptions,
  ): Promise<Exchange>;
  /** Runs a global shortcut. */
  shortcut(callbackId: string, options: { by: User } & DeliveryOptions): Promise<Exchange>;
  /** Runs a shortcut from a message's menu. */
  messageShortcut(
    callbackId: string,
    message: Message,
    options: { by: User } & DeliveryOptions,
  ): Promise<Exchange>;
}

export function createPeopleCommanding(
  state: State,
  dispatch: Dispatch,
  base: () => string,
): PeopleCommanding {
  async function slash(
    command: string,
    text: string,
    options: { by: User; channel: Channel } & DeliveryOptions,
  ) {
    const { by, channel } = options;
    if (!state.app.commands.has(command)) throw new Error(`${command} is not a valid command of this app`);
    const scene = sceneAt(state, channel.id, by.id);
    const payload = {
      token: state.verificationToken,
      team_id: by.team,
      team_domain: teamOf(state, by.team).domain,
      channel_id: channel.id,
      channel_name: payloadName(channel),
      user_id: by.id,
      user_name: by.name,
      command,
      text,
      api_app_id: state.appId,
      is_enterprise_install: 'false',
      response_url: responseUrlFor(state, base(), by, channel.id),
      trigger_id: newTrigger(state, by.team, by.id),
    };
    const outcome = await dispatch.interaction(
      { kind: 'slash_commands', payload, acceptsPayload: true },
      options,
    );
    const refusal = outcome.ok && outcome.payload ? show(outcome.payload, command, by, channel) : undefined;
    return toExchange(state, scene, [outcome], { trouble: troubleOf(outcome) ?? refusal });
  }

  /** Shows what an acknowledgement carried. Slack tells the person of an answer that it does not take. */
  function show(ack: Fields, command: string, by: User, channel: Channel): string | undefined {
    try {
      respond(state, { team: by.team, channel: channel.id, user: by.id, original: undefined }, ack, command);
      return undefined;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refusalAnswer(state, command, error);
      return error.message;
    }
  }

  /** What both kinds of shortcut say of themselves. */
  function shortcutFields(type: string, callbackId: string, by: User): Fields {
    const ids = {
      callback_id: callbackId,
      action_ts: newTs(state),
      trigger_id: newTrigger(state, by.team, by.id),
    };
    return { type, ...personFields(state, by), ...ids };
  }

  return {
    slash,
    async shortcut(callbackId, options) {
      if (!state.app.shortcuts.global.has(callbackId)) throw new Error(`no global shortcut ${callbackId}`);
      const { by } = options;
      const scene = sceneAt(state, directChannel(state, teamOf(state, by.team), by.id).id, by.id);
      const payload = shortcutFields('shortcut', callbackId, by);
      return interact(state, dispatch, { payload, acceptsPayload: false, scene }, options);
    },
    async messageShortcut(callbackId, message, options) {
      if (!state.app.shortcuts.message.has(callbackId)) throw new Error(`no message shortcut ${callbackId}`);
      const { by } = options;
      const payload = {
        ...shortcutFields('message_action', callbackId, by),
        ...messageFields(state, message),
        response_url: responseUrlFor(state, base(), by, message.channel),
      };
      const scene = sceneAt(state, message.channel, by.id);
      return interact(state, dispatch, { payload, acceptsPayload: false, scene }, options);
    },
  };
}
