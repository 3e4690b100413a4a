import type { Paper } from '../../papers/paper.ts';
import { toFilter } from '../filters.ts';
import type { Forward } from '../forward.ts';
import type { Look, PaperTable } from './lance-table.ts';

/**
 * Which papers in memory the rows of the table are. LanceDB never uses a row id again, so what was read once stays true; rows
 * that moved when the table was compacted are read when they are met.
 */
export interface Positions {
  /** The positions of what is found, best first; rows of papers that are not in memory are left out. */
  look(look: Look): Promise<number[]>;
  /** Reads all rows at once, so that no search has to. */
  read(): Promise<void>;
  /** Whether each paper in memory has a row. */
  haveAll(): boolean;
}

/** @param fresh papers, by position, that the table's indexes do not have yet: they are looked through one by one */
export function createPositions(
  table: PaperTable,
  forward: Forward,
  fresh: ReadonlyMap<number, Paper>,
): Positions {
  /** Both numbers are never used again: a paper that changes gets a new row and a new position. */
  const known = new Map<number, number>();
  const read = async (rows?: readonly number[]): Promise<void> => {
    for await (const batch of table.rows(rows)) {
      for (const { row, id } of batch) {
        const at = forward.positionOf(id);
        if (at !== undefined) known.set(row, at);
      }
    }
  };
  const lookAtFresh = ({ words, every, filters }: Look): number[] => {
    if (fresh.size === 0) return [];
    const passes = toFilter(filters);
    const count = forward.counter(words ?? []);
    return [...fresh].flatMap(([at, paper]) => {
      if (!passes(paper)) return [];
      if (!words) return [at];
      const { terms, parts } = count(forward.read(at));
      const has = (_: string, index: number) => (terms[index] ?? 0) + (parts[index] ?? 0) > 0;
      return (every ? words.every(has) : words.some(has)) ? [at] : [];
    });
  };
  return {
    async look(look) {
      const rows = await table.look(look);
      const unknown = rows.filter((row) => !known.has(row));
      if (unknown.length > 0) await read(unknown);
      // Two processes that take in one paper at the same time leave two rows of it.
      const found = new Set<number>();
      for (const row of rows) {
        const at = known.get(row);
        if (at !== undefined && forward.keptAt(at) && !fresh.has(at)) found.add(at);
      }
      for (const at of lookAtFresh(look)) found.add(at);
      return [...found];
    },
    haveAll() {
      const having = new Set(known.values());
      return forward.positions().every((at) => having.has(at));
    },
    async read() {
      known.clear();
      await read();
    },
  };
}
