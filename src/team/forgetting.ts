import type { Turns } from '../stores/turns.ts';

/** What was deleted about a person. */
export interface Forgotten {
  votes: number;
  saved: number;
  sightings: number;
  /** Of their questions, what was remembered for follow-ups. */
  answers: number;
  /**
   * Subscriptions that they made: these stay, for they are the channel's, but no longer say who made them. Those of a direct
   * conversation whose server is the person themselves (see {@link Asker}) are deleted.
   */
  subscriptions: number;
}

/** Deleting what is known of people and servers. Every implementation passes test/contracts/forgetting.ts. */
export interface Forgetting {
  /**
   * Everything that is stored about a person, on every server. What a limit still needs goes by itself, see
   * {@link forgetSpentTurns}.
   */
  forgetPerson(person: string): Promise<Forgotten>;
  /** The bot was removed from a server: now is when its data begins to wait for deletion. Again changes nothing. */
  markRemoved(server: string): Promise<void>;
  /** The bot is there again: its data stays. */
  markPresent(server: string): Promise<void>;
  /** Servers that were marked as present and not as removed since, whose name starts like this, ordered by name. */
  present(prefix: string): Promise<string[]>;
  /** Deletes all data of servers that removed the bot before then (ISO 8601); gives their names. */
  forgetServersRemovedBefore(before: string): Promise<string[]>;
  /** Deletes turns (see {@link Turns}) that are over: they limit nothing any more, but bear the names of who took them. */
  forgetSpentTurns(): Promise<void>;
}
