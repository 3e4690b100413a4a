import type { Connection, Table } from '@lancedb/lancedb';
import type { Paper } from '../../papers/paper.ts';
import type { Filters } from '../query.ts';
import { toNameDemands, toSqlText, toWhere } from './lance-filters.ts';

type Lance = typeof import('@lancedb/lancedb');
type Arrow = typeof import('apache-arrow');

/** The native package and the one that describes its tables, loaded when they are first needed. */
export interface LancePackages {
  lance: Lance;
  arrow: Arrow;
}

/** A paper as the table has it: what is searched and filtered by. */
export interface Row {
  id: string;
  /** Tells one state of the row from another, so also what another analysis would have made of the paper. */
  stamp: string;
  words: string;
  names: string;
  cats: string[];
  has: string[];
  lang: string;
  date: string | null;
  /** The paper itself, as JSON: what it taught is taken back when it goes, and other processes learn from it. */
  paper: string;
}

/** What a look into the table asks for. */
export interface Look {
  /** Terms, every one of which must stand in a paper, or any. Without them, what passes the filters is found. */
  words?: readonly string[];
  every: boolean;
  /** Of authors' names only words are compared: more may be found than are meant. Not looked at where there are words. */
  filters: Filters;
  limit: number;
}

/**
 * LanceDB's table of papers. Row ids are LanceDB's own; they change when the table is compacted, and none is ever used again.
 */
export interface PaperTable {
  /**
   * Row ids, best first by LanceDB's BM25 where there are words. Only among rows that `optimize` has seen: of later ones
   * LanceDB 0.31 finds the wrong ones, for it takes any word for all, and drops what most of the filtered rows have.
   */
  look(look: Look): Promise<number[]>;
  /** The rows' ids and stamps, some thousands at a time; of all rows, or of those with these row ids. */
  rows(of?: readonly number[]): AsyncIterable<{ row: number; id: string; stamp: string }[]>;
  /** In no order; unknown ids are left out. */
  papers(ids: readonly string[]): Promise<Paper[]>;
  add(rows: readonly Row[]): Promise<void>;
  remove(ids: readonly string[]): Promise<void>;
  /** Takes new rows into the indexes and merges small files; seconds of work in LanceDB's own threads. */
  optimize(): Promise<void>;
  /** Whether there are rows that the index of words does not have. */
  hasTail(): Promise<boolean>;
  close(): void;
}

const NAME = 'papers';
/** So many ids stand in one condition. */
const IDS_AT_ONCE = 500;

/**
 * Loads LanceDB 0.31. It must be told two things before, through the environment, unless the operator has said otherwise:
 * with one thread for computing, which it takes on two cores, building a full-text index waits for itself for ever
 * (https://github.com/lancedb/lancedb/issues/3568), and its own default for the format of full-text indexes cannot merge
 * new rows into an index with positions (https://github.com/lance-format/lance/issues/7653).
 *
 * @throws whatever `import` throws where the package is not installed or does not run on this machine.
 */
export async function loadLance(env: NodeJS.ProcessEnv = process.env): Promise<LancePackages> {
  env.LANCE_CPU_THREADS ??= '4';
  env.LANCE_FTS_FORMAT_VERSION ??= '2';
  env.RUST_LOG ??= 'error';
  const [lance, arrow] = await Promise.all([import('@lancedb/lancedb'), import('apache-arrow')]);
  return { lance, arrow };
}

/** Takes away the table of papers, whatever state it is in; vectors beside it, which may have cost money, stay. */
export async function dropPaperTable(db: Connection): Promise<void> {
  if ((await db.tableNames()).includes(NAME)) await db.dropTable(NAME);
}

