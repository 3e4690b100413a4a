import type { Forgetting } from './forgetting.ts';
import type { Opinions } from './opinions.ts';
import type { Saved } from './saved.ts';
import type { Sightings } from './sightings.ts';
import type { Votes } from './votes.ts';

/** What is remembered of the people who use the bot, each server apart. */
export interface Team {
  votes: Votes;
  saved: Saved;
  opinions: Opinions;
  sightings: Sightings;
  forgetting: Forgetting;
}
