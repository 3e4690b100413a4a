import {
  type APIInteraction,
  type APIMessage,
  type APIUser,
  ApplicationCommandType,
  ChannelType,
  ComponentType,
  InteractionContextType,
  InteractionType,
} from 'discord.js';
import { findCommand, type OptionValues, type Standing, toCommandData } from './command-data.ts';
import { type Component, everyComponent, SELECTS } from './components.ts';
import { toChannel, toMember } from './events.ts';
import { type Exchange, openExchange } from './exchange.ts';
import { botPermissions, memberPermissions } from './permissions.ts';
import { componentsIn } from './reading.ts';
import type { Channel, StoredMessage, World } from './world.ts';

/** Who does something, and where. */
export interface Asking {
  user: APIUser;
  channel: Channel;
  /** The language of the user's client. */
  locale: string;
  /** Whose installation of the app they use. */
  through: 'guild' | 'user';
}

const CONTEXTS = {
  [ChannelType.GuildText]: InteractionContextType.Guild,
  [ChannelType.PublicThread]: InteractionContextType.Guild,
  [ChannelType.PrivateThread]: InteractionContextType.Guild,
  [ChannelType.DM]: InteractionContextType.BotDM,
  [ChannelType.GroupDM]: InteractionContextType.PrivateChannel,
} as const;

/** Uses a slash command: `paper search`, with its options. */
export function useSlash(world: World, path: string, options: OptionValues, asking: Asking): Exchange {
  const words = path.split(' ');
  const command = findCommand(world, words[0] ?? '', ApplicationCommandType.ChatInput, standing(asking));
  const data = toCommandData(command, words, options);
  return interact(world, asking, InteractionType.ApplicationCommand, { data });
}

/** Types into an option: the bot is asked for completions. */
export function typeOption(
  world: World,
  path: string,
  options: OptionValues,
  focused: string,
  asking: Asking,
): Exchange {
  const words = path.split(' ');
  const command = findCommand(world, words[0] ?? '', ApplicationCommandType.ChatInput, standing(asking));
  const data = toCommandData(command, words, { [focused]: '', ...options }, focused);
  return interact(world, asking, InteractionType.ApplicationCommandAutocomplete, { data });
}

/** Uses a command of a message's context menu. Such a command sees the whole message, intent or not. */
export function useMessageCommand(world: World, name: string, message: APIMessage, asking: Asking): Exchange {
  const command = findCommand(world, name, ApplicationCommandType.Message, standing(asking));
  const data = {
    id: command.id,
    name,
    type: command.type,
    target_id: message.id,
    resolved: { messages: { [message.id]: seen(world, message, asking).data } },
  };
  return interact(world, asking, InteractionType.ApplicationCommand, { data });
}

/**
 * Presses a button, found by its label or its `custom_id` in the message as it is now.
 *
 * @throws {Error} where a user could not: there is no such button, it is greyed out, or it opens an address.
 */
export function pressButton(world: World, message: APIMessage, which: string, asking: Asking): Exchange {
  const { data } = seen(world, message, asking);
  const buttons = componentsIn(data).filter(({ type }) => type === ComponentType.Button);
  const button =
    buttons.find(({ custom_id }) => custom_id === which) ?? buttons.find(({ label }) => label === which);
  if (!button)
    throw new Error(`There is no button "${which}", only ${buttons.map(({ label }) => label).join(', ')}.`);
  return useComponent(world, data, button, asking, {});
}

/** Chooses in a select menu, found by its `custom_id`. */
export function chooseOptions(
  world: World,
  message: APIMessage,
  customId: string,
  values: readonly string[],
  asking: Asking,
): Exchange {
  const { data } = seen(world, message, asking);
  const select = componentsIn(data).find(
    ({ type, custom_id }) => SELECTS.has(type) && custom_id === customId,
  );
  if (!select) throw new Error(`There is no menu "${customId}".`);
  const unknown = values.filter((value) => !select.options?.some((option) => option.value === value));
  if (unknown.length > 0) throw new Error(`The menu does not offer ${unknown.join(', ')}.`);
  if (values.length < (select.min_values ?? 1) || values.length > (select.max_values ?? 1))
    throw new Error(`The menu does not take ${values.length} choices.`);
  return useComponent(world, data, select, asking, { values });
}

