import { createHash } from 'node:crypto';
import type { Paper } from '../../papers/paper.ts';
import { TITLE_WEIGHT } from '../bm25.ts';
import { nameWords, toArchives } from '../filters.ts';
import type { IndexedPaper } from '../indexing.ts';
import type { Row } from './lance-table.ts';

/** A paper as LanceDB's table has it. */
export function toRow({ paper, titleTerms, abstractTerms, parts }: IndexedPaper): Row {
  const title = Array.from({ length: TITLE_WEIGHT }, () => titleTerms).flat();
  return {
    id: paper.id,
    stamp: toStamp(paper),
    words: [...title, ...abstractTerms, ...parts].join(' '),
    names: [...new Set((paper.authors ?? []).flatMap(nameWords))].join(' '),
    cats: [...new Set((paper.categories ?? []).flatMap(toArchives))],
    has: [...new Set((paper.links ?? []).map(({ kind }) => kind))],
    lang: paper.lang,
    date: paper.date ?? null,
    paper: JSON.stringify(paper),
  };
}

/** Short, and the same only where nothing about the paper has changed. */
export function toStamp(paper: Paper): string {
  return createHash('sha1').update(JSON.stringify(paper)).digest('base64url').slice(0, 12);
}
