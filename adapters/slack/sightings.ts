import type { Outcome } from '../../src/bot.ts';
import type { Parts } from './parts.ts';
import { toPlaceId, type Whereabouts } from './person.ts';

/** The commands whose answer is the very papers that were named. */
const NAMING: ReadonlySet<string> = new Set(['papers', 'show', 'summary']);

/** The papers that somebody brought up by asking this. */
export function namedPapers({ outcome, invocation, reply }: Outcome): string[] {
  if (outcome !== 'ok' || !NAMING.has(invocation?.command ?? '')) return [];
  return (reply.cards ?? []).flatMap(({ paper }) => paper ?? []);
}

/**
 * Remembers who brought up papers in a public channel, by which message. Private channels are left out: their names are
 * not told to us, and nothing of them may be told to others. Never rejects.
 */
export async function recordSightings(
  papers: readonly string[],
  { client, team, user, channel = '', ts }: Whereabouts & { ts: string },
  { personOf, publicName, sightings, log }: Parts,
): Promise<void> {
  if (!sightings || papers.length === 0) return;
  try {
    const placeName = await publicName(client, team, channel);
    const { asker, name } = await personOf(client, team, user);
    if (placeName === undefined || name === undefined) return;
    const { permalink } = await client.chat.getPermalink({ channel, message_ts: ts });
    if (permalink === undefined) return;
    const at = new Date(Number(ts) * 1000).toISOString();
    const place = toPlaceId(team, channel);
    for (const paper of new Set(papers))
      await sightings.record({
        server: asker.server,
        paper,
        place,
        placeName,
        person: asker.id,
        name,
        at,
        url: permalink,
      });
  } catch (error) {
    log.warn({ err: error }, 'a sighting was not recorded');
  }
}
