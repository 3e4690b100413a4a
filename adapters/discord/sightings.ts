import type { GuildTextBasedChannel, Message } from 'discord.js';
import type { Outcome } from '../../src/bot.ts';
import { broughtUp } from '../../src/team/brought-up.ts';
import type { Sighting } from '../../src/team/sightings.ts';
import { PREFIX, toPlaceId, toServerId } from './asker.ts';
import type { Answerable, Parts } from './parts.ts';
import { authorOf } from './standing.ts';

/** Remembers the papers that a message named, once they were answered with cards. In private nothing is remembered. */
export async function rememberMessage(message: Message, outcome: Outcome, parts: Parts): Promise<void> {
  if (!message.inGuild()) return;
  await record(outcome, parts, async () => ({
    server: toServerId(message.guildId),
    place: toPlaceId(message.channelId),
    placeName: await nameOf(message.channel),
    person: authorOf(message, parts).id,
    name: message.member?.displayName ?? message.author.displayName,
    at: message.createdAt.toISOString(),
    url: message.url,
  }));
}

/** Remembers the papers that somebody showed to everyone, by where they stand. */
export async function rememberShown(interaction: Answerable, outcome: Outcome, parts: Parts): Promise<void> {
  if (!interaction.inCachedGuild() || !interaction.channel) return;
  const { guildId, channel, member, createdAt } = interaction;
  await record(outcome, parts, async () => {
    const { id } = await interaction.fetchReply();
    return {
      server: toServerId(guildId),
      place: toPlaceId(channel.id),
      placeName: await nameOf(channel),
      person: PREFIX + member.id,
      name: member.displayName,
      at: createdAt.toISOString(),
      url: `https://discord.com/channels/${guildId}/${channel.id}/${id}`,
    };
  });
}

/** A channel or thread that discord.js met only in a message has no name yet. */
async function nameOf(channel: GuildTextBasedChannel): Promise<string> {
  const known: { name?: string } = channel;
  return known.name ?? (await channel.fetch()).name;
}

/** What cannot be remembered goes to the log; the answer stands already. */
async function record(
  outcome: Outcome,
  { sightings, log }: Parts,
  whereAndWho: () => Promise<Omit<Sighting, 'paper'>>,
): Promise<void> {
  try {
    const papers = broughtUp(outcome);
    if (papers.length === 0) return;
    const sighting = await whereAndWho();
    for (const paper of papers) await sightings.record({ ...sighting, paper });
  } catch (err) {
    log.warn({ err }, 'who brought up a paper could not be remembered');
  }
}
