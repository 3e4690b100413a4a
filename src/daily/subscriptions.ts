import type { Language } from '../papers/paper.ts';

/** A channel's wish for picks. */
export interface Subscription {
  /** Short, random, never used again: `k3f9x2`. */
  id: string;
  /** The channel, as {@link Place} names it. */
  place: string;
  /** The server or workspace that the channel belongs to, as {@link Asker} names it. */
  server: string;
  /** The asker who made it: told where it has to be paused. Absent once they had themselves forgotten. */
  madeBy?: string;
  /** ISO 8601 in UTC. */
  madeAt: string;
  /** Nothing is due before then: when it was made, resumed, or its time was changed. ISO 8601 in UTC. */
  from: string;
  /** Topics in search syntax with commas between, `-word` and `cat:` among them; absent: all that is new. */
  topic?: string;
  /** Local time of day, `HH:MM`. */
  at: string;
  /** IANA name: `Europe/Berlin`. */
  zone: string;
  /** ISO weekdays, 1 Monday to 7 Sunday, ascending, at least one. */
  days: readonly number[];
  /** How many papers at most, 1 to 10. */
  count: number;
  lang: Language;
  /** What is posted on a day without papers: a line that says why, or nothing. */
  whenEmpty: 'say' | 'silent';
  /** Why nothing is posted at present: somebody paused it, the channel is gone, or the bot may not post there. */
  paused?: 'by-hand' | 'gone' | 'not-allowed';
}

/** Where subscriptions are kept. Every implementation passes test/contracts/subscriptions.ts. */
export interface Subscriptions {
  /** Inserts, or replaces the one of the same id. */
  save(subscription: Subscription): Promise<void>;
  find(id: string): Promise<Subscription | undefined>;
  /** Those of a place, paused ones too, oldest first. */
  of(placeId: string): Promise<Subscription[]>;
  /** All that are not paused, ordered by id. */
  active(): Promise<Subscription[]>;
  /** Forgets it and its deliveries; an unknown id is left alone. */
  remove(id: string): Promise<void>;
}
