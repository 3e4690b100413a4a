import type { Places } from '../../places.ts';
import type { Sql } from '../sql.ts';

/** The settings of places. */
export function createPlaces(sql: Sql): Places {
  return {
    async hasCards(placeId) {
      return (await sql.run('SELECT id FROM places_with_cards WHERE id = $1', placeId)).length > 0;
    },
    async setCards(placeId, on) {
      await (on
        ? sql.run('INSERT INTO places_with_cards (id) VALUES ($1) ON CONFLICT DO NOTHING', placeId)
        : sql.run('DELETE FROM places_with_cards WHERE id = $1', placeId));
    },
  };
}
