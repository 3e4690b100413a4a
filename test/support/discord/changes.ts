import { type APIUser, ChannelType } from 'discord.js';
import { guildEvent, toChannel } from './events.ts';
import { addChannel, type Channel, type Guild, type World } from './world.ts';

/** What happens to servers, channels and threads while the bot is there; the gateway tells of it. */

/** Opens a thread: one that everybody sees, or one for these people alone. */
export function addThread(
  world: World,
  parent: Channel,
  name: string,
  members?: readonly APIUser[],
): Channel {
  const type = members ? ChannelType.PrivateThread : ChannelType.PublicThread;
  const { guild } = parent;
  const thread = addChannel(world, { type, name, recipients: [], parent, ...(guild && { guild }) });
  for (const { id } of members ?? []) thread.members.add(id);
  thread.members.add(world.bot.id);
  tell(world, 'THREAD_CREATE', thread);
  return thread;
}

export function removeChannel(world: World, channel: Channel): void {
  world.channels.delete(channel.id);
  tell(world, 'CHANNEL_DELETE', channel);
}

/** Somebody removes the bot from a server. */
export function removeBot(world: World, guild: Guild): void {
  world.absent.add(guild.id);
  world.dispatch({ t: 'GUILD_DELETE', guildId: guild.id, d: () => ({ id: guild.id }) });
}

/** Somebody adds the bot to a server that removed it. */
export function addBot(world: World, guild: Guild): void {
  world.absent.delete(guild.id);
  world.dispatch(guildEvent(world, guild.id));
}

/** Discord cannot serve a server for a while, which is no removal; then it can. */
export function breakDown(world: World, { id }: Guild): void {
  world.dispatch({ t: 'GUILD_DELETE', guildId: id, d: () => ({ id, unavailable: true }) });
  world.dispatch(guildEvent(world, id));
}

function tell(world: World, t: string, channel: Channel): void {
  world.dispatch({
    t,
    guildId: channel.guild?.id,
    d: () => toChannel(world, channel),
  });
}
