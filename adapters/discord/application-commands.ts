import {
  type APIApplicationCommandBasicOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  type LocalizationMap,
  type RESTPutAPIApplicationCommandsJSONBody,
} from 'discord.js';
import type { Command } from '../../src/command.ts';
import { type OptionInfo, optionsOf } from '../../src/options.ts';
import { shorten } from '../../src/text/shorten.ts';
import { type CommandWords, wordsFor } from '../../src/words/words.ts';
import { limits } from './limits.ts';

/** The slash command all others are subcommands of, and the entry in a message's context menu. */
export const ROOT_COMMAND = 'paper';
export const MESSAGE_COMMAND = 'Papers in this message';

const messageCommandNames: LocalizationMap = { ru: 'Статьи в этом сообщении', 'zh-CN': '此消息中的论文' };

/** Where commands are registered: for everyone, or in one server. */
export type Scope = 'global' | 'guild';

/** Servers, the bot's own direct messages, and any other private channel of somebody who installed the app. For global commands only. */
const everywhere = {
  contexts: [
    InteractionContextType.Guild,
    InteractionContextType.BotDM,
    InteractionContextType.PrivateChannel,
  ],
  integration_types: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
};

/** Discord's locales that we speak, beside English. */
const locales = { ru: wordsFor('ru'), 'zh-CN': wordsFor('zh') } as const;

/**
 * What Discord is told of our commands: `/paper` with a subcommand each, and the message command.
 * https://docs.discord.com/developers/interactions/application-commands
 */
export function toApplicationCommands(
  commands: readonly Command[],
  scope: Scope,
): RESTPutAPIApplicationCommandsJSONBody {
  const where = scope === 'global' ? everywhere : {};
  return [
    {
      type: ApplicationCommandType.ChatInput,
      name: ROOT_COMMAND,
      description: 'Search, read, summarise and cite AI papers',
      ...where,
      options: commands.map((command) => ({
        type: ApplicationCommandOptionType.Subcommand as const,
        name: command.name,
        name_localizations: localized(command, (words) => words.name),
        description: describe(command.summary),
        description_localizations: localized(command, (words) => words.summary),
        options: requiredFirst(optionsOf(command)).map((option) => toOption(command, option)),
      })),
    },
    {
      type: ApplicationCommandType.Message,
      name: MESSAGE_COMMAND,
      name_localizations: messageCommandNames,
      ...where,
    },
  ];
}

function toOption(command: Command, option: OptionInfo): APIApplicationCommandBasicOption {
  const common = {
    name: option.name,
    description: describe(option.description),
    description_localizations: localized(command, (words) => words.options[option.name]),
    required: option.required,
  };
  if (option.type === 'boolean') return { ...common, type: ApplicationCommandOptionType.Boolean };
  const range = { ...bound('min_value', option.minimum), ...bound('max_value', option.maximum) };
  if (option.type === 'integer') return { ...common, type: ApplicationCommandOptionType.Integer, ...range };
  if (option.type === 'number') return { ...common, type: ApplicationCommandOptionType.Number, ...range };
  const text = { ...common, type: ApplicationCommandOptionType.String as const };
  if (option.choices)
    return { ...text, choices: option.choices.map((choice) => ({ name: choice, value: choice })) };
  const length = { ...bound('min_length', option.minLength), ...bound('max_length', option.maxLength) };
  return { ...text, ...length, ...(command.suggest?.[option.name] ? { autocomplete: true } : {}) };
}

function bound<Name extends string>(name: Name, value: number | undefined): Partial<Record<Name, number>> {
  return value === undefined ? {} : ({ [name]: value } as Record<Name, number>);
}

/** Discord takes required options first. */
function requiredFirst(options: readonly OptionInfo[]): OptionInfo[] {
  return [...options.filter((each) => each.required), ...options.filter((each) => !each.required)];
}

function localized(command: Command, read: (words: CommandWords) => string | undefined): LocalizationMap {
  const entries = Object.entries(locales).flatMap(([locale, words]) => {
    const own = words.commands[command.name];
    const text = own && read(own);
    return text === undefined ? [] : [[locale, describe(text)]];
  });
  return Object.fromEntries(entries);
}

const describe = (text: string) => shorten(text, limits.description);
