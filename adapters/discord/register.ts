import { REST, type RESTGetCurrentApplicationResult, Routes } from 'discord.js';
import { z } from 'zod';
import type { Command } from '../../src/command.ts';
import { StartError, UserError } from '../../src/errors.ts';
import type { Operation, OperationWorld } from '../../src/operations/operation.ts';
import { toApplicationCommands } from './application-commands.ts';
import { whyNot } from './discord.ts';

/** Tells Discord what commands there are. `commands` are given, since the list is the core's. */
export function createRegister(commands: readonly Command[]) {
  return {
    name: 'register',
    summary: 'Tell Discord the commands, for all servers or for one with --guild; says what changed',
    example: 'register',

    async run(args: readonly string[], { config }: Pick<OperationWorld, 'config'>) {
      const token = config.DISCORD_TOKEN;
      if (token === undefined)
        throw new StartError('DISCORD_TOKEN is not set. Put the bot token into .env first.');
      const guild = readGuild(args);
      const rest = new REST({ api: config.DISCORD_API_URL }).setToken(token);
      try {
        // Discord documents this answer; nothing of it but the id is used.
        const { id } = (await rest.get(Routes.currentApplication())) as RESTGetCurrentApplicationResult;
        const route =
          guild === undefined ? Routes.applicationCommands(id) : Routes.applicationGuildCommands(id, guild);
        const before = await rest.get(route, { query: new URLSearchParams({ with_localizations: 'true' }) });
        const after = await rest.put(route, {
          body: toApplicationCommands(commands, guild === undefined ? 'global' : 'guild'),
        });
        const changes = compare(asCommands(before), asCommands(after));
        const where = guild === undefined ? 'in all servers' : `in server ${guild}`;
        return { text: [`Registered ${where}:`, ...changes].join('\n'), json: { guild, changes } };
      } catch (error) {
        if (error instanceof UserError) throw error;
        throw new StartError(whyNot(error), { cause: error });
      }
    },
  } satisfies Operation;
}

function readGuild(args: readonly string[]): string | undefined {
  if (args.length === 0) return undefined;
  const id = args[0] === '--guild' ? args[1] : args[0]?.replace(/^--guild=/, '');
  if (args.length > 2 || id === undefined || !/^\d{15,21}$/.test(id)) {
    throw new UserError(
      '--guild takes the number of a server: in Discord, right click on it, Copy Server ID.',
      {
        example: 'register --guild 1234567890123456789',
      },
    );
  }
  return id;
}

const registered = z.array(z.looseObject({ name: z.string(), type: z.number() }));

/** A command by its kind and name; what differs at every registration is left out. */
function asCommands(answer: unknown): Map<string, string> {
  const entries = registered
    .parse(answer)
    .map(({ id: _id, version: _version, ...rest }) => [rest.name, stable(rest)] as const);
  return new Map(entries);
}

function compare(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string[] {
  const kept = [...after].map(([name, text]) => {
    const old = before.get(name);
    if (old === undefined) return `  + ${name}  new`;
    return old === text ? `  = ${name}  as it was` : `  ~ ${name}  changed`;
  });
  const gone = [...before.keys()].filter((name) => !after.has(name)).map((name) => `  - ${name}  removed`);
  return [...kept, ...gone];
}

/** JSON with its keys in order, so that equal things are equal text. */
function stable(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
