/** How much somebody may ask. Allowances are drawn from the database some at a time, so that a command seldom waits for it. */
export interface Limit {
  /** Requests in one draw. */
  draw: number;
  /** Milliseconds in which one draw grows back. */
  every: number;
  /** Draws that may be used at once by who was quiet before; below the twenty after which the store forgets a queue. */
  burst: number;
}

/**
 * What one person and one server may ask, over all processes together. A person who types and reads meets none of these;
 * a script does. Presses are quicker than typing. A server may ask what a big one does on a busy day, and leaves room for others.
 */
export const limits = {
  /** 30 a minute, 20 at once. */
  command: { draw: 5, every: 10_000, burst: 4 },
  /** 60 a minute, 40 at once. */
  button: { draw: 10, every: 10_000, burst: 4 },
  /** 60 a second, 480 at once. */
  server: { draw: 60, every: 1_000, burst: 8 },
} as const satisfies Readonly<Record<string, Limit>>;

/** Completions of one person: one comes with every key press, so they are counted in memory alone. 20 a second, 60 at once. */
export const completions: Limit = { draw: 20, every: 1_000, burst: 3 };

export type LimitName = keyof typeof limits;
