import { randomUUID } from 'node:crypto';
import type { Deliveries, Delivery, DeliveryKey } from '../../daily/deliveries.ts';
import type { Clock } from '../../ports.ts';
import type { Row, Sql } from '../sql.ts';

const OPEN = "state IN ('claimed', 'posting')";
const MINE = `subscription = $1 AND day = $2 AND token = $3 AND ${OPEN}`;

/**
 * Deliveries. The database decides who has one: each decision is a single statement, and a claim is told by its random
 * token, so that one who lost it can change nothing any more.
 *
 * @param clock dates deliveries and times leases; clocks of several machines may differ by less than a lease
 */
export function createDeliveries(sql: Sql, clock: Clock): Deliveries {
  async function toDelivery(row: Row): Promise<Delivery> {
    const { subscription, day } = toKey(row);
    const papers = await sql.run(
      'SELECT paper FROM delivery_papers WHERE subscription = $1 AND day = $2 ORDER BY position',
      ...[subscription, day],
    );
    return {
      subscription,
      day,
      state: toState(row.state),
      claimedAt: String(row.claimed_at),
      papers: papers.map(({ paper }) => String(paper)),
      ...(row.message === null ? {} : { message: String(row.message) }),
      ...(row.why === null ? {} : { why: String(row.why) }),
    };
  }

  return {
    async claim({ subscription, day }, leaseMs) {
      const token = randomUUID();
      const now = clock.now();
      const [row] = await sql.run(
        `INSERT INTO deliveries (subscription, day, state, claimed_at, token, lease_ends)
        VALUES ($1, $2, 'claimed', $3, $4, $5)
        ON CONFLICT (subscription, day) DO UPDATE SET token = excluded.token, lease_ends = excluded.lease_ends
        WHERE deliveries.${OPEN} AND (deliveries.token IS NULL OR deliveries.lease_ends NOT BETWEEN $6 AND $7)
        RETURNING subscription, day, state, claimed_at, message, why`,
        ...[subscription, day, now.toISOString(), token, now.getTime() + leaseMs],
        ...[now.getTime() + 1, now.getTime() + 2 * leaseMs],
      );
      return row && { token, delivery: await toDelivery(row) };
    },

    async begin({ token, delivery: { subscription, day } }, papers, leaseMs) {
      const mine = [subscription, day, token] as const;
      const [begun] = await sql.runAll([
        [
          `UPDATE deliveries SET state = 'posting', lease_ends = $4 WHERE ${MINE} RETURNING day`,
          ...[...mine, clock.now().getTime() + leaseMs],
        ],
        [
          `DELETE FROM delivery_papers WHERE subscription = $1 AND day = $2
          AND EXISTS (SELECT 1 FROM deliveries WHERE ${MINE})`,
          ...mine,
        ],
        ...papers.map(
          (paper, position) =>
            [
              `INSERT INTO delivery_papers (subscription, day, position, paper)
              SELECT subscription, day, CAST($4 AS INTEGER), $5 FROM deliveries WHERE ${MINE}`,
              ...[...mine, position, paper],
            ] as const,
        ),
      ]);
      return begun?.length === 1;
    },

    async release({ token, delivery: { subscription, day } }) {
      await sql.run(`UPDATE deliveries SET token = NULL WHERE ${MINE}`, subscription, day, token);
    },

    async finish({ token, delivery: { subscription, day } }, outcome) {
      const message = outcome.state === 'posted' ? (outcome.message ?? null) : null;
      const why = outcome.state === 'posted' ? null : outcome.why;
      await sql.run(
        `UPDATE deliveries SET state = $4, message = $5, why = $6, token = NULL
        WHERE subscription = $1 AND day = $2 AND ${OPEN} AND (token = $3 OR $4 = 'posted')`,
        ...[subscription, day, token, outcome.state, message, why],
      );
    },

    async find({ subscription, day }) {
      const [row] = await sql.run(
        'SELECT * FROM deliveries WHERE subscription = $1 AND day = $2',
        ...[subscription, day],
      );
      return row && (await toDelivery(row));
    },

    async newest(subscription, limit) {
      const rows = await sql.run(
        'SELECT * FROM deliveries WHERE subscription = $1 ORDER BY day DESC LIMIT $2',
        ...[subscription, limit],
      );
      return Promise.all(rows.map(toDelivery));
    },

    async delivered(subscription) {
      const rows = await sql.run(
        `SELECT DISTINCT paper FROM delivery_papers JOIN deliveries USING (subscription, day)
        WHERE subscription = $1 AND state IN ('posting', 'posted') ORDER BY paper`,
        subscription,
      );
      return rows.map(({ paper }) => String(paper));
    },
  };
}

function toKey({ subscription, day }: Row): DeliveryKey {
  return { subscription: String(subscription), day: String(day) };
}

const STATES = ['claimed', 'posting', 'posted', 'skipped', 'failed'] as const;

function toState(text: unknown): Delivery['state'] {
  const state = STATES.find((each) => each === text);
  if (state === undefined) throw new Error(`a delivery has the unknown state ${text}`);
  return state;
}
