import {
  type APIMessageInteractionMetadata,
  InteractionResponseType,
  InteractionType,
  MessageFlags,
  MessageType,
} from 'discord.js';
import { type Component, everyComponent } from './components.ts';
import { invalidForm, refusal } from './errors.ts';
import type { Choice, Exchange, Modal } from './exchange.ts';
import { LIMITS } from './limits.ts';
import { editMessage, findChannel, postMessage, type SentFile, toExisting } from './messages.ts';
import { checkCustomIds } from './validate-components.ts';
import { checkMessage, type Destination, type MessageBody } from './validate-message.ts';
import type { StoredMessage, World } from './world.ts';

/** A first answer whose body was checked: its data is that of its kind. */
interface FirstAnswer {
  world: World;
  exchange: Exchange;
  data: unknown;
  files: readonly SentFile[];
}

const COMMAND = [
  InteractionResponseType.ChannelMessageWithSource,
  InteractionResponseType.DeferredChannelMessageWithSource,
];
const UPDATE = [InteractionResponseType.DeferredMessageUpdate, InteractionResponseType.UpdateMessage];

/** https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-interaction-callback-type */
const ALLOWED: Record<InteractionType, readonly InteractionResponseType[]> = {
  [InteractionType.Ping]: [InteractionResponseType.Pong],
  [InteractionType.ApplicationCommand]: [...COMMAND, InteractionResponseType.Modal],
  [InteractionType.MessageComponent]: [...COMMAND, ...UPDATE, InteractionResponseType.Modal],
  [InteractionType.ApplicationCommandAutocomplete]: [
    InteractionResponseType.ApplicationCommandAutocompleteResult,
  ],
  [InteractionType.ModalSubmit]: [...COMMAND, ...UPDATE],
};

const EFFECTS: Partial<Record<InteractionResponseType, (answer: FirstAnswer) => void>> = {
  [InteractionResponseType.ChannelMessageWithSource]: answerWithMessage,
  [InteractionResponseType.DeferredChannelMessageWithSource]: promiseMessage,
  [InteractionResponseType.DeferredMessageUpdate]: (answer) => {
    answer.exchange.original = messageUnder(answer);
  },
  [InteractionResponseType.UpdateMessage]: updateMessage,
  [InteractionResponseType.ApplicationCommandAutocompleteResult]: complete,
  [InteractionResponseType.Modal]: openModal,
};

/**
 * Takes the first answer to an interaction.
 *
 * @throws {Refusal} 50035 where the kind of answer does not fit the interaction, or its message breaks a limit.
 */
export function giveFirstAnswer(
  world: World,
  exchange: Exchange,
  body: unknown,
  files: readonly SentFile[],
): void {
  // The published description was applied: an answer has a type, and data where the type wants some.
  const { type, data } = body as { type: InteractionResponseType; data?: unknown };
  if (!ALLOWED[exchange.interaction.type].includes(type))
    throw invalidForm([
      {
        path: ['type'],
        code: 'INTERACTION_RESPONSE_TYPE_NOT_ALLOWED',
        message: `An interaction of type ${exchange.interaction.type} cannot be answered with type ${type}.`,
      },
    ]);
  EFFECTS[type]?.({ world, exchange, data, files });
  exchange.callback = type;
}

/** A message that answers an interaction, for everybody or for its asker. */
export function postAnswer(
  world: World,
  exchange: Exchange,
  body: MessageBody,
  files: readonly SentFile[],
  options: { loading?: boolean; type?: MessageType },
): StoredMessage {
  const { interaction, userId } = exchange;
  const user = world.users.get(userId);
  const { loading = false, type } = options;
  return postMessage(world, {
    channel: findChannel(world, interaction.channel?.id ?? ''),
    author: world.bot,
    body,
    files,
    loading,
    ...((body.flags ?? 0) & MessageFlags.Ephemeral && { visibleTo: userId }),
    also: {
      application_id: world.applicationId,
      webhook_id: world.applicationId,
      ...(type !== undefined && { type }),
      ...(user && {
        // Of the three documented kinds only the type differs in what bots read.
        interaction_metadata: {
          id: interaction.id,
          type: interaction.type,
          user,
          authorizing_integration_owners: interaction.authorizing_integration_owners,
        } as APIMessageInteractionMetadata,
      }),
    },
  });
}

