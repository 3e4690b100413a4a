import type { Context } from '../command.ts';
import { dayIn } from '../days.ts';
import type { Field } from '../reply.ts';

/**
 * Who of the asker's server brought up a paper first, where and when, as a field of its card. Only where the asker can read
 * it; in an answer for everyone only what was said in the same place, for others may read less than the asker. Never rejects:
 * a card is worth showing without it.
 *
 * @returns one field or none
 */
export async function sharedBy(paper: string, context: Context): Promise<Field[]> {
  const { team, asker, place, forEveryone, mayRead, words, log } = context;
  try {
    for (const { place: where, placeName, name, at, url } of await team.sightings.of(asker.server, paper)) {
      const isHere = where === place?.id;
      if (!isHere && (forEveryone || !(await mayRead?.(where)))) continue;
      const text = words.sharedBy(name, placeName, words.day(dayIn(new Date(at), asker.zone)));
      return [{ label: words.label.shared, value: [{ text, url }] }];
    }
  } catch (err) {
    log.warn({ err, paper }, 'who brought up a paper could not be looked up');
  }
  return [];
}