/** Opens the table of papers, or makes an empty one. */
export async function openPaperTable(db: Connection, { lance, arrow }: LancePackages): Promise<PaperTable> {
  const names = await db.tableNames();
  const table = names.includes(NAME) ? await db.openTable(NAME) : await createTable(db, { lance, arrow });

  const { BooleanQuery, MatchQuery, Occur, Operator } = lance;
  const anyOf = (words: readonly string[], column: string) =>
    new MatchQuery(words.join(' '), column, { operator: Operator.Or });
  const named = (demands: readonly (readonly string[])[][]) =>
    new BooleanQuery(
      demands.map((lists) => [
        Occur.Should,
        new BooleanQuery(lists.map((list) => [Occur.Must, anyOf(list, 'names')])),
      ]),
    );
  const look = async ({ words, every, filters, limit }: Look): Promise<number[]> => {
    const demands = filters.author && toNameDemands(filters.author);
    if (demands?.length === 0 || words?.length === 0) return [];
    let query = table.query();
    if (words) {
      const operator = every ? Operator.And : Operator.Or;
      query = query.fullTextSearch(new MatchQuery(words.join(' '), 'words', { operator })).select(['_score']);
    } else if (demands) query = query.fullTextSearch(named(demands)).select(['_score']);
    else query = query.select(['lang']);
    const where = toWhere(filters);
    if (where !== undefined) query = query.where(where);
    return rowIdsOf(await query.fastSearch().limit(limit).withRowId().toArrow());
  };

  return {
    look,
    async *rows(of) {
      const query = of ? table.takeRowIds(of) : table.query();
      for await (const batch of query.select(['id', 'stamp']).withRowId()) {
        const ids = batch.getChild('id');
        const stamps = batch.getChild('stamp');
        const rows = batch.getChild('_rowid');
        yield Array.from({ length: batch.numRows }, (_, at) => ({
          row: Number(rows?.get(at)),
          id: String(ids?.get(at)),
          stamp: String(stamps?.get(at)),
        }));
      }
    },
    async papers(ids) {
      const papers: Paper[] = [];
      for (const where of toConditions(ids)) {
        const found = await table.query().where(where).select(['paper']).toArrow();
        for (const json of found.getChild('paper') ?? []) papers.push(JSON.parse(String(json)));
      }
      return papers;
    },
    async add(rows) {
      if (rows.length > 0) await table.add(rows.map((row) => ({ ...row })));
    },
    async remove(ids) {
      for (const where of toConditions(ids)) await table.delete(where);
    },
    async optimize() {
      await table.optimize({ cleanupOlderThan: new Date(Date.now() - KEEP_VERSIONS_MS) });
    },
    async hasTail() {
      const stats = await table.indexStats('words_idx');
      return (stats?.numUnindexedRows ?? 0) > 0;
    },
    close: () => table.close(),
  };
}

/** As long as another process may still read an earlier version. */
const KEEP_VERSIONS_MS = 3_600_000;

/** Conditions that hold for the rows of these papers, so many in one as the parser bears. */
export function* toConditions(ids: readonly string[]): Generator<string> {
  for (let at = 0; at < ids.length; at += IDS_AT_ONCE) {
    const some = ids.slice(at, at + IDS_AT_ONCE).map(toSqlText);
    yield `id IN (${some.join(', ')})`;
  }
}

async function createTable(db: Connection, { lance, arrow }: LancePackages): Promise<Table> {
  const text = new arrow.Utf8();
  const texts = new arrow.List(new arrow.Field('item', text, true));
  const field = (name: string, type: typeof text | typeof texts, nullable = false) =>
    new arrow.Field(name, type, nullable);
  const schema = new arrow.Schema([
    field('id', text),
    field('stamp', text),
    field('words', text),
    field('names', text),
    field('cats', texts),
    field('has', texts),
    field('lang', text),
    field('date', text, true),
    field('paper', text),
  ]);
  const table = await db.createEmptyTable(NAME, schema);
  const { Index } = lance;
  const asGiven = {
    baseTokenizer: 'whitespace',
    withPosition: false,
    lowercase: false,
    stem: false,
    removeStopWords: false,
    asciiFolding: false,
    maxTokenLength: 100,
  } as const;
  for (const column of ['words', 'names']) await table.createIndex(column, { config: Index.fts(asGiven) });
  for (const column of ['cats', 'has']) await table.createIndex(column, { config: Index.labelList() });
  await table.createIndex('lang', { config: Index.bitmap() });
  for (const column of ['id', 'date']) await table.createIndex(column, { config: Index.btree() });
  return table;
}

function rowIdsOf(found: Awaited<ReturnType<ReturnType<Table['query']>['toArrow']>>): number[] {
  const rows: unknown = found.getChild('_rowid')?.toArray();
  if (!(rows instanceof BigUint64Array)) return [];
  // Halves of 4 bytes, the lower first as Arrow has them: a big integer for each of 60,000 rows would take ten times as long.
  const halves = new Uint32Array(rows.buffer, rows.byteOffset, 2 * rows.length);
  const ids: number[] = [];
  for (let at = 0; at < halves.length; at += 2) ids.push((halves[at + 1] ?? 0) * 2 ** 32 + (halves[at] ?? 0));
  return ids;
}
