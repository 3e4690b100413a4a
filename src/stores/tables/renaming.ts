import type { Statement } from '../sql.ts';

/**
 * Passes on what is remembered of the paper `from` to `to`. Where both have something from one person or channel, the
 * newer vote, the first saving and the first sighting stay.
 */
export function toRenaming(from: string, to: string): Statement[] {
  return [
    [
      `INSERT INTO votes (server, person, paper, vote, at)
      SELECT server, person, $2, vote, at FROM votes WHERE paper = $1
      ON CONFLICT (server, person, paper) DO UPDATE SET vote = excluded.vote, at = excluded.at
      WHERE excluded.at > votes.at`,
      ...[from, to],
    ],
    ['DELETE FROM votes WHERE paper = $1', from],
    [
      `INSERT INTO saved (server, person, paper, at)
      SELECT server, person, $2, at FROM saved WHERE paper = $1
      ON CONFLICT (server, person, paper) DO UPDATE SET at = excluded.at WHERE excluded.at < saved.at`,
      ...[from, to],
    ],
    ['DELETE FROM saved WHERE paper = $1', from],
    [
      `INSERT INTO sightings (server, paper, place, place_name, person, name, at, url)
      SELECT server, $2, place, place_name, person, name, at, url FROM sightings WHERE paper = $1
      ON CONFLICT (server, paper, place) DO UPDATE SET place_name = excluded.place_name, person = excluded.person,
      name = excluded.name, at = excluded.at, url = excluded.url WHERE excluded.at < sightings.at`,
      ...[from, to],
    ],
    ['DELETE FROM sightings WHERE paper = $1', from],
    ['UPDATE delivery_papers SET paper = $2 WHERE paper = $1', from, to],
  ];
}
