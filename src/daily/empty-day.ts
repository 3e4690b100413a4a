import { daysBetween } from '../days.ts';
import type { Library } from '../library.ts';
import type { Clock } from '../ports.ts';
import type { Reply } from '../reply.ts';
import type { Words } from '../words/words.ts';

/** One short line for a day without papers: that, why, and when there last were some. */
export async function toEmptyReply(
  { topic, day, isToday }: { topic: string | undefined; day: string; isToday: boolean },
  { library, clock, words }: { library: Library; clock: Clock; words: Words },
): Promise<Reply> {
  const announcement = isToday ? await library.announcement(clock.now()) : undefined;
  const why = announcement ? words.announcement(announcement) : '';
  const last = (await library.days(1, day))[0];
  const parts = [
    words.nothingOn(day, isToday, topic),
    why,
    last === undefined ? '' : words.lastPapers(last.day, daysBetween(last.day, day)),
  ];
  return { text: parts.filter((part) => part !== '').join(' ') };
}
