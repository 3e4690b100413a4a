import { once } from 'node:events';
import { REST, type RESTGetAPIGatewayBotResult, Routes, ShardingManager } from 'discord.js';
import { StartError } from '../../src/errors.ts';
import { makeRequest } from './attempts.ts';
import { type DiscordSettings, type Running, whyNot } from './discord.ts';
import type { Parts } from './parts.ts';

/**
 * Runs the program once per shard, each in a process of its own (discord.js's ShardingManager). Discord wants this
 * before 2,500 servers. `auto` takes the number that Discord recommends.
 *
 * @throws StartError where Discord refuses the token.
 */
export async function startShards(
  program: string,
  shards: number | 'auto',
  settings: DiscordSettings,
  { log }: Pick<Parts, 'log'>,
): Promise<Omit<Running, 'poster'>> {
  const rest = new REST({ api: settings.apiUrl, makeRequest }).setToken(settings.token);
  const recommended = await ask(rest);
  const totalShards = shards === 'auto' ? recommended : shards;
  const manager = new ShardingManager(program, { token: settings.token, totalShards });
  manager.on('shardCreate', (shard) => log.info({ shard: shard.id, totalShards }, 'starting a shard'));
  await manager.spawn();
  // It posts nothing itself: the shards do, which know what they may.
  return {
    isConnected: () => manager.shards.every((shard) => shard.ready),
    async stop() {
      manager.respawn = false;
      const children = manager.shards.map((shard) => shard.process).filter((child) => child !== null);
      await Promise.all(
        children.map(async (child) => {
          if (!('exitCode' in child) || child.exitCode !== null) return;
          const exit = once(child, 'exit');
          child.kill('SIGTERM');
          await exit;
        }),
      );
    },
  };
}

/** Asked here, since the manager's own question goes to discord.com whatever `DISCORD_API_URL` says. */
async function ask(rest: REST): Promise<number> {
  try {
    // Discord documents this answer.
    const { shards } = (await rest.get(Routes.gatewayBot())) as RESTGetAPIGatewayBotResult;
    return shards;
  } catch (error) {
    throw new StartError(whyNot(error), { cause: error });
  }
}
