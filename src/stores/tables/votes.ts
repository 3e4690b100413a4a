import type { Clock } from '../../ports.ts';
import type { Vote, VoteCount, Votes } from '../../team/votes.ts';
import type { Row, Sql } from '../sql.ts';
import { toInstant } from './instant.ts';

const COUNTS =
  'paper, sum(CASE WHEN vote > 0 THEN 1 ELSE 0 END) AS up, sum(CASE WHEN vote < 0 THEN 1 ELSE 0 END) AS down';

/** @param clock dates votes */
export function createVotes(sql: Sql, clock: Clock): Votes {
  return {
    async set(server, person, paper, vote) {
      if (vote === undefined) {
        await sql.run(
          'DELETE FROM votes WHERE server = $1 AND person = $2 AND paper = $3',
          ...[server, person, paper],
        );
        return;
      }
      await sql.run(
        `INSERT INTO votes (server, person, paper, vote, at) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (server, person, paper) DO UPDATE SET vote = excluded.vote, at = excluded.at
        WHERE votes.vote <> excluded.vote`,
        ...[server, person, paper, vote, clock.now().toISOString()],
      );
    },

    async find(server, person, paper) {
      const [row] = await sql.run(
        'SELECT vote FROM votes WHERE server = $1 AND person = $2 AND paper = $3',
        ...[server, person, paper],
      );
      return row && toVote(row);
    },

    async count(server, papers) {
      const rows = await sql.run(
        `SELECT ${COUNTS} FROM votes WHERE server = $1 AND ${sql.among('paper', '$2')} GROUP BY paper`,
        ...[server, papers],
      );
      return new Map(rows.map((row) => [String(row.paper), toCount(row)]));
    },

    async top(server, since, limit) {
      const rows = await sql.run(
        `SELECT ${COUNTS} FROM votes WHERE server = $1 AND at >= $2
        GROUP BY paper ORDER BY sum(vote) DESC, max(at) DESC, paper LIMIT $3`,
        ...[server, since === undefined ? '' : toInstant(since), limit],
      );
      return rows.map((row) => ({ paper: String(row.paper), ...toCount(row) }));
    },
  };
}

function toCount({ up, down }: Row): VoteCount {
  return { up: Number(up), down: Number(down) };
}

function toVote({ vote }: Row): Vote {
  return Number(vote) > 0 ? 1 : -1;
}
