import { nameWords } from '../filters.ts';
import type { Filters } from '../query.ts';

/** The conditions that columns answer, as SQL; authors are looked for as words. */
export function toWhere({ cat, after, before, has, lang }: Filters): string | undefined {
  const anyOf = (column: string, values: readonly string[]) =>
    `array_has_any(${column}, [${values.map(toSqlText).join(', ')}])`;
  const conditions = [
    cat &&
      anyOf(
        'cats',
        cat.map((each) => each.toLowerCase()),
      ),
    has && anyOf('has', has),
    lang && `lang IN (${lang.map(toSqlText).join(', ')})`,
    after !== undefined && `date >= ${toSqlText(after)}`,
    before !== undefined && `date <= ${toSqlText(before)}`,
  ].filter((condition) => typeof condition === 'string');
  return conditions.length > 0 ? conditions.join(' AND ') : undefined;
}

/**
 * What the names of a paper must have for one of these authors: for each, every one of some lists, and of each list a word.
 * The names themselves are then looked at. Authors of whom nothing can be asked for are left out.
 */
export function toNameDemands(authors: readonly string[]): string[][][] {
  return authors.slice(0, MAX_AUTHORS).flatMap((author) => {
    const all = nameWords(author).slice(0, MAX_NAME_WORDS);
    if (all.length === 0) return [];
    // An asked-for initial stands for any name that starts so: it tells little, but where there is nothing else.
    const whole = all.filter((word) => word.length > 1);
    return [whole.length > 0 ? whole.map((word) => [word, word.charAt(0)]) : [all]];
  });
}

const MAX_AUTHORS = 64;
const MAX_NAME_WORDS = 16;

/** A text as SQL has it. */
export function toSqlText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
