import { ApplicationCommandOptionType, ApplicationCommandType } from 'discord.js';
import { type Complaint, invalidForm, refusal } from './errors.ts';
import { LIMITS } from './limits.ts';
import {
  checkLocales,
  checkNames,
  checkUnique,
  type Localizations,
  longest,
  type Place,
} from './validate-names.ts';

/** A command as a checked body has it: the union of what all kinds carry. */
export interface CommandBody {
  type?: ApplicationCommandType | null;
  name: string;
  name_localizations?: Localizations;
  description?: string | null;
  description_localizations?: Localizations;
  options?: OptionBody[] | null;
  contexts?: number[] | null;
  integration_types?: number[] | null;
}

/** An option as a checked body has it: the union of what all kinds carry. */
export interface OptionBody {
  type: ApplicationCommandOptionType;
  name: string;
  name_localizations?: Localizations;
  description: string;
  description_localizations?: Localizations;
  required?: boolean;
  options?: OptionBody[];
  choices?: { name: string; name_localizations?: Localizations; value: string | number }[];
  autocomplete?: boolean;
  min_value?: number;
  max_value?: number;
  min_length?: number;
  max_length?: number;
}

const GROUPS: ReadonlySet<ApplicationCommandOptionType> = new Set([
  ApplicationCommandOptionType.Subcommand,
  ApplicationCommandOptionType.SubcommandGroup,
]);

const COUNTS: readonly [type: ApplicationCommandType, max: number][] = [
  [ApplicationCommandType.ChatInput, LIMITS.slashCommands.max],
  [ApplicationCommandType.User, LIMITS.userCommands.max],
  [ApplicationCommandType.Message, LIMITS.messageCommands.max],
];

/**
 * Checks an overwrite of all commands beyond the published description.
 *
 * @throws {Refusal} 30032 for too many, or 50035 with every complaint.
 */
export function checkCommands(commands: readonly CommandBody[], scope: 'global' | 'guild'): void {
  for (const [type, max] of COUNTS)
    if (commands.filter((command) => typeOf(command) === type).length > max) throw refusal('tooManyCommands');
  const complaints = [
    ...checkUnique(
      commands.map((command) => `${typeOf(command)} ${command.name}`),
      [],
      'APPLICATION_COMMANDS_DUPLICATE_NAME',
    ),
    ...commands.flatMap((command, index) => checkCommand(command, scope, [index])),
  ];
  if (complaints.length > 0) throw invalidForm(complaints);
}

function typeOf(command: CommandBody): ApplicationCommandType {
  return command.type ?? ApplicationCommandType.ChatInput;
}

function checkCommand(command: CommandBody, scope: 'global' | 'guild', path: Place): Complaint[] {
  const slash = typeOf(command) === ApplicationCommandType.ChatInput;
  const { description } = command;
  const options = command.options ?? [];
  const total = countCharacters(command);
  const complaints: [wrong: boolean, field: string, code: string, message: string][] = [
    [slash && !description, 'description', 'BASE_TYPE_REQUIRED', 'This field is required'],
    [
      !slash && (Boolean(description) || options.length > 0),
      'description',
      'APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION_NOT_ALLOWED',
      'Context menu commands have neither description nor options',
    ],
    [
      scope === 'guild' && Boolean(command.contexts || command.integration_types),
      'contexts',
      'APPLICATION_COMMAND_CONTEXTS_GLOBAL_ONLY',
      'Only global commands have contexts and integration types',
    ],
    [
      total > LIMITS.commandTotal.max,
      'options',
      'APPLICATION_COMMAND_TOO_LARGE',
      `Command exceeds maximum size (${LIMITS.commandTotal.max})`,
    ],
  ];
  return [
    ...complaints.flatMap(([wrong, field, code, message]) =>
      wrong ? [{ path: [...path, field], code, message }] : [],
    ),
    ...(slash
      ? checkNames(command, path)
      : checkLocales(command.name_localizations, [...path, 'name_localizations'])),
    ...checkLocales(command.description_localizations, [...path, 'description_localizations']),
    ...checkOptions(options, path),
  ];
}

function checkOptions(options: readonly OptionBody[], above: Place): Complaint[] {
  const path = [...above, 'options'];
  const grouped = options.filter(({ type }) => GROUPS.has(type)).length;
  const lastRequired = options.findLastIndex(({ required }) => required);
  const firstOptional = options.findIndex(({ required }) => !required);
  return [
    ...checkUnique(
      options.map(({ name }) => name),
      path,
      'APPLICATION_COMMAND_OPTIONS_NAME_DUPLICATED',
    ),
    ...(grouped > 0 && grouped < options.length
      ? [
          {
            path,
            code: 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
            message:
              'Sub-command and sub-command group option types are mutually exclusive to all other types',
          },
        ]
      : []),
    ...(firstOptional >= 0 && lastRequired > firstOptional
      ? [
          {
            path: [...path, lastRequired],
            code: 'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
            message: 'Required options must be placed before non-required options',
          },
        ]
      : []),
    ...options.flatMap((option, index) => checkOption(option, [...path, index])),
  ];
}

function checkOption(option: OptionBody, path: Place): Complaint[] {
  const { choices = [], min_value = -Infinity, max_value = Infinity, min_length = 0 } = option;
  const complaints: [wrong: boolean, field: string, code: string, message: string][] = [
    [
      Boolean(option.autocomplete) && choices.length > 0,
      'autocomplete',
      'APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_CHOICES',
      'Autocomplete and choices are mutually exclusive',
    ],
    [min_value > max_value, 'min_value', 'NUMBER_TYPE_MAX', 'min_value must not exceed max_value'],
    [
      min_length > (option.max_length ?? Infinity),
      'min_length',
      'NUMBER_TYPE_MAX',
      'min_length must not exceed max_length',
    ],
    [
      choices.some(({ value }) => typeof value === 'string' && value.length > LIMITS.choiceValue.max),
      'choices',
      'BASE_TYPE_MAX_LENGTH',
      `A choice's value must be ${LIMITS.choiceValue.max} or fewer in length.`,
    ],
  ];
  return [
    ...complaints.flatMap(([wrong, field, code, message]) =>
      wrong ? [{ path: [...path, field], code, message }] : [],
    ),
    ...checkNames(option, path),
    ...checkLocales(option.description_localizations, [...path, 'description_localizations']),
    ...checkUnique(
      choices.map(({ name }) => name),
      [...path, 'choices'],
      'APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_ALREADY_EXISTS',
    ),
    ...choices.flatMap((choice, index) =>
      checkLocales(choice.name_localizations, [...path, 'choices', index, 'name_localizations']),
    ),
    ...checkOptions(option.options ?? [], path),
  ];
}

/** Of each text the longest localisation counts. */
function countCharacters(part: CommandBody | OptionBody): number {
  const choices = 'choices' in part ? (part.choices ?? []) : [];
  return (
    longest(part.name, part.name_localizations) +
    longest(part.description ?? '', part.description_localizations) +
    choices.reduce((sum, { name, name_localizations, value }) => {
      return sum + longest(name, name_localizations) + String(value).length;
    }, 0) +
    (part.options ?? []).reduce((sum, option) => sum + countCharacters(option), 0)
  );
}
