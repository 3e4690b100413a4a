import { z } from 'zod';
import type { Request } from '../../src/bot.ts';
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

/** Where somebody is, and who. */
export interface Whereabouts {
  client: Client;
  team: string;
  user: string;
  /** Absent in a modal or on the Home tab. */
  channel?: string;
}

/** Who asks, where, and which other places are open to them, as part of a request. */
export type Situation = Pick<Request, 'place' | 'mayRead'> & { asker: Asker };

export const isDirect = (channel: string): boolean => channel.startsWith('D');

/** A channel as the core names it. */
export const toPlaceId = (team: string, channel: string): string => `slack:${team}/${channel}`;

/** A channel; undefined for a conversation with one person, and for a message that is only being written. */
export function toPlace(team: string, channel: string | undefined, mayManage: boolean): Place | undefined {
  if (channel === undefined || channel === 'COMPOSER' || isDirect(channel)) return undefined;
  return { id: toPlaceId(team, channel), mayManage };
}

export async function situationOf(where: Whereabouts, parts: Parts): Promise<Situation> {
  const { client, team, user, channel } = where;
  const { asker, isMember } = await parts.personOf(client, team, user);
  const place = toPlace(team, channel, mayManage(asker, parts));
  return {
    asker,
    ...(place ? { place } : {}),
    async mayRead(placeId) {
      if (placeId === place?.id) return true;
      const [, otherTeam, other] = /^slack:([^/]+)\/([^/]+)$/.exec(placeId) ?? [];
      // Guests read only where they are members, which nobody tells us.
      if (!isMember || otherTeam !== team || other === undefined) return false;
      return (await parts.publicName(client, team, other)) !== undefined;
    },
  };
}

/** Where nobody is named in Slack, each member of a channel may set what the bot does there. */
function mayManage({ id }: Asker, { admins }: Parts): boolean {
  const ours = [...admins].filter((admin) => admin.startsWith('slack:'));
  return ours.length === 0 || ours.includes(id);
}