/** Sends off a modal that an exchange opened; values by the `custom_id` of each text field. */
export function submitModal(
  world: World,
  { modal, interaction }: Exchange,
  values: Readonly<Record<string, string>>,
  asking: Asking,
): Exchange {
  if (!modal) throw new Error('The bot opened no modal.');
  const fields = [...everyComponent(modal.components)].map(({ component }) => component);
  const missing = Object.keys(values).filter((name) => !fields.some(({ custom_id }) => custom_id === name));
  if (missing.length > 0) throw new Error(`The modal has no field ${missing.join(', ')}.`);
  const data = { custom_id: modal.custom_id, components: fillFields(modal.components, values) };
  const message = 'message' in interaction ? interaction.message : undefined;
  return interact(world, asking, InteractionType.ModalSubmit, { data, ...(message && { message }) });
}

function fillFields(components: readonly Component[], values: Readonly<Record<string, string>>): object[] {
  return components.map(({ type, id = 0, custom_id, components: nested, component }) => ({
    type,
    id,
    ...(custom_id && { custom_id, value: values[custom_id] ?? '' }),
    ...(nested && { components: fillFields(nested, values) }),
    ...(component && { component: fillFields([component], values)[0] }),
  }));
}

function useComponent(
  world: World,
  message: APIMessage,
  component: Component,
  asking: Asking,
  more: object,
): Exchange {
  const { type, id, custom_id, label, disabled } = component;
  if (disabled) throw new Error(`"${label}" is greyed out.`);
  if (!custom_id) throw new Error(`"${label}" opens an address and asks the bot nothing.`);
  const data = { component_type: type, id, custom_id, ...more };
  return interact(world, asking, InteractionType.MessageComponent, { data, message });
}

/** @throws {Error} where the message is gone, or for other eyes. */
function seen(world: World, { id }: APIMessage, { user }: Asking): StoredMessage {
  const stored = world.messages.get(id);
  if (!stored) throw new Error(`Message ${id} is gone.`);
  if (stored.visibleTo !== undefined && stored.visibleTo !== user.id)
    throw new Error(`${user.username} does not see message ${id}.`);
  return stored;
}

function standing({ channel, through }: Asking): Standing {
  return {
    guildId: channel.guild?.id,
    context: CONTEXTS[channel.type],
    installation: through === 'user' ? 1 : 0,
  };
}

/** Sends INTERACTION_CREATE. https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object */
function interact(world: World, asking: Asking, type: InteractionType, more: object): Exchange {
  const { user, channel, locale, through } = asking;
  const guild = channel.guild;
  const owners = through === 'user' ? { 1: user.id } : { 0: guild?.id ?? '0' };
  const permissions = botPermissions(channel).toString();
  const id = world.newId();
  const interaction = {
    ...more,
    version: 1,
    id,
    application_id: world.applicationId,
    type,
    token: `token-of-${id}`,
    channel_id: channel.id,
    channel: toChannel(world, channel),
    app_permissions: permissions,
    locale,
    entitlements: [],
    authorizing_integration_owners: owners,
    context: CONTEXTS[channel.type],
    attachment_size_limit: 10 * 1024 * 1024,
    ...(guild
      ? {
          guild_id: guild.id,
          guild: { id: guild.id, locale: 'en-US', features: [] },
          guild_locale: 'en-US',
          member: { ...toMember(), user, permissions: memberPermissions(channel, user).toString() },
        }
      : { user }),
    // Every field of the documented object is above; the union by type and data is the caller's.
  } as object as APIInteraction;
  const exchange = openExchange(world, interaction, user.id);
  world.dispatch({ t: 'INTERACTION_CREATE', guildId: guild?.id, d: () => interaction });
  return exchange;
}
