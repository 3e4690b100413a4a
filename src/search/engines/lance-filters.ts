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

/** A text as SQL has it. */
export function toSqlText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
