import { ApplicationIntegrationType, InteractionResponseType, MessageFlags } from 'discord.js';
import {
  ApplicationCommandAutocompleteCallbackRequestSchema,
  CreateMessageInteractionCallbackRequestSchema,
  IncomingWebhookRequestPartialSchema,
  IncomingWebhookUpdateRequestPartialSchema,
  ModalInteractionCallbackRequestSchema,
  PongInteractionCallbackRequestSchema,
  UpdateMessageInteractionCallbackRequestSchema,
} from 'discord-api-spec/zod';
import * as z from 'zod/mini';
import { giveFirstAnswer, postAnswer } from './answering.ts';
import { invalidForm, refusal } from './errors.ts';
import { type Exchange, isAwaited, isTokenAlive } from './exchange.ts';
import { LIMITS } from './limits.ts';
import { deleteMessage, editMessage, findMessage, toExisting } from './messages.ts';
import { type Answer, type Call, NO_CONTENT, type Route, route } from './route.ts';
import { checkBody } from './schema.ts';
import { checkMessage, type MessageBody } from './validate-message.ts';
import type { StoredMessage, World } from './world.ts';

/** The published description of each kind of first answer. */
const CALLBACKS = {
  [InteractionResponseType.Pong]: PongInteractionCallbackRequestSchema,
  [InteractionResponseType.ChannelMessageWithSource]: CreateMessageInteractionCallbackRequestSchema,
  [InteractionResponseType.DeferredChannelMessageWithSource]: CreateMessageInteractionCallbackRequestSchema,
  [InteractionResponseType.DeferredMessageUpdate]: UpdateMessageInteractionCallbackRequestSchema,
  [InteractionResponseType.UpdateMessage]: UpdateMessageInteractionCallbackRequestSchema,
  [InteractionResponseType.ApplicationCommandAutocompleteResult]:
    ApplicationCommandAutocompleteCallbackRequestSchema,
  [InteractionResponseType.Modal]: ModalInteractionCallbackRequestSchema,
} as const;

const AnyCallback = z.looseObject({ type: z.number() });

/** Where a bot answers interactions: the callback within three seconds, then the interaction's own webhook. */
export const interactionRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/interactions/:interaction/:token/callback',
    auth: 'interaction',
    query: ['with_response'],
    body: AnyCallback,
    handle: callback,
  }),
  route({
    method: 'POST',
    path: '/webhooks/:application/:token',
    auth: 'interaction',
    query: ['wait', 'with_components'],
    body: IncomingWebhookRequestPartialSchema,
    handle: followUp,
  }),
  route({
    method: 'GET',
    path: '/webhooks/:application/:token/messages/:message',
    auth: 'interaction',
    body: 'none',
    handle: (call) => ({ status: 200, body: findAnswer(call).message.data }),
  }),
  route({
    method: 'PATCH',
    path: '/webhooks/:application/:token/messages/:message',
    auth: 'interaction',
    query: ['with_components'],
    body: IncomingWebhookUpdateRequestPartialSchema,
    handle: editAnswer,
  }),
  route({
    method: 'DELETE',
    path: '/webhooks/:application/:token/messages/:message',
    auth: 'interaction',
    body: 'none',
    handle: (call) => {
      deleteMessage(call.world, findAnswer(call).message);
      return NO_CONTENT;
    },
  }),
];

function callback({ world, params, query, body, files }: Call<z.infer<typeof AnyCallback>>): Answer {
  const exchange = world.exchanges.get(params.interaction ?? '');
  if (exchange?.interaction.token !== params.token || !exchange) throw refusal('unknownInteraction');
  if (exchange.callback !== undefined) throw refusal('alreadyAnswered');
  if (!isAwaited(exchange, world.now())) throw refusal('unknownInteraction');
  const schema = Object.entries(CALLBACKS).find(([type]) => Number(type) === body.type)?.[1];
  if (!schema)
    throw invalidForm([{ path: ['type'], code: 'BASE_TYPE_CHOICES', message: 'No such kind of answer.' }]);
  giveFirstAnswer(world, exchange, checkBody(schema, body), files);
  return query.get('with_response') === 'true'
    ? { status: 200, body: describeAnswer(exchange, body.type) }
    : NO_CONTENT;
}

