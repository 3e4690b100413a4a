import { z } from 'zod';
import { isDay } from '../days.ts';
import type { Draft } from '../ingest/format.ts';
import { toPaper } from '../ingest/to-paper.ts';
import { findArxivIds, parseArxivId } from '../papers/arxiv-id.ts';
import type { Paper, PaperLink } from '../papers/paper.ts';
import type { Rejection } from './source.ts';
import { toReason } from './xml.ts';

/** A paper as a source had it, before cleaning. */
export interface SourceDraft extends Omit<Draft, 'line'> {
  /** Links that the source gives beside those in the abstract. */
  links?: PaperLink[];
}

export interface Sifted {
  papers: Paper[];
  rejected: Rejection[];
}

/** Automatic comments on Hugging Face that read like a description of the paper, by how they begin. */
const BOT_TEXT =
  /^\s*(?:this is an automated message|i found the following papers similar to this paper)|\blibrarian[- ]bot\b/i;

/** What a paper of a source must be before it gets in. */
const sane = z
  .object({
    titleDerived: z.boolean().optional(),
    title: z.string().min(1, 'is missing').max(1000, 'is longer than any title'),
    abstract: z
      .string()
      .min(1, 'is missing')
      .max(20_000, 'is longer than any abstract')
      .refine((abstract) => !BOT_TEXT.test(abstract), 'is a comment by a bot'),
    authors: z.array(z.string().max(2_000)).max(10_000).optional(),
    date: z.string().refine(isDay, 'is not a day').optional(),
    upvotes: z.int().nonnegative().optional(),
  })
  .refine((paper) => !paper.titleDerived, { path: ['title'], error: 'is missing' });

/**
 * Checks each record of a source on its own and makes papers of those that pass, so that one bad record costs only
 * itself.
 *
 * @param source named in the papers' `foundIn`
 * @param schema checks a record and makes a draft of it
 */
export function sift(source: string, records: readonly unknown[], schema: z.ZodType<SourceDraft>): Sifted {
  const papers: Paper[] = [];
  const rejected: Rejection[] = [];
  for (const [index, record] of records.entries()) {
    const verdict = admit(source, record, schema);
    if ('paper' in verdict) papers.push(verdict.paper);
    else rejected.push({ where: toPlace(record, index), reason: verdict.reason });
  }
  return { papers, rejected };
}

function admit(
  source: string,
  record: unknown,
  schema: z.ZodType<SourceDraft>,
): { paper: Paper } | { reason: string } {
  const draft = schema.safeParse(record);
  if (!draft.success) return { reason: toReason(draft.error) };
  const paper = toSourcePaper(source, draft.data);
  const checked = sane.safeParse(paper);
  return checked.success ? { paper } : { reason: toReason(checked.error) };
}

function toSourcePaper(source: string, { links: given = [], ...draft }: SourceDraft): Paper {
  // A source has no lines; the same place each time keeps `foundIn` from growing with every sync.
  const paper = toPaper({ ...draft, line: 1 }, source);
  const links = [...given, ...(paper.links ?? [])];
  const unique = links.filter((link, index) => links.findIndex(({ url }) => url === link.url) === index);
  return unique.length === 0 ? paper : { ...paper, links: unique };
}

/** Where a rejected record stood: the first arXiv ID that it names, else its place. */
function toPlace(record: unknown, index: number): string {
  const [named] = findArxivIds(JSON.stringify(record).slice(0, 2000));
  return named?.id ?? `record ${index + 1}`;
}

/** An arXiv ID in any form. */
export const arxivId = z.string().transform((written, context) => {
  const id = parseArxivId(written.replace(/^oai:arXiv\.org:/i, ''));
  if (id !== undefined) return id;
  context.addIssue(`“${written.slice(0, 60)}” is no arXiv ID`);
  return z.NEVER;
});

/** An instant in a form that `Date` reads, such as ISO 8601 or RFC 822, as a `Date`. */
export const instant = z.string().transform((written, context) => {
  const date = new Date(written);
  if (!Number.isNaN(date.getTime())) return date;
  context.addIssue('is not a date');
  return z.NEVER;
});

/** The day of an instant in UTC, `YYYY-MM-DD`: how arXiv dates submissions. */
export function toUtcDay(date: Date): string {
  return date.toISOString().slice(0, 10);
}

/** Only arXiv's own categories: lists of them also hold ACM and MSC classes. */
export function toCategories(terms: readonly string[]): string[] {
  return [...new Set(terms)].filter((term) =>
    /^[a-z]{1,8}(?:-[a-z]{2,4})?(?:\.(?:[A-Z]{2}|[a-z]{2,6}(?:-[a-z]{2,4})?))?$/.test(term),
  );
}
