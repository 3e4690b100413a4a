import { z } from 'zod';
import { isDay } from '../days.ts';
import { parseArxivId } from '../papers/arxiv-id.ts';
import type { Paper } from '../papers/paper.ts';
import { toReason } from '../sources/xml.ts';
import { toUnfit, type Verdict } from './entry.ts';

const count = z.int().nonnegative();

/** A paper as our own export writes it: all that a store holds of one, and nothing that it would not hold. */
const exportedPaper = z
  .object({
    id: z.string().trim().min(1).max(1000),
    arxivId: z
      .string()
      .refine((id) => parseArxivId(id)?.id === id, 'is no arXiv ID without version')
      .exactOptional(),
    version: z.int().positive().exactOptional(),
    title: z.string(),
    titleDerived: z.literal(true).exactOptional(),
    abstract: z.string(),
    abstractCut: z.literal(true).exactOptional(),
    asWritten: z
      .object({ title: z.string().exactOptional(), abstract: z.string().exactOptional() })
      .exactOptional(),
    authors: z.array(z.string()).exactOptional(),
    authorCount: count.exactOptional(),
    date: z.string().refine(isDay, 'is not a day').exactOptional(),
    dateInferred: z.literal(true).exactOptional(),
    categories: z.array(z.string()).exactOptional(),
    comments: z.string().exactOptional(),
    upvotes: count.exactOptional(),
    links: z
      .array(
        z.object({
          kind: z.enum(['code', 'project', 'demo', 'data', 'model', 'video', 'page']),
          url: z.url({ protocol: /^https?$/, error: 'is not an http(s) address' }),
        }),
      )
      .exactOptional(),
    lang: z.enum(['en', 'ru', 'zh']),
    foundIn: z
      .array(
        z.object({ document: z.string(), site: z.string().exactOptional(), line: z.int().nonnegative() }),
      )
      .min(1),
  })
  .refine(({ id, arxivId }) => arxivId === undefined || arxivId === id, {
    path: ['id'],
    error: 'is not the arXiv ID',
  }) satisfies z.ZodType<Paper>;

/** The fields in the order of a line, the same for every paper, so that two exports can be compared line by line. */
const FIELDS = exportedPaper.keyof().options;

/** Whether a record claims to be of our own export: nothing else says where a paper was found. */
export function isExportedPaper(record: object): boolean {
  return 'foundIn' in record;
}

export function readExportedPaper(record: object): Verdict {
  const result = exportedPaper.safeParse(record);
  return result.success ? { kind: 'copy', paper: result.data } : toUnfit(toReason(result.error));
}

/** A paper as one line of JSON, its end included. What is read from it is this paper again. */
export function toExportLine(paper: Paper): string {
  const fields = FIELDS.filter((field) => field in paper).map((field) => [field, paper[field]]);
  return `${JSON.stringify(Object.fromEntries(fields))}\n`;
}
