import { createHash } from 'node:crypto';
import type { Connection, Table } from '@lancedb/lancedb';
import type { LancePackages } from '../engines/lance-table.ts';
import { toConditions } from '../engines/lance-table.ts';

/** A paper's vector, and what tells the text that it was made from. */
export interface VectorRow {
  id: string;
  stamp: string;
  vector: number[];
}

/** The vectors of one model. */
export interface VectorTable {
  /** By id, of all. */
  stamps(): Promise<Map<string, string>>;
  /** Puts each in the place of the same paper's; vectors of another length than before take the place of all. */
  put(rows: readonly VectorRow[]): Promise<void>;
  remove(ids: readonly string[]): Promise<void>;
  /** The ids of the nearest, nearest first. */
  near(vector: readonly number[], limit: number): Promise<string[]>;
  /** Takes new rows into the index, and makes one where there are enough rows to need one. */
  optimize(): Promise<void>;
  close(): void;
}

const PREFIX = 'vectors_';
/** Fewer are compared one by one, in some milliseconds. */
const INDEXED_FROM = 20_000;

/** Opens the vectors of a model beside the table of papers; those of other models are dropped. */
export async function openVectorTable(
  db: Connection,
  packages: LancePackages,
  model: string,
): Promise<VectorTable> {
  const name = PREFIX + createHash('sha1').update(model).digest('hex').slice(0, 12);
  const names = await db.tableNames();
  for (const other of names) if (other.startsWith(PREFIX) && other !== name) await db.dropTable(other);
  let table: Table | undefined = names.includes(name) ? await db.openTable(name) : undefined;

  const lengthOf = async (): Promise<number | undefined> => {
    const type = (await table?.schema())?.fields.find((field) => field.name === 'vector')?.type;
    return type && 'listSize' in type && typeof type.listSize === 'number' ? type.listSize : undefined;
  };
  const remove = async (ids: readonly string[]): Promise<void> => {
    for (const where of toConditions(ids)) await table?.delete(where);
  };
  return {
    async stamps() {
      const stamps = new Map<string, string>();
      for await (const batch of table?.query().select(['id', 'stamp']) ?? []) {
        const [ids, all] = [batch.getChild('id'), batch.getChild('stamp')];
        for (let at = 0; at < batch.numRows; at++) stamps.set(String(ids?.get(at)), String(all?.get(at)));
      }
      return stamps;
    },
    async put(rows) {
      const [first] = rows;
      if (!first) return;
      const length = first.vector.length;
      if (table && (await lengthOf()) !== length) {
        await db.dropTable(name);
        table = undefined;
      }
      table ??= await db.createEmptyTable(name, toSchema(packages, length));
      await remove(rows.map(({ id }) => id));
      await table.add(rows.map((row) => ({ ...row })));
    },
    remove,
    async near(vector, limit) {
      if (!table || (await lengthOf()) !== vector.length) return [];
      const query = table
        .vectorSearch([...vector])
        .distanceType('cosine')
        .select(['id', '_distance']);
      const found = await query.limit(limit).toArray();
      return found.map((row: { id: unknown }) => String(row.id));
    },
    async optimize() {
      if (!table) return;
      const isIndexed = (await table.listIndices()).some(({ columns }) => columns.includes('vector'));
      if (isIndexed) await table.optimize();
      else if ((await table.countRows()) >= INDEXED_FROM)
        await table.createIndex('vector', { config: packages.lance.Index.ivfPq({ distanceType: 'cosine' }) });
    },
    close: () => table?.close(),
  };
}

function toSchema({ arrow }: LancePackages, length: number) {
  const item = new arrow.Field('item', new arrow.Float32(), true);
  return new arrow.Schema([
    new arrow.Field('id', new arrow.Utf8(), false),
    new arrow.Field('stamp', new arrow.Utf8(), false),
    new arrow.Field('vector', new arrow.FixedSizeList(length, item), false),
  ]);
}
