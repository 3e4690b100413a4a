import type { Sighting, Sightings } from '../../team/sightings.ts';
import type { Row, Sql } from '../sql.ts';
import { toInstant } from './instant.ts';

/** Sightings. Messages may be heard of out of their order, so the first is the one with the earliest time. */
export function createSightings(sql: Sql): Sightings {
  return {
    async record({ server, paper, place, placeName, person, name, at, url }) {
      await sql.run(
        `INSERT INTO sightings (server, paper, place, place_name, person, name, at, url)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        ON CONFLICT (server, paper, place) DO UPDATE SET place_name = excluded.place_name, person = excluded.person,
        name = excluded.name, at = excluded.at, url = excluded.url WHERE excluded.at < sightings.at`,
        ...[server, paper, place, placeName, person, name, toInstant(at), url],
      );
    },

    async of(server, paper) {
      const rows = await sql.run(
        'SELECT * FROM sightings WHERE server = $1 AND paper = $2 ORDER BY at, place LIMIT 50',
        ...[server, paper],
      );
      return rows.map(toSighting);
    },
  };
}

function toSighting(row: Row): Sighting {
  return {
    server: String(row.server),
    paper: String(row.paper),
    place: String(row.place),
    placeName: String(row.place_name),
    person: String(row.person),
    name: String(row.name),
    at: String(row.at),
    url: String(row.url),
  };
}
