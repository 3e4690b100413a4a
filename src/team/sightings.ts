/** A paper that somebody brought up in a channel. */
export interface Sighting {
  server: string;
  paper: string;
  /** The channel, as {@link Place} names it, and what people call it, without `#`. */
  place: string;
  placeName: string;
  /** Who, as {@link Asker} names them, and what people call them. */
  person: string;
  name: string;
  /** ISO 8601 in UTC. */
  at: string;
  /** The message. */
  url: string;
}

/** Who brought up a paper first, where and when. Every implementation passes test/contracts/sightings.ts. */
export interface Sightings {
  /** Remembers the first sighting (by `at`) of a paper in each channel; later ones there are nothing new. */
  record(sighting: Sighting): Promise<void>;
  /** Those of a paper in a server, oldest first, at most 50. */
  of(server: string, paper: string): Promise<Sighting[]>;
}
