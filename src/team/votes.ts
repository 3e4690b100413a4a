/** 1 for a paper, -1 against it. */
export type Vote = 1 | -1;

export interface VoteCount {
  up: number;
  down: number;
}

/**
 * What people of a server think of papers: one vote per person, server and paper. Votes never leave their server.
 * Every implementation passes test/contracts/votes.ts.
 */
export interface Votes {
  /** Sets, changes or (undefined) takes back a vote. Setting the same again leaves its date. */
  set(server: string, person: string, paper: string, vote: Vote | undefined): Promise<void>;
  find(server: string, person: string, paper: string): Promise<Vote | undefined>;
  /** By paper; papers without a vote are left out. */
  count(server: string, papers: readonly string[]): Promise<ReadonlyMap<string, VoteCount>>;
  /** The papers with the most votes for less those against, cast since then (ISO 8601); most first, then the newest vote. */
  top(server: string, since: string | undefined, limit: number): Promise<(VoteCount & { paper: string })[]>;
}
