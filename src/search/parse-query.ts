import { UserError } from '../errors.ts';
import type { Language } from '../papers/paper.ts';
import { nearest } from '../text/nearest.ts';
import { readPeriod } from './period.ts';
import type { Filters, Query } from './query.ts';
import { type Item, toItems } from './query-items.ts';

/** More words than this say nothing more about what is wanted; the rest are left out. */
const MAX_WORDS = 64;
/** No word is longer; the rest of one is left out. */
const MAX_WORD = 100;
const LANGUAGES: readonly Language[] = ['en', 'ru', 'zh'];
const HAS = ['code', 'project', 'demo', 'data', 'model', 'video'] as const;
const SORTS = ['relevance', 'new', 'votes'] as const;

interface Field {
  /** A field and value that would work. */
  example: string;
  /** Puts the value, which is never empty, into the query. */
  read(value: string, query: Query): void;
}

const FIELDS: ReadonlyMap<string, Field> = new Map(
  Object.entries<Field>({
    author: {
      example: 'author:hinton',
      read: (value, { filters }) => {
        if (!/[\p{L}\p{N}]/u.test(value)) throw wrong(`“${shorten(value)}” is not a name.`, 'author:hinton');
        filters.author = [...(filters.author ?? []), value];
      },
    },
    cat: {
      example: 'cat:cs.CL',
      read: (value, { filters }) => {
        filters.cat = [...(filters.cat ?? []), ...value.split(',').map(toCategory)];
      },
    },
    year: {
      example: 'year:2024',
      read: (value, { filters }) => {
        const [first = '', last = first] = value.split(/[-–—]|\.\./);
        const readable = /^\d{4}(?:(?:[-–—]|\.\.)\d{4})?$/.test(value);
        if (!readable) throw wrong(`“${shorten(value)}” is not a year.`, 'year:2024');
        if (first > last) throw wrong(`The years in “${value}” run backwards.`, `year:${last}-${first}`);
        narrow(filters, { after: readPeriod(first)?.first, before: readPeriod(last)?.last });
      },
    },
    after: {
      example: 'after:2024-05',
      read: (value, { filters }) => narrow(filters, { after: toPeriod('after', value).first }),
    },
    before: {
      example: 'before:2024-05-31',
      read: (value, { filters }) => {
        const period = toPeriod('before', value);
        narrow(filters, { before: period.first === period.last ? period.last : period.dayBefore });
      },
    },
    has: {
      example: 'has:code',
      read: (value, { filters }) => {
        filters.has = [...(filters.has ?? []), ...value.split(',').map((each) => oneOf(HAS, 'has', each))];
      },
    },
    lang: {
      example: 'lang:ru',
      read: (value, { filters }) => {
        filters.lang = [
          ...(filters.lang ?? []),
          ...value.split(',').map((each) => oneOf(LANGUAGES, 'lang', each)),
        ];
      },
    },
    sort: {
      example: 'sort:new',
      read: (value, query) => {
        query.sort = oneOf(SORTS, 'sort', value);
      },
    },
  }),
);

const NAMES = [...FIELDS.keys()];
/** Names that people try, and the field they mean. */
const MEANT: ReadonlyMap<string, string> = new Map(
  Object.entries({
    authors: 'author',
    categories: 'cat',
    category: 'cat',
    date: 'year',
    language: 'lang',
    order: 'sort',
    since: 'after',
    until: 'before',
  }),
);

/**
 * Reads a search as people type it: words, `"a phrase"` (in any quotation marks), `-word`, `-"a phrase"`, and fields:
 * `author:` `cat:` `year:` `after:` `before:` `has:` `lang:` `sort:`. Everything else is words to look for: an
 * unknown word before a colon (titles hold colons), an unbalanced quotation mark. A day is included by `after:` and
 * `before:`; `after:2024` starts with that year, `before:2024` ends before it. Linear in the length of the text, of
 * which 64 words count.
 *
 * @throws UserError for a field without a value or with a wrong one, a field's misspelt name, exclusions alone, and
 * nothing to search for.
 */
