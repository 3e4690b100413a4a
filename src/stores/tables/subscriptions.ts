import type { Subscription, Subscriptions } from '../../daily/subscriptions.ts';
import type { Row, Sql } from '../sql.ts';

/** Subscriptions, each as its JSON; who made it stands beside that, so that it can be forgotten. */
export function createSubscriptions(sql: Sql): Subscriptions {
  return {
    async save(subscription) {
      const { madeBy, ...rest } = subscription;
      const { id, place, server, madeAt, paused } = rest;
      await sql.run(
        `INSERT INTO subscriptions (id, place, server, made_at, made_by, is_paused, json)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (id) DO UPDATE SET place = excluded.place, server = excluded.server, made_at = excluded.made_at,
        made_by = excluded.made_by, is_paused = excluded.is_paused, json = excluded.json`,
        ...[id, place, server, madeAt, madeBy ?? null, paused === undefined ? 0 : 1, JSON.stringify(rest)],
      );
    },

    async find(id) {
      const rows = await sql.run('SELECT json, made_by FROM subscriptions WHERE id = $1', id);
      return rows.map(toSubscription)[0];
    },

    async of(placeId) {
      const rows = await sql.run(
        'SELECT json, made_by FROM subscriptions WHERE place = $1 ORDER BY made_at, id',
        placeId,
      );
      return rows.map(toSubscription);
    },

    async active() {
      const rows = await sql.run('SELECT json, made_by FROM subscriptions WHERE is_paused = 0 ORDER BY id');
      return rows.map(toSubscription);
    },

    async remove(id) {
      await sql.runAll([
        ['DELETE FROM subscriptions WHERE id = $1', id],
        ['DELETE FROM delivery_papers WHERE subscription = $1', id],
        ['DELETE FROM deliveries WHERE subscription = $1', id],
      ]);
    },
  };
}

function toSubscription({ json, made_by: madeBy }: Row): Subscription {
  return { ...JSON.parse(String(json)), ...(madeBy === null ? {} : { madeBy: String(madeBy) }) };
}
