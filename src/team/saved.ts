/** Each person's reading list, one per server or workspace. Every implementation passes test/contracts/saved.ts. */
export interface Saved {
  /** Saving again leaves the first date. */
  add(server: string, person: string, paper: string): Promise<void>;
  remove(server: string, person: string, paper: string): Promise<void>;
  /** Newest first, with when it was saved, ISO 8601 in UTC. */
  list(server: string, person: string): Promise<{ paper: string; at: string }[]>;
}
