import { type APIApplicationCommand, ApplicationCommandType } from 'discord.js';
import { ApplicationCommandUpdateRequestSchema } from 'discord-api-spec/zod';
import * as z from 'zod/mini';
import { refusal } from './errors.ts';
import { type Answer, type Call, NO_CONTENT, type Route, route } from './route.ts';
import { type CommandBody, checkCommands } from './validate-command.ts';
import type { World } from './world.ts';

const AllCommands = z.array(ApplicationCommandUpdateRequestSchema);

/** The application itself and its commands, global and per guild. */
export function applicationRoutes(gatewayUrl: () => string, shards: number): readonly Route[] {
  return [
    route({
      method: 'GET',
      path: '/gateway/bot',
      body: 'none',
      handle: () => ({
        status: 200,
        body: {
          url: gatewayUrl(),
          shards,
          session_start_limit: { total: 1000, remaining: 999, reset_after: 86_400_000, max_concurrency: 16 },
        },
      }),
    }),
    route({
      method: 'GET',
      path: '/users/@me',
      body: 'none',
      handle: ({ world }) => ({ status: 200, body: world.bot }),
    }),
    route({ method: 'GET', path: '/applications/@me', body: 'none', handle: describeApplication }),
    route({ method: 'GET', path: '/oauth2/applications/@me', body: 'none', handle: describeApplication }),
    route({
      method: 'GET',
      path: '/guilds/:guild',
      query: ['with_counts'],
      body: 'none',
      handle: ({ world, params }) => {
        const guild = world.guilds.get(params.guild ?? '');
        if (!guild) throw refusal('unknownGuild');
        return { status: 200, body: { id: guild.id, name: guild.name, owner_id: guild.ownerId, roles: [] } };
      },
    }),
    ...(['', '/guilds/:guild'] as const).flatMap((scope) =>
      commandRoutes(`/applications/:application${scope}`),
    ),
  ];
}

function commandRoutes(prefix: string): Route[] {
  return [
    route({
      method: 'GET',
      path: `${prefix}/commands`,
      query: ['with_localizations'],
      body: 'none',
      handle: ({ world, params }) => ({
        status: 200,
        body: world.commands.get(scopeOf(world, params)) ?? [],
      }),
    }),
    route({ method: 'PUT', path: `${prefix}/commands`, body: AllCommands, handle: overwriteCommands }),
    route({
      method: 'DELETE',
      path: `${prefix}/commands/:command`,
      body: 'none',
      handle: ({ world, params }) => {
        const scope = scopeOf(world, params);
        const kept = (world.commands.get(scope) ?? []).filter(({ id }) => id !== params.command);
        world.commands.set(scope, kept);
        return NO_CONTENT;
      },
    }),
  ];
}

/** A command keeps its id as long as its name and kind stay. */
function overwriteCommands({ world, params, body }: Call<z.infer<typeof AllCommands>>): Answer {
  const scope = scopeOf(world, params);
  // The published description was applied; our type names the same fields for every kind of command.
  const commands = body as CommandBody[];
  checkCommands(commands, scope === 'global' ? 'global' : 'guild');
  const before = world.commands.get(scope) ?? [];
  const registered = commands.map((command) => toCommand(world, command, scope, before));
  world.commands.set(scope, registered);
  return { status: 200, body: registered };
}

function toCommand(
  world: World,
  command: CommandBody,
  scope: string,
  before: readonly APIApplicationCommand[],
): APIApplicationCommand {
  const type = command.type ?? ApplicationCommandType.ChatInput;
  const known = before.find((other) => other.name === command.name && other.type === type);
  const global = { contexts: command.contexts ?? null, integration_types: command.integration_types ?? [0] };
  // What was checked and completed here is a command as Discord keeps it.
  return {
    ...command,
    ...(scope === 'global' ? global : { guild_id: scope }),
    id: known?.id ?? world.newId(),
    application_id: world.applicationId,
    version: world.newId(),
    type,
    description: command.description ?? '',
    default_member_permissions: null,
    nsfw: false,
  } as APIApplicationCommand;
}

/** @throws {Refusal} for another application, or a guild that does not exist. */
function scopeOf(world: World, { application, guild }: Call<unknown>['params']): string {
  if (application !== world.applicationId) throw refusal('unknownApplication');
  if (guild === undefined) return 'global';
  if (!world.guilds.has(guild)) throw refusal('missingAccess');
  return guild;
}

function describeApplication({ world }: Call<unknown>): Answer {
  const { applicationId: id, bot } = world;
  return { status: 200, body: { id, name: bot.username, icon: null, description: '', flags: 0, bot } };
}
