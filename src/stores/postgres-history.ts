import type { Clock } from '../ports.ts';
import type { History } from './history.ts';
import { recordChanges, toPaper } from './postgres-papers.ts';
import type { PostgresSql } from './postgres-sql.ts';
import { toRenaming } from './tables/renaming.ts';

/** What PostgreSQL remembers beside the papers as they are now. */
export function createPostgresHistory(sql: PostgresSql, clock: Clock, writer: string): History {
  return {
    async earlier(id) {
      const rows = await sql.run(
        'SELECT replaced_at, json FROM paper_versions WHERE paper_id = $1 ORDER BY position',
        id,
      );
      return rows.map((row) => ({ paper: toPaper(row), replacedAt: String(row.replaced_at) }));
    },

    async rename(from, to) {
      if (from === to) return;
      await sql.transaction(async (run) => {
        const known = await run('SELECT id, arrived FROM papers WHERE id = ANY($1) ORDER BY id FOR UPDATE', [
          from,
          to,
        ]);
        if (!known.some(({ id }) => id === to)) return;
        for (const statement of toRenaming(from, to)) await run(...statement);
        await run('UPDATE paper_versions SET paper_id = $2 WHERE paper_id = $1', from, to);
        await run('UPDATE paper_aliases SET paper_id = $2 WHERE paper_id = $1', from, to);
        await run(
          `INSERT INTO paper_aliases (alias, paper_id) VALUES ($1, $2)
          ON CONFLICT (alias) DO UPDATE SET paper_id = excluded.paper_id`,
          ...[from, to],
        );
        for (const { id, arrived } of known) {
          if (id === from) {
            await run('UPDATE papers SET arrived = least(arrived, $2) WHERE id = $1', to, String(arrived));
          }
        }
        await run('DELETE FROM papers WHERE id = $1', from);
        await recordChanges(run, [from, to], writer, clock);
      });
    },
  };
}
