import { once } from 'node:events';
import { REST, type RESTGetAPIGatewayBotResult, Routes, ShardingManager } from 'discord.js';
import { StartError } from '../../src/errors.ts';
import type { Log } from '../../src/ports.ts';
import { type DiscordSettings, type Running, whyNot } from './discord.ts';

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
  log: Log,
): Promise<Running> {
  const totalShards = shards === 'auto' ? await recommended(settings) : shards;
  const manager = new ShardingManager(program, { token: settings.token, totalShards });
  manager.on('shardCreate', (shard) => log.info({ shard: shard.id, totalShards }, 'starting a shard'));
  await manager.spawn();
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
async function recommended({ apiUrl, token }: DiscordSettings): Promise<number> {
  try {
    const answer = await new REST({ api: apiUrl }).setToken(token).get(Routes.gatewayBot());
    return (answer as RESTGetAPIGatewayBotResult).shards;
  } catch (error) {
    throw new StartError(whyNot(error), { cause: error });
  }
}
