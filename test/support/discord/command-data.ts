import {
  type APIApplicationCommand,
  ApplicationCommandOptionType,
  type ApplicationCommandType,
  type InteractionContextType,
} from 'discord.js';
import type { OptionBody } from './validate-command.ts';
import type { World } from './world.ts';

export type OptionValues = Readonly<Record<string, string | number | boolean>>;

/** What an interaction carries of a slash command. */
export interface CommandData {
  id: string;
  name: string;
  type: ApplicationCommandType;
  guild_id?: string;
  options?: OptionData[];
}

interface OptionData {
  type: ApplicationCommandOptionType;
  name: string;
  value?: string | number | boolean;
  focused?: true;
  options?: OptionData[];
}

/** Where somebody stands when using a command. */
export interface Standing {
  guildId: string | undefined;
  context: InteractionContextType;
  /** 0: through the server; 1: through the user's own installation. */
  installation: 0 | 1;
}

/**
 * The registered command that Discord offers there: the guild's own before the global one.
 *
 * @throws {Error} where Discord would not offer it.
 */
export function findCommand(
  world: World,
  name: string,
  type: ApplicationCommandType,
  { guildId, context, installation }: Standing,
): APIApplicationCommand {
  const scopes = guildId === undefined ? ['global'] : [guildId, 'global'];
  const command = scopes
    .flatMap((scope) => world.commands.get(scope) ?? [])
    .find((registered) => registered.name === name && registered.type === type);
  if (!command) throw new Error(`Nobody can use "${name}": it is not registered.`);
  const installations: readonly number[] = command.integration_types ?? [0];
  if (!command.guild_id && !installations.includes(installation))
    throw new Error(`"${name}" cannot be installed that way.`);
  const contexts: readonly number[] = command.contexts ?? [0, 1, ...(installations.includes(1) ? [2] : [])];
  if (!command.guild_id && !contexts.includes(context))
    throw new Error(`Discord does not offer "${name}" in context ${context}.`);
  return command;
}

/**
 * The data of a slash command as Discord's client builds it.
 *
 * @param path the words a person sees: `paper search`
 * @param focused the option being typed, for a completion
 * @throws {Error} where Discord's client would not let anybody send it.
 */
export function toCommandData(
  command: APIApplicationCommand,
  path: readonly string[],
  values: OptionValues,
  focused?: string,
): CommandData {
  // Registered commands were checked as such when they came in.
  const options = (command.options ?? []) as OptionBody[];
  return {
    id: command.id,
    name: command.name,
    type: command.type,
    ...(command.guild_id && { guild_id: command.guild_id }),
    options: descend(options, path.slice(1), values, focused),
  };
}

function descend(
  options: readonly OptionBody[],
  [name, ...rest]: readonly string[],
  values: OptionValues,
  focused: string | undefined,
): OptionData[] {
  if (name === undefined) return fillOptions(options, values, focused);
  const group = options.find((option) => option.name === name);
  if (!group) throw new Error(`There is no subcommand "${name}".`);
  return [{ type: group.type, name, options: descend(group.options ?? [], rest, values, focused) }];
}

function fillOptions(
  options: readonly OptionBody[],
  values: OptionValues,
  focused: string | undefined,
): OptionData[] {
  const unknown = Object.keys(values).filter((name) => !options.some((option) => option.name === name));
  if (unknown.length > 0) throw new Error(`There is no option ${unknown.join(', ')}.`);
  return options.flatMap((option) => {
    const value = values[option.name];
    if (value === undefined) {
      if (option.required && focused === undefined) throw new Error(`"${option.name}" is required.`);
      return [];
    }
    if (option.name === focused) {
      if (!option.autocomplete) throw new Error(`"${focused}" has no completion.`);
      return [{ type: option.type, name: option.name, value: String(value), focused: true as const }];
    }
    const problem = findProblem(option, value);
    if (problem)
      throw new Error(
        `Discord's client does not take ${JSON.stringify(value)} for "${option.name}": ${problem}.`,
      );
    return [{ type: option.type, name: option.name, value }];
  });
}

const KINDS: Partial<Record<ApplicationCommandOptionType, (value: unknown) => boolean>> = {
  [ApplicationCommandOptionType.String]: (value) => typeof value === 'string' && value !== '',
  [ApplicationCommandOptionType.Integer]: (value) => Number.isSafeInteger(value),
  [ApplicationCommandOptionType.Number]: (value) => Number.isFinite(value),
  [ApplicationCommandOptionType.Boolean]: (value) => typeof value === 'boolean',
};

function findProblem(option: OptionBody, value: string | number | boolean): string | undefined {
  if (!KINDS[option.type]?.(value)) return 'wrong kind of value';
  if (option.choices?.length && !option.choices.some((choice) => choice.value === value))
    return 'not one of the choices';
  const size = typeof value === 'string' ? value.length : Number(value);
  const { min_value, max_value, min_length, max_length } = option;
  if (size < (min_value ?? min_length ?? -Infinity)) return 'too small';
  return size > (max_value ?? max_length ?? Infinity) ? 'too large' : undefined;
}