function answerWithMessage({ world, exchange, data, files }: FirstAnswer): void {
  const body = toMessage(data);
  checkMessage(body, destination('callback', files));
  exchange.original = postAnswer(world, exchange, body, files, { type: messageType(exchange) });
}

/** Whether the answer is private is settled here and never changes. */
function promiseMessage({ world, exchange, data }: FirstAnswer): void {
  const { flags = 0, ...rest } = toMessage(data);
  const given = Object.entries(rest).filter(([name, value]) => value !== undefined && name !== 'tts');
  if ((flags ?? 0) & ~MessageFlags.Ephemeral || given.some(([name]) => name !== 'enforce_nonce'))
    throw invalidForm([
      {
        path: ['data'],
        code: 'DEFERRED_RESPONSE_FLAGS_ONLY',
        message: 'A promise says nothing but whether its answer is EPHEMERAL.',
      },
    ]);
  const body = { flags: (flags ?? 0) | MessageFlags.Loading };
  exchange.original = postAnswer(world, exchange, body, [], { loading: true, type: messageType(exchange) });
}

function updateMessage(answer: FirstAnswer): void {
  const { world, exchange, files } = answer;
  const body = toMessage(answer.data);
  const message = messageUnder(answer);
  checkMessage(body, { ...destination('edit', files), existing: toExisting(message) });
  editMessage(world, message, body, files);
  exchange.original = message;
  exchange.edits.push(message.data);
}

function complete({ exchange, data }: FirstAnswer): void {
  // Checked: choices, of which Discord's description lets single ones be null.
  const { choices } = (data ?? {}) as { choices?: Choice[] | null };
  const tooLong = (choices ?? []).flatMap(({ value }, index) =>
    String(value).length > LIMITS.choiceValue.max
      ? [
          {
            path: ['data', 'choices', index, 'value'],
            code: 'BASE_TYPE_BAD_LENGTH',
            message: `Must be ${LIMITS.choiceValue.max} or fewer in length.`,
          },
        ]
      : [],
  );
  if (tooLong.length > 0) throw invalidForm(tooLong);
  exchange.choices = choices ?? [];
}

function openModal({ exchange, data }: FirstAnswer): void {
  // Checked: a modal.
  const modal = data as Modal;
  const path = ['data', 'components'];
  const complaints = checkCustomIds([...everyComponent(modal.components, path)]);
  const message = `Must be between ${LIMITS.modalComponents.min} and ${LIMITS.modalComponents.max} in length.`;
  if (modal.components.length > LIMITS.modalComponents.max)
    complaints.push({ path, code: 'BASE_TYPE_BAD_LENGTH', message });
  if (complaints.length > 0) throw invalidForm(complaints);
  exchange.modal = modal;
}

/** The message whose component was used. A modal that a command opened has none. */
function messageUnder({ world, exchange }: FirstAnswer): StoredMessage {
  const { interaction } = exchange;
  const under = 'message' in interaction ? interaction.message : undefined;
  const stored = under && world.messages.get(under.id);
  if (!stored) throw refusal('unknownMessage');
  return stored;
}

function messageType({ interaction }: Exchange): MessageType {
  if (interaction.type !== InteractionType.ApplicationCommand) return MessageType.Default;
  return 'target_id' in interaction.data ? MessageType.ContextMenuCommand : MessageType.ChatInputCommand;
}

function destination(as: Destination['as'], files: readonly SentFile[]): Destination {
  return { as, files: files.map(({ name }) => name), path: ['data'] };
}

function toMessage(data: unknown): MessageBody {
  // The published description was applied to the whole answer.
  return (data ?? {}) as MessageBody & { components?: Component[] };
}
