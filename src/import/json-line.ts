import type { FoundIn } from '../papers/paper.ts';
import { readArxivRecord } from './arxiv-record.ts';
import { toUnfit, type Verdict } from './entry.ts';
import { isExportedPaper, readExportedPaper } from './exported-paper.ts';

/** Makes a paper of a line of JSON: one of our own export, or a record of arXiv's metadata. */
export function readJsonLine(text: string, place: FoundIn): Verdict {
  const record = parseObject(text);
  if (record === undefined) return toUnfit('is no JSON object; it may be cut off');
  return isExportedPaper(record) ? readExportedPaper(record) : readArxivRecord(record, place);
}

function parseObject(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
