import type { Clock } from '../../src/ports.ts';
import type { Database } from '../../src/stores/database.ts';

/** A whole database that a test opened, and how to put it away again. */
export interface OpenDatabase {
  store: Database;
  /** Opens the same database once more, as another process does; closed with the first. */
  openAgain(): Database | Promise<Database>;
  close(): void | Promise<void>;
}

/** Opens a new, empty database whose times are the clock's. */
export type CreateDatabase = (clock: Clock) => OpenDatabase | Promise<OpenDatabase>;

/** A clock that a test sets. */
export interface SetClock extends Clock {
  set(instant: string): void;
}

export function createSetClock(instant: string): SetClock {
  let now = new Date(instant);
  return {
    now: () => now,
    set(to) {
      now = new Date(to);
    },
  };
}
