import type { Debt, Debts } from '../../debts/debts.ts';
import type { Clock } from '../../ports.ts';
import type { Sql } from '../sql.ts';

/** How long an event is remembered, in ms: platforms repeat one for an hour at most. */
const KEPT = 6 * 60 * 60_000;
/** How long an answer may be late, in ms: Discord takes one for 15 minutes. */
const WAITED_FOR = 14 * 60_000;
/** Processes that may try: an event that ends each of them must not end all there are. */
const TRIES = 5;
/** What is noted of an answer that is about to be sent. */
const BEGUN = { seen: 'begun', unseen: 'whispered' } as const;

/** How often old events are swept out, in ms. */
const SWEEP_EVERY = 10 * 60_000;

/** Debts, each taken, kept and taken over by one statement. What people wrote is gone with the answer, or when it is too late. */
export function createDebts(sql: Sql, clock: Clock): Debts {
  let sweptAt = Number.NEGATIVE_INFINITY;

  async function sweep(now: number): Promise<void> {
    if (now - sweptAt < SWEEP_EVERY) return;
    sweptAt = now;
    await sql.run('DELETE FROM debts WHERE at <= $1', now - KEPT);
    await sql.run(
      "UPDATE debts SET state = 'done', how = '' WHERE state <> 'done' AND at <= $1",
      now - WAITED_FOR,
    );
  }

  return {
    async take(key, how, holder, leaseMs) {
      const now = clock.now().getTime();
      await sweep(now);
      const rows = await sql.run(
        `INSERT INTO debts (key, how, state, holder, ends, at, tries) VALUES ($1, $2, 'taken', $3, $4, $5, 1)
        ON CONFLICT DO NOTHING RETURNING key`,
        ...[key, how, holder, now + leaseMs, now],
      );
      return rows.length === 1;
    },

    async keep(keys, holder, leaseMs) {
      await sql.run(
        `UPDATE debts SET ends = $3 WHERE holder = $2 AND state <> 'done' AND ${sql.among('key', '$1')}`,
        ...[keys, holder, clock.now().getTime() + leaseMs],
      );
    },

    async begin(key, sight, holder, leaseMs) {
      const rows = await sql.run(
        `UPDATE debts SET state = $4, ends = $3 WHERE key = $1 AND holder = $2 AND state <> 'done'
        RETURNING key`,
        ...[key, holder, clock.now().getTime() + leaseMs, BEGUN[sight]],
      );
      return rows.length === 1;
    },

    async settle(key, holder) {
      await sql.run("UPDATE debts SET state = 'done', how = '' WHERE key = $1 AND holder = $2", key, holder);
    },

    async takeOver(prefix, holder, leaseMs, isOurs = () => true) {
      const now = clock.now().getTime();
      await sweep(now);
      const bounds = [now + 1, now + 2 * leaseMs, now - WAITED_FOR, TRIES];
      const found = await sql.run(
        `SELECT key FROM debts WHERE ${left(1)} AND substr(key, 1, $5) = $6`,
        ...[...bounds, prefix.length, prefix],
      );
      const keys = found.map(({ key }) => String(key)).filter(isOurs);
      if (keys.length === 0) return [];
      const rows = await sql.run(
        `UPDATE debts SET holder = $1, ends = $2, tries = tries + 1 WHERE ${sql.among('key', '$3')} AND ${left(4)}
        RETURNING key, how, state`,
        ...[holder, now + leaseMs, keys, ...bounds],
      );
      return rows.map(({ key, how, state }) => ({
        key: String(key),
        how: String(how),
        begun: toBegun(state),
      }));
    },
  };
}

/** What its holder let go of, and somebody may wait for: as a condition whose four values begin at this place. */
function left(place: number): string {
  return `state <> 'done' AND ends NOT BETWEEN $${place} AND $${place + 1} AND at > $${place + 2} AND tries < $${place + 3}`;
}

function toBegun(state: unknown): Debt['begun'] {
  if (state === BEGUN.seen) return 'seen';
  return state === BEGUN.unseen ? 'unseen' : 'no';
}
