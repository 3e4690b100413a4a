import type { Clock } from '../../ports.ts';
import type { Team } from '../../team/team.ts';
import type { Sql } from '../sql.ts';
import { createForgetting } from './forgetting.ts';
import { createOpinions } from './opinions.ts';
import { createSaved } from './saved.ts';
import { createSightings } from './sightings.ts';
import { createVotes } from './votes.ts';

/** What is remembered of people, in the tables of these names. */
export function createTeam(sql: Sql, clock: Clock): Team {
  return {
    votes: createVotes(sql, clock),
    saved: createSaved(sql, clock),
    opinions: createOpinions(sql),
    sightings: createSightings(sql),
    forgetting: createForgetting(sql, clock),
  };
}
