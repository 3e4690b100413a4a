import { z } from 'zod';
import type { PaperLink } from '../papers/paper.ts';
import type { Clock } from '../ports.ts';
import { fetchWhole, type PoliteFetch } from './polite-fetch.ts';
import { arxivId, instant, type SourceDraft, sift, toUtcDay } from './sift.ts';
import { parseCursor, type Source } from './source.ts';
import { SourceError } from './source-error.ts';
import { readShape } from './xml.ts';

/** The address of Hugging Face's API; https://huggingface.co/docs/hub/api#get-apidailypapers */
export const HF_API_URL = 'https://huggingface.co/api';

/** How far back a first sync looks. */
const FIRST_DAYS = 14;
/** Votes go on for some days, so a page is asked for again that long. */
const VOTING_DAYS = 3;
const DAY = 86_400_000;

const link = z
  .url({ protocol: /^https?$/ })
  .optional()
  .catch(undefined);

/**
 * One paper of a day. Its `summary` is the authors' abstract; `ai_summary` and the comments are written by others
 * and are not read.
 */
const daily = z
  .object({
    paper: z.object({
      id: arxivId,
      title: z.string(),
      summary: z.string(),
      authors: z.array(z.looseObject({ name: z.string(), hidden: z.boolean().default(false) })).default([]),
      publishedAt: z.string().pipe(instant),
      upvotes: z.int().nonnegative().optional().catch(undefined),
      githubRepo: link,
      projectPage: link,
    }),
  })
  .transform(({ paper }): SourceDraft => {
    const links: (PaperLink | false)[] = [
      paper.githubRepo !== undefined && { kind: 'code', url: paper.githubRepo },
      paper.projectPage !== undefined && { kind: 'project', url: paper.projectPage },
    ];
    return {
      arxivId: paper.id.id,
      title: paper.title,
      abstract: paper.summary,
      authors: paper.authors.filter((author) => !author.hidden).map((author) => author.name),
      date: toUtcDay(paper.publishedAt),
      ...(paper.upvotes !== undefined && { upvotes: paper.upvotes }),
      links: links.filter((found) => found !== false),
    };
  });

const cursorShape = z.object({ day: z.iso.date() });

/** The papers of the day on Hugging Face with their votes, a batch a day, oldest day first. */
export function createHuggingFace(url: string, fetch: PoliteFetch, clock: Clock): Source {
  return {
    name: 'huggingface',
    async *fetchSince(cursor) {
      const now = clock.now().getTime();
      const last = parseCursor(cursor, cursorShape)?.day;
      const earliest = now - FIRST_DAYS * DAY;
      // A cursor of the future was written while the clock was wrong.
      const isUsable = last !== undefined && last <= toUtcDay(new Date(now));
      const start = isUsable ? Math.max(earliest, Date.parse(last) - VOTING_DAYS * DAY) : earliest;
      for (let time = start; toUtcDay(new Date(time)) <= toUtcDay(new Date(now)); time += DAY) {
        const day = toUtcDay(new Date(time));
        const records = await fetchWhole(fetch, {
          url: `${url}/daily_papers?date=${day}&limit=100`,
          accept: 'application/json',
          read: readList,
        });
        yield { ...sift('Hugging Face', records, daily), cursor: JSON.stringify({ day }) };
      }
    },
  };
}

function readList(body: string): unknown[] {
  return readShape(z.array(z.unknown()), parseJson(body));
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (error) {
    throw new SourceError('unreadable', 'sent broken or cut-off JSON', { cause: error });
  }
}
