import { createHash } from 'node:crypto';
import { TITLE_WEIGHT } from '../bm25.ts';
import { nameWords, toArchives } from '../filters.ts';
import { type IndexedPaper, rankedTerms } from '../indexing.ts';
import type { Row } from './lance-table.ts';

/** A paper as LanceDB's table has it. */
export function toRow({ paper, title, abstract, parts }: IndexedPaper): Row {
  const titleTerms = rankedTerms(title);
  const titles = Array.from({ length: TITLE_WEIGHT }, () => titleTerms).flat();
  const row = {
    id: paper.id,
    words: [...titles, ...rankedTerms(abstract), ...parts].join(' '),
    names: [...new Set((paper.authors ?? []).flatMap(nameWords))].join(' '),
    cats: [...new Set((paper.categories ?? []).flatMap(toArchives))],
    has: [...new Set((paper.links ?? []).map(({ kind }) => kind))],
    lang: paper.lang,
    date: paper.date ?? null,
    paper: JSON.stringify(paper),
  };
  return { ...row, stamp: createHash('sha1').update(JSON.stringify(row)).digest('base64url').slice(0, 12) };
}
