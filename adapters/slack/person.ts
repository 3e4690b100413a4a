import { z } from 'zod';
import type { Asker } from '../../src/command.ts';
import type { Place } from '../../src/places.ts';
import type { Client, Parts } from './parts.ts';

/** Who did something, as all interactions say it. https://docs.slack.dev/reference/interaction-payloads */
export const person = z.object({
  user: z.object({ id: z.string(), team_id: z.string().optional() }),
  /** Null where the app is installed in a whole organisation. */
  team: z.object({ id: z.string() }).nullish(),
});

export type Person = z.infer<typeof person>;

export const teamOf = ({ user, team }: Person): string => team?.id ?? user.team_id ?? '';

/** A channel, where its members may set what the bot does; undefined for a conversation with one person. */
export function toPlace(team: string, channel: string): Place | undefined {
  return channel.startsWith('D') ? undefined : { id: `slack:${team}/${channel}`, mayManage: true };
}

/** As part of a request. */
export const inPlace = (place: Place | undefined) => (place ? { place } : {});

export function askerBehind(who: Person, client: Client, parts: Parts): Promise<Asker> {
  return parts.askerOf(client, teamOf(who), who.user.id);
}
