import { dayIn } from '../days.ts';
import { ARXIV_ZONE, feedCursor } from './arxiv-feed.ts';
import { parseCursor, type SyncState } from './source.ts';

/**
 * What is known of arXiv's announcement of a day:
 * - `announced`: so many papers, new and replaced;
 * - `none`: arXiv announces nothing on weekends, and on holidays sends an empty feed;
 * - `late`: the feed answered today and still shows an earlier day;
 * - `broken`: the feed cannot be read;
 * - `not-asked`: nobody asked it today.
 */
export type Announcement =
  | { kind: 'announced'; day: string; papers: number }
  | { kind: 'none'; day: string; why: 'weekend' | 'holiday' }
  | { kind: 'late'; day: string; last: string | undefined }
  | { kind: 'broken'; day: string; problem: string; since: string | undefined }
  | { kind: 'not-asked'; day: string };

/**
 * Judges the announcement of today, arXiv's today, which begins at midnight in New York.
 *
 * @param state of the source `arxiv-feed`
 * @see https://info.arxiv.org/help/availability.html
 */
export function judgeAnnouncement(state: SyncState | undefined, now: Date): Announcement {
  const day = dayIn(now, ARXIV_ZONE);
  const feed = parseCursor(state?.cursor, feedCursor);
  if (feed?.day === day && feed.papers > 0) return { kind: 'announced', day, papers: feed.papers };
  if (isWeekend(day)) return { kind: 'none', day, why: 'weekend' };
  if (feed?.day === day) return { kind: 'none', day, why: 'holiday' };
  if (state?.problem !== undefined)
    return { kind: 'broken', day, problem: state.problem, since: state.succeededAt };
  const asked = state?.succeededAt === undefined ? undefined : dayIn(new Date(state.succeededAt), ARXIV_ZONE);
  return asked === day ? { kind: 'late', day, last: feed?.day } : { kind: 'not-asked', day };
}

function isWeekend(day: string): boolean {
  return [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
}
