import { mergePapers } from '../papers/merge.ts';
import type { Language, Paper } from '../papers/paper.ts';
import type { Document, DocumentReport } from './format.ts';
import { formats, recogniseFormat } from './formats.ts';
import { toPaper } from './to-paper.ts';

export interface Corpus {
  /** One per work, in the order they were first met. */
  papers: Paper[];
  /** One per document, in the order given. */
  reports: DocumentReport[];
}

/** Reads documents of any known shape and makes one paper of each work that they hold. Never throws. */
export function ingestDocuments(documents: readonly Document[]): Corpus {
  const read = documents.map(readPapers);
  const { papers, merges } = mergePapers(read.flatMap((page) => page.papers));
  const reports = read.map(({ report }) => ({
    ...report,
    merged: merges.filter(({ from }) => from.document === report.document).length,
  }));
  return { papers, reports };
}

function readPapers(document: Document): { papers: Paper[]; report: DocumentReport } {
  const format = recogniseFormat(document);
  if (format === undefined) {
    const report = { document: document.name, papers: 0, merged: 0, warnings: [toUnknown(document)] };
    return { papers: [], report };
  }
  const { drafts, warnings } = format.parse(document);
  const papers = drafts.map((draft) => toPaper(draft, document.name, format.site));
  const lang = commonest(papers.map((paper) => paper.lang));
  const report: DocumentReport = {
    document: document.name,
    shape: format.shape,
    ...(lang !== undefined && { lang }),
    papers: papers.length,
    merged: 0,
    warnings: warnings.toSorted((a, b) => a.line - b.line),
  };
  return { papers, report };
}

function toUnknown(document: Document): DocumentReport['warnings'][number] {
  const empty = document.lines.every((line) => line.trim() === '');
  const shapes = formats.map((format) => format.shape).join(', ');
  const reason = empty
    ? 'The document is empty.'
    : `No shape of page that I can read (${shapes}) fits this text.`;
  return { document: document.name, line: 1, reason };
}

function commonest(languages: readonly Language[]): Language | undefined {
  const counts = Map.groupBy(languages, (language) => language);
  return [...counts].toSorted(([, a], [, b]) => b.length - a.length)[0]?.[0];
}