export function parseQuery(text: string): Query {
  const query: Query = { words: [], phrases: [], without: [], filters: {}, sort: 'relevance' };
  let room = MAX_WORDS;
  for (const item of toItems(text, NAMES)) {
    if (readField(item, query)) continue;
    const words = toWords(item.text);
    if (words.length === 0 || words.length > room) continue;
    room -= words.length;
    if (item.minus) query.without.push(words.join(' '));
    else if (item.quoted) query.phrases.push(words.join(' '));
    else query.words.push(...words);
  }
  return check(query);
}

function toWords(text: string): string[] {
  return text
    .split(/\s+/u)
    .map((word) => word.slice(0, MAX_WORD))
    .filter((word) => /[\p{L}\p{N}]/u.test(word));
}

function check(query: Query): Query {
  const { after, before } = query.filters;
  if (after !== undefined && before !== undefined && after > before) {
    throw wrong(`No day is both after ${after} and before ${before}.`, 'after:2024-01-01 before:2024-06-30');
  }
  if (query.words.length + query.phrases.length + Object.keys(query.filters).length > 0) return query;
  const [left] = query.without;
  if (left !== undefined) {
    throw wrong(
      'This only says what to leave out. Say what to look for as well.',
      `transformer -${left.includes(' ') ? `"${shorten(left)}"` : shorten(left)}`,
    );
  }
  if (query.sort !== 'relevance')
    throw wrong('This only says how to sort. Say what to look for as well.', `moe sort:${query.sort}`);
  throw wrong('There is nothing to search for.', 'mixture of experts');
}

/** Whether this item was a field; then its value is in the query. */
function readField(item: Item, query: Query): boolean {
  if (item.field === undefined) return false;
  const known = FIELDS.get(item.field.toLowerCase());
  if (!known) {
    const meant = MEANT.get(item.field.toLowerCase()) ?? misspelt(item.field);
    const example = meant === undefined ? undefined : FIELDS.get(meant)?.example;
    if (example === undefined) return false;
    throw wrong(`There is no field “${item.field}:”. Did you mean ${meant}:?`, example);
  }
  if (item.minus) throw wrong('A minus leaves out words and phrases, not fields.', 'moe -vision');
  const value = item.value?.trim() ?? '';
  if (value === '')
    throw wrong(`${item.field.toLowerCase()}: needs a value right after the colon.`, known.example);
  known.read(value, query);
  return true;
}

/** The field that a lower-case word of five letters or more was meant to be; shorter ones may be real words. */
function misspelt(name: string): string | undefined {
  if (!/^[a-z]{5,12}$/.test(name)) return undefined;
  return nearest(
    name,
    NAMES.filter((each) => each.length >= 4 && Math.abs(each.length - name.length) <= 1),
  );
}

function toCategory(value: string): string {
  const name = value.trim();
  if (/^[a-z]+(?:-[a-z]+)?(?:\.[a-z]+(?:-[a-z]+)?)?$/i.test(name)) return name;
  throw wrong(`“${shorten(name)}” is not an arXiv category.`, 'cat:cs.CL');
}

function toPeriod(
  field: 'after' | 'before',
  value: string,
): { first: string; last: string; dayBefore: string } {
  const period = readPeriod(value);
  if (period) return period;
  throw wrong(`“${shorten(value)}” is not a day, a month or a year.`, `${field}:2024-05-31`);
}

function oneOf<Value extends string>(values: readonly Value[], field: string, value: string): Value {
  const wanted = value.trim().toLowerCase();
  const found = values.find((each) => each === wanted);
  if (found !== undefined) return found;
  const list = `${values.slice(0, -1).join(', ')} or ${values.at(-1)}`;
  throw wrong(
    `${field}: takes ${list}, not “${shorten(value)}”.`,
    `moe ${field}:${nearest(wanted, values) ?? values[0]}`,
  );
}

/** Several dates must all hold. */
function narrow(filters: Filters, by: { after?: string | undefined; before?: string | undefined }): void {
  if (by.after !== undefined && by.after > (filters.after ?? '')) filters.after = by.after;
  if (by.before !== undefined && by.before < (filters.before ?? '9')) filters.before = by.before;
}

function wrong(message: string, example: string): UserError {
  return new UserError(message, { example: `search ${example}` });
}

function shorten(value: string): string {
  return value.length > 40 ? `${value.slice(0, 40)}…` : value;
}
