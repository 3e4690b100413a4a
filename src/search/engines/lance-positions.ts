import type { Forward } from './forward.ts';
import type { Look, PaperTable } from './lance-table.ts';

/**
 * Which papers in memory the rows of the table are. LanceDB never uses a row id again, so what was read once stays true; rows
 * that moved when the table was compacted are read when they are met.
 */
export interface Positions {
  /** The positions of what the table finds, best first; rows of papers that are not in memory are left out. */
  look(look: Look): Promise<number[]>;
  /** Reads all rows at once, so that no search has to. */
  read(): Promise<void>;
}

export function createPositions(table: PaperTable, forward: Forward): Positions {
  const ids = new Map<number, string>();
  const read = async (rows?: readonly number[]): Promise<void> => {
    for await (const batch of table.rows(rows)) for (const { row, id } of batch) ids.set(row, id);
  };
  return {
    async look(look) {
      const rows = await table.look(look);
      const unknown = rows.filter((row) => !ids.has(row));
      if (unknown.length > 0) await read(unknown);
      return rows.flatMap((row) => forward.positionOf(ids.get(row) ?? '') ?? []);
    },
    async read() {
      ids.clear();
      await read();
    },
  };
}
