/** One subscription's picks of one of its local days. */
export interface DeliveryKey {
  subscription: string;
  /** `YYYY-MM-DD` in the subscription's zone. */
  day: string;
}

/** What became of a delivery. */
export type Outcome =
  /** `message` names it on its platform; absent where it was posted by a try that did not live to say so. */
  | { state: 'posted'; message?: string }
  /** Nothing was posted, and nothing will be: no papers, or too late. */
  | { state: 'skipped'; why: string }
  | { state: 'failed'; why: string };

export interface Delivery extends DeliveryKey {
  /**
   * `claimed`: somebody works on it, and certainly has not posted; `posting`: from here on it may stand in the channel;
   * the others are final.
   */
  state: 'claimed' | 'posting' | Outcome['state'];
  /** When it was first claimed, ISO 8601 in UTC. */
  claimedAt: string;
  /** The ids of its papers in their order; empty before `posting`. */
  papers: readonly string[];
  message?: string;
  why?: string;
}

/** The right to work on a delivery, until it is lost or done. */
export interface Claim {
  /** Tells this claim from every other one of the same delivery. */
  token: string;
  /** The delivery as it was found: with the state `posting`, an earlier try may have posted it. */
  delivery: Delivery;
}

/**
 * Who may do a delivery, over all processes on one database, and what became of it. A claim is a lease (Gray and
 * Cheriton 1989): a process that dies or freezes loses it, and another takes over. Every implementation passes
 * test/contracts/deliveries.ts.
 */
export interface Deliveries {
  /**
   * Claims a delivery for `leaseMs`; undefined where it is final, or another claim on it is alive. A lease that ends further
   * away than twice `leaseMs` from now was written before the clock was set back, and counts as ended; less than that may
   * be the difference between the clocks of two machines.
   */
  claim(key: DeliveryKey, leaseMs: number): Promise<Claim | undefined>;
  /**
   * Writes down, before anything is posted, what will be; the lease begins anew. Also called before each further try.
   *
   * @returns false where the claim was lost meanwhile: then nothing may be posted.
   */
  begin(claim: Claim, papers: readonly string[], leaseMs: number): Promise<boolean>;
  /** Gives the claim back, so that anybody may try again at once; the state stays. */
  release(claim: Claim): Promise<void>;
  /**
   * Closes the delivery; where the claim was lost meanwhile nothing happens, unless it was posted, which counts. What is
   * final stays as it is.
   */
  finish(claim: Claim, outcome: Outcome): Promise<void>;
  find(key: DeliveryKey): Promise<Delivery | undefined>;
  /** The newest days of a subscription, newest first. */
  newest(subscription: string, limit: number): Promise<Delivery[]>;
  /** The ids of all papers that were posted to a subscription, or may have been, ordered by id. */
  delivered(subscription: string): Promise<string[]>;
}
