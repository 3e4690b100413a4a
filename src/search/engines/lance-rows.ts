import { createHash } from 'node:crypto';
import type { Paper } from '../../papers/paper.ts';
import { nameWords, toArchives } from '../filters.ts';
import type { IndexedPaper } from '../indexing.ts';
import type { Filters } from '../query.ts';
import { TITLE_WEIGHT } from '../ranking.ts';
import { type Row, toSqlText } from './lance-table.ts';

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

/** The conditions that columns answer, as SQL; authors are looked for as words. */
export function toWhere({ cat, after, before, has, lang }: Filters): string | undefined {
  const anyOf = (column: string, values: readonly string[]) =>
    `array_has_any(${column}, [${values.map(toSqlText).join(', ')}])`;
  const conditions = [
    cat && anyOf('cats', cat.map((each) => each.toLowerCase())),
    has && anyOf('has', has),
    lang && `lang IN (${lang.map(toSqlText).join(', ')})`,
    after !== undefined && `date >= ${toSqlText(after)}`,
    before !== undefined && `date <= ${toSqlText(before)}`,
  ].filter((condition) => typeof condition === 'string');
  return conditions.length > 0 ? conditions.join(' AND ') : undefined;
}

/** The words that one of a name's must be; the name itself is then looked at. Undefined where nothing can be asked for. */
export function toNameWords(authors: readonly string[]): string {
  const words = new Set<string>();
  for (const author of authors) {
    const all = nameWords(author);
    const whole = all.filter((word) => word.length > 1);
    for (const word of whole.length > 0 ? whole : all) words.add(word);
  }
  return [...words].slice(0, MAX_NAME_WORDS).join(' ');
}

const MAX_NAME_WORDS = 64;
