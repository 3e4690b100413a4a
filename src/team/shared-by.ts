import type { Context } from '../command.ts';
import { dayIn } from '../days.ts';
import type { Field } from '../reply.ts';

/**
 * Who of the asker's server brought up a paper first, where and when. Only where the asker can read it; in an answer for
 * everyone only what was said in the same place, for others may read less than the asker.
 */
export async function sharedBy(
  paper: string,
  { team, asker, place, forEveryone, mayRead, words }: Context,
): Promise<Field[]> {
  for (const sighting of await team.sightings.of(asker.server, paper)) {
    const isHere = sighting.place === place?.id;
    if (!isHere && (forEveryone || !(await mayRead?.(sighting.place)))) continue;
    const day = words.day(dayIn(new Date(sighting.at), asker.zone));
    const text = words.sharedBy(sighting.name, sighting.placeName, day);
    return [{ label: words.label.shared, value: [{ text, url: sighting.url }] }];
  }
  return [];
}
