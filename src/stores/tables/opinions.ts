import type { Opinions } from '../../team/opinions.ts';
import type { Sql } from '../sql.ts';

/** Opinions, worked out of votes and reading lists. */
export function createOpinions(sql: Sql): Opinions {
  return {
    async newest(server, limit) {
      const rows = await sql.run(
        `SELECT paper, count(DISTINCT CASE WHEN vote > 0 THEN person END) AS liked,
        count(DISTINCT CASE WHEN vote < 0 THEN person END) AS disliked
        FROM (
          SELECT paper, person, vote, at FROM votes WHERE server = $1
          UNION ALL
          SELECT paper, person, 1, at FROM saved WHERE server = $1
        ) AS opinions
        GROUP BY paper ORDER BY max(at) DESC, paper LIMIT $2`,
        ...[server, limit],
      );
      return rows.map(({ paper, liked, disliked }) => ({
        paper: String(paper),
        liked: Number(liked),
        disliked: Number(disliked),
      }));
    },
  };
}
