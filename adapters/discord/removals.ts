import { type Client, Events, ShardClientUtil } from 'discord.js';
import type { InFlight } from '../../src/concurrency/in-flight.ts';
import type { Forgetting } from '../../src/team/forgetting.ts';
import { PREFIX, toServerId } from './asker.ts';

/** Where it is written down that a server removed the bot, or has it. */
export type Removals = Pick<Forgetting, 'markRemoved' | 'markPresent' | 'present'>;

/**
 * Writes down which servers have the bot: those it finds at its start, those that add it and those that remove it, also while
 * it was not running. A server that Discord cannot serve for a while has not removed it: discord.js tells that apart.
 */
export function followRemovals(client: Client, removals: Removals, inFlight: InFlight): void {
  client.on(Events.GuildDelete, ({ id }) => inFlight.run(() => removals.markRemoved(toServerId(id))));
  client.on(Events.GuildCreate, ({ id }) => inFlight.run(() => removals.markPresent(toServerId(id))));
  client.once(Events.ClientReady, (ready) => inFlight.run(() => compare(ready, removals)));
}

/** READY names every server of our shards, also those that Discord cannot serve at the moment. */
async function compare({ guilds, ws, options }: Client<true>, removals: Removals): Promise<void> {
  const before = await removals.present(PREFIX);
  for (const server of before) {
    const id = server.slice(PREFIX.length);
    const isOurs = ws.shards.has(ShardClientUtil.shardIdForGuildId(id, options.shardCount ?? 1));
    if (isOurs && !guilds.cache.has(id)) await removals.markRemoved(server);
  }
  for (const id of guilds.cache.keys()) {
    const server = toServerId(id);
    if (!before.includes(server)) await removals.markPresent(server);
  }
}
