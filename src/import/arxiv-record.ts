import { z } from 'zod';
import type { FoundIn } from '../papers/paper.ts';
import { arxivId, instant, type SourceDraft, toCategories, toUtcDay } from '../sources/sift.ts';
import { toReason } from '../sources/xml.ts';
import { toUnfit, toVerdict, type Verdict } from './entry.ts';
import { readCategories, readDay, readNames, toSubmissionDay } from './fields.ts';

const words = z.string({ error: 'is missing or no text' });
const textOrList = z
  .union([z.string(), z.array(z.string())], { error: 'is neither a text nor a list of texts' })
  .nullish();

const day = z
  .string({ error: 'is no text' })
  .nullish()
  .transform((written, context) => {
    const read = readDay(written ?? '');
    if (read !== undefined) return read;
    context.addIssue(`“${written?.slice(0, 40)}” is not a day that I can read; write 2024-01-08`);
    return z.NEVER;
  });

/**
 * A record of arXiv's metadata. Two shapes are in use: the public snapshot's, where texts hold several authors or
 * categories and each version has its date, and lists made from it, with real lists and one date.
 * https://www.kaggle.com/datasets/Cornell-University/arxiv
 */
const arxivRecord = z
  .object({
    id: words.pipe(arxivId),
    title: words,
    abstract: words,
    authors: textOrList,
    /** Family name, given name, suffix, then affiliations. */
    authors_parsed: z.array(z.array(z.string())).nullish(),
    categories: textOrList,
    versions: z
      .array(
        z.object({
          version: z.string().regex(/^v\d{1,3}$/, 'is no version'),
          created: z.string().pipe(instant),
        }),
      )
      .min(1)
      .nullish(),
    date: day,
    comments: z.string().nullish(),
    comment: z.string().nullish(),
  })
  .transform((record): SourceDraft => {
    const { id, version } = record.id;
    const submitted = record.versions?.map(({ created }) => toUtcDay(created)).sort()[0];
    const date = submitted ?? (record.date === 'unknown' ? undefined : toSubmissionDay(record.date, id));
    const newest = newestOf(record.versions) ?? version;
    return {
      arxivId: id,
      ...(newest !== undefined && { version: newest }),
      title: record.title,
      abstract: record.abstract,
      authors: toAuthors(record),
      ...(date !== undefined && { date }),
      categories: toCategoryList(record.categories ?? []),
      comments: record.comments ?? record.comment ?? '',
    };
  });

function newestOf(versions: { version: string }[] | null | undefined): number | undefined {
  return versions?.reduce((newest, { version }) => Math.max(newest, Number(version.slice(1))), 1);
}

interface Authored {
  authors?: string | string[] | null | undefined;
  authors_parsed?: string[][] | null | undefined;
}

function toAuthors({ authors, authors_parsed: parsed }: Authored): string[] {
  if (parsed) return parsed.map(([family = '', given = '', suffix = '']) => `${given} ${family} ${suffix}`);
  return typeof authors === 'string' ? readNames(authors) : (authors ?? []);
}

function toCategoryList(categories: string | string[]): string[] {
  return typeof categories === 'string' ? readCategories(categories) : toCategories(categories);
}

/** Makes a paper of a record of arXiv's metadata, found at a place. */
export function readArxivRecord(record: object, place: FoundIn): Verdict {
  const result = arxivRecord.safeParse(record);
  return result.success ? toVerdict(result.data, place) : toUnfit(toReason(result.error));
}
