import type { Clock } from '../../ports.ts';
import type { Changes } from '../changes.ts';
import type { Sql, Statement } from '../sql.ts';

/** How long a change is kept, in ms: a process that slept for longer has to start anew. */
const KEPT = 7 * 24 * 60 * 60_000;

/** Changes read at a time. */
const PAGE = 1000;

/** The record of changes, without the waiting, which each database does in its own way. */
export function createChanges(sql: Sql, clock: Clock, writer: string): Omit<Changes, 'wait'> {
  return {
    async mark() {
      await sql.run('DELETE FROM changes WHERE at < $1', clock.now().getTime() - KEPT);
      const [row] = await sql.run('SELECT max(mark) AS mark FROM changes');
      return Number(row?.mark ?? 0);
    },

    async since(mark) {
      const rows = await sql.run(
        'SELECT mark, paper, writer FROM changes WHERE mark > $1 ORDER BY mark LIMIT $2',
        ...[mark, PAGE],
      );
      const others = rows.filter((row) => row.writer !== writer);
      return {
        ids: [...new Set(others.map(({ paper }) => String(paper)))],
        mark: Number(rows.at(-1)?.mark ?? mark),
      };
    },
  };
}

/** What a write adds to the record for a paper that it changed. */
export function toChange(paper: string, writer: string, clock: Clock): Statement {
  return [
    'INSERT INTO changes (paper, writer, at) VALUES ($1, $2, $3)',
    ...[paper, writer, clock.now().getTime()],
  ];
}
