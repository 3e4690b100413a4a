import type { DatabaseSync } from 'node:sqlite';
import type { Places } from '../places.ts';
import { guard } from './sqlite-database.ts';

/** The settings of places, in the table of that name. */
export function createPlaces(db: DatabaseSync): Places {
  const find = db.prepare('SELECT 1 FROM places_with_cards WHERE id = ?');
  const add = db.prepare('INSERT INTO places_with_cards (id) VALUES (?) ON CONFLICT DO NOTHING');
  const remove = db.prepare('DELETE FROM places_with_cards WHERE id = ?');
  return {
    async hasCards(placeId) {
      return guard(() => find.get(placeId) !== undefined);
    },
    async setCards(placeId, on) {
      guard(() => (on ? add : remove).run(placeId));
    },
  };
}
