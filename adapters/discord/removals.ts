import { type Client, Events } from 'discord.js';
import type { InFlight } from '../../src/in-flight.ts';
import type { Forgetting } from '../../src/team/forgetting.ts';
import { toServerId } from './asker.ts';

/** Where it is written down that a server removed the bot, or has it. */
export type Removals = Pick<Forgetting, 'markRemoved' | 'markPresent'>;

/**
 * Writes down which servers have the bot: those it finds at its start, those that add it and those that remove it. A server
 * that Discord cannot serve for a while has not removed it: discord.js tells that apart.
 */
export function followRemovals(client: Client, removals: Removals, inFlight: InFlight): void {
  client.on(Events.GuildDelete, ({ id }) => inFlight.run(() => removals.markRemoved(toServerId(id))));
  client.on(Events.GuildCreate, ({ id }) => inFlight.run(() => removals.markPresent(toServerId(id))));
  client.once(Events.ClientReady, ({ guilds }) =>
    inFlight.run(async () => {
      for (const { id } of guilds.cache.values()) await removals.markPresent(toServerId(id));
    }),
  );
}
