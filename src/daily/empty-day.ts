import { dayIn, daysBetween } from '../days.ts';
import type { Library } from '../library.ts';
import type { Clock } from '../ports.ts';
import type { Reply } from '../reply.ts';
import type { Words } from '../words/words.ts';

/** One short line for a day without papers: that, why, and when there last were some. */
export async function toEmptyReply(
  { topic, day, isToday, zone }: { topic: string | undefined; day: string; isToday: boolean; zone: string },
  { library, clock, words }: { library: Library; clock: Clock; words: Words },
): Promise<Reply> {
  const today = dayIn(clock.now(), zone);
  const announcement = isToday ? await library.announcement(clock.now()) : undefined;
  const why = announcement ? words.announcement(announcement) : '';
  const last = (await library.days(1, day))[0];
  // That others came on this very day is no help to who asked for a topic of it.
  const isOther = last !== undefined && (isToday || last.day !== day);
  const parts = [
    words.nothingOn(day, isToday, topic),
    why,
    isOther ? words.lastPapers(last.day, daysBetween(last.day, isToday ? day : today)) : '',
  ];
  return { text: parts.filter((part) => part !== '').join(' ') };
}