/** https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-callback-interaction-callback-response-object */
function describeAnswer({ interaction, original, modal, choices }: Exchange, type: number): object {
  const message = modal || choices ? undefined : original;
  return {
    interaction: {
      id: interaction.id,
      type: interaction.type,
      ...(message && {
        response_message_id: message.data.id,
        response_message_loading: message.loading,
        response_message_ephemeral: message.visibleTo !== undefined,
      }),
    },
    resource: { type, ...(message && { message: message.data }) },
  };
}

/**
 * A follow-up to a promised answer becomes that answer; where the promise was deleted, it is a message of its own.
 * https://github.com/discord/discord-api-docs/issues/2739
 */
function followUp(call: Call<MessageBody>): Answer {
  const { world, body, files } = call;
  const exchange = findExchange(call);
  const { original } = exchange;
  const names = files.map(({ name }) => name);
  if (original?.loading && world.messages.has(original.data.id)) {
    checkMessage(body, { as: 'follow-up', files: names, existing: toExisting(original) });
    return fill(world, exchange, original, body, files);
  }
  checkMessage(body, { as: 'follow-up', files: names });
  const owners = Object.keys(exchange.interaction.authorizing_integration_owners);
  const onlyUser = owners.every((type) => Number(type) === ApplicationIntegrationType.UserInstall);
  if (onlyUser && exchange.followUps.length >= LIMITS.userInstallFollowUps.max)
    throw refusal('tooManyFollowUps');
  const { data } = postAnswer(world, exchange, body, files, {});
  exchange.followUps.push(data);
  return { status: 200, body: data };
}

function editAnswer(call: Call<MessageBody>): Answer {
  const { exchange, message } = findAnswer(call);
  const files = call.files.map(({ name }) => name);
  checkMessage(call.body, { as: 'edit', files, existing: toExisting(message) });
  return fill(call.world, exchange, message, call.body, call.files);
}

function fill(
  world: World,
  exchange: Exchange,
  message: StoredMessage,
  body: MessageBody,
  files: Call<unknown>['files'],
): Answer {
  // An answer stays as private as its promise was.
  editMessage(world, message, { ...body, flags: (body.flags ?? 0) & ~MessageFlags.Ephemeral }, files);
  if (message === exchange.original) exchange.edits.push(message.data);
  else {
    const index = exchange.followUps.findIndex(({ id }) => id === message.data.id);
    exchange.followUps[index] = message.data;
  }
  return { status: 200, body: message.data };
}

/** @throws {Refusal} 10015 for an interaction without a first answer, 50027 after its 15 minutes. */
function findExchange({ world, params }: Pick<Call<unknown>, 'world' | 'params'>): Exchange {
  const exchange = world.exchanges.values().find(({ interaction }) => interaction.token === params.token);
  if (!exchange || params.application !== world.applicationId) throw refusal('unknownWebhook');
  if (!isTokenAlive(exchange, world.now())) throw refusal('tokenExpired');
  if (exchange.callback === undefined) throw refusal('unknownWebhook');
  return exchange;
}

function findAnswer(call: Pick<Call<unknown>, 'world' | 'params'>): {
  exchange: Exchange;
  message: StoredMessage;
} {
  const exchange = findExchange(call);
  const { message: asked = '' } = call.params;
  const id = asked === '@original' ? exchange.original?.data.id : asked;
  const ours = [exchange.original?.data.id, ...exchange.followUps.map((message) => message.id)];
  if (id === undefined || !ours.includes(id)) throw refusal('unknownMessage');
  const channel = exchange.interaction.channel?.id ?? '';
  return { exchange, message: findMessage(call.world, channel, id, exchange.userId) };
}
