import { z } from 'zod';
import { MOST_ANSWERS, type Threads } from '../../answers/threads.ts';
import type { Invocation } from '../../command.ts';
import type { Clock } from '../../ports.ts';
import type { Row, Sql } from '../sql.ts';

/** How long an answer is remembered, in ms: a thread that rested for a month is seldom taken up again. */
export const ANSWERS_KEPT = 30 * 24 * 60 * 60_000;

/** So many answers are remembered in all; the oldest go first. */
export const MOST_ANSWERS_KEPT = 50_000;

/** How often old answers are swept out, in ms. */
const SWEEP_EVERY = 10 * 60_000;

const Runs = z.array(
  z.object({
    command: z.string(),
    options: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  }),
);

/** What was answered in threads, over all processes on the database. What is too old is not recalled, swept out or not. */
export function createThreads(sql: Sql, clock: Clock, most = MOST_ANSWERS_KEPT): Threads {
  let sweptAt = Number.NEGATIVE_INFINITY;

  async function sweep(now: number): Promise<void> {
    if (now - sweptAt < SWEEP_EVERY) return;
    sweptAt = now;
    await sql.runAll([
      ['DELETE FROM thread_answers WHERE at <= $1', now - ANSWERS_KEPT],
      [
        'DELETE FROM thread_answers WHERE id <= (SELECT id FROM thread_answers ORDER BY id DESC LIMIT 1 OFFSET $1)',
        most,
      ],
    ]);
  }

  return {
    async remember(thread, runs, person) {
      const now = clock.now().getTime();
      await sweep(now);
      await sql.runAll([
        [
          'INSERT INTO thread_answers (thread, person, at, runs) VALUES ($1, $2, $3, $4)',
          ...[thread, person ?? null, now, JSON.stringify(runs)],
        ],
        [
          `DELETE FROM thread_answers WHERE thread = $1
          AND id <= (SELECT id FROM thread_answers WHERE thread = $1 ORDER BY id DESC LIMIT 1 OFFSET $2)`,
          ...[thread, MOST_ANSWERS],
        ],
      ]);
    },

    async recall(thread) {
      const rows = await sql.run(
        'SELECT runs FROM thread_answers WHERE thread = $1 AND at > $2 ORDER BY id DESC LIMIT $3',
        ...[thread, clock.now().getTime() - ANSWERS_KEPT, MOST_ANSWERS],
      );
      return rows.toReversed().map(toRuns);
    },
  };
}

function toRuns({ runs }: Row): Invocation[] {
  return Runs.parse(JSON.parse(String(runs)));
}
