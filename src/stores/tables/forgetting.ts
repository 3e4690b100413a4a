import type { Clock } from '../../ports.ts';
import type { Forgetting } from '../../team/forgetting.ts';
import type { Sql, Statement } from '../sql.ts';
import { toInstant } from './instant.ts';

const LONG_REMOVED = 'SELECT server FROM removed_servers WHERE at < $1';

/** @param clock dates removals, and says which turns are over */
export function createForgetting(sql: Sql, clock: Clock): Forgetting {
  return {
    async forgetPerson(person) {
      const [votes, saved, sightings, answers, theirOwn, made] = await sql.runAll([
        ['DELETE FROM votes WHERE person = $1 RETURNING paper', person],
        ['DELETE FROM saved WHERE person = $1 RETURNING paper', person],
        ['DELETE FROM sightings WHERE person = $1 RETURNING paper', person],
        ['DELETE FROM thread_answers WHERE person = $1 RETURNING id', person],
        // A direct conversation that belongs to no server bears the person's name, so all of it goes.
        ['DELETE FROM subscriptions WHERE server = $1 RETURNING id', person],
        ['UPDATE subscriptions SET made_by = NULL WHERE made_by = $1 RETURNING id', person],
        ...withoutSubscription,
      ]);
      return {
        votes: votes?.length ?? 0,
        saved: saved?.length ?? 0,
        sightings: sightings?.length ?? 0,
        answers: answers?.length ?? 0,
        subscriptions: (theirOwn?.length ?? 0) + (made?.length ?? 0),
      };
    },

    async markRemoved(server) {
      await sql.runAll([
        [
          'INSERT INTO removed_servers (server, at) VALUES ($1, $2) ON CONFLICT DO NOTHING',
          ...[server, clock.now().toISOString()],
        ],
        ['DELETE FROM present_servers WHERE server = $1', server],
      ]);
    },

    async markPresent(server) {
      await sql.runAll([
        ['DELETE FROM removed_servers WHERE server = $1', server],
        ['INSERT INTO present_servers (server) VALUES ($1) ON CONFLICT DO NOTHING', server],
      ]);
    },

    async present(prefix) {
      const rows = await sql.run(
        'SELECT server FROM present_servers WHERE substr(server, 1, length($1)) = $1 ORDER BY server',
        prefix,
      );
      return rows.map(({ server }) => String(server));
    },

    async forgetServersRemovedBefore(before) {
      const then = toInstant(before);
      const results = await sql.runAll([
        // Holds these rows to the end, so that a server that is back just now is forgotten whole or not at all.
        ['UPDATE removed_servers SET at = at WHERE at < $1', then],
        [`DELETE FROM votes WHERE server IN (${LONG_REMOVED})`, then],
        [`DELETE FROM saved WHERE server IN (${LONG_REMOVED})`, then],
        [`DELETE FROM sightings WHERE server IN (${LONG_REMOVED})`, then],
        [`DELETE FROM subscriptions WHERE server IN (${LONG_REMOVED})`, then],
        // Slack's places and threads begin with their workspace.
        [`DELETE FROM places_with_cards WHERE ${beginsWithRemoved('id')}`, then],
        [`DELETE FROM thread_answers WHERE ${beginsWithRemoved('thread')}`, then],
        ...withoutSubscription,
        ['DELETE FROM removed_servers WHERE at < $1 RETURNING server', then],
      ]);
      return (results.at(-1) ?? []).map(({ server }) => String(server)).sort();
    },

    async forgetSpentTurns() {
      await sql.run('DELETE FROM turns WHERE free_at < $1', clock.now().getTime());
    },
  };
}

function beginsWithRemoved(column: string): string {
  return `EXISTS (SELECT 1 FROM removed_servers
    WHERE removed_servers.at < $1 AND substr(${column}, 1, length(server) + 1) = server || '/')`;
}

/** Deletes deliveries whose subscription was deleted. */
const withoutSubscription: readonly Statement[] = [
  ['DELETE FROM delivery_papers WHERE subscription NOT IN (SELECT id FROM subscriptions)'],
  ['DELETE FROM deliveries WHERE subscription NOT IN (SELECT id FROM subscriptions)'],
];
