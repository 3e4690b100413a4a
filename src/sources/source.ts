import type { z } from 'zod';
import type { Paper } from '../papers/paper.ts';

/** Something that a source sent and that did not get in. */
export interface Rejection {
  /** Where it stood: an ID, an address, a position. */
  where: string;
  /** One short sentence without a full stop. */
  reason: string;
}

/** Some papers of a source, and how to go on after them. */
export interface Batch {
  papers: Paper[];
  rejected: Rejection[];
  /** arXiv IDs that were only named, or came without what arXiv itself knows: their full records are wanted. */
  wanted?: string[];
  /** Documents of `foundIn` that are no more, or say something else now: papers found in them alone go first. */
  gone?: string[];
  /** Kept once the papers are kept, and given back at the next call. Only the source that wrote it reads it. */
  cursor: string;
}

/** Where papers come from. Every source passes test/contracts/source.ts. */
export interface Source {
  /** Unique over sources, for people and for the state kept of it: `arxiv-feed`. */
  name: string;
  /** It need not be asked again within so many ms of a success; as often as one likes where absent. */
  atMostEvery?: number;
  /**
   * The papers that came since the cursor, in batches; from a sensible beginning where there is none, or where it
   * is not a cursor of this source. Ends by itself when it has caught up.
   *
   * @throws SourceError where the source fails; the batches given before stand.
   */
  fetchSince(cursor: string | undefined): AsyncIterable<Batch>;
}

/** How a source did so far. Instants are ISO 8601 in UTC. */
export interface SyncState {
  /** After the last batch that was kept. */
  cursor?: string;
  triedAt: string;
  succeededAt?: string;
  /** Why the last try failed; absent where it succeeded. */
  problem?: string;
}

/** Where the states of sources are kept. Every implementation passes test/contracts/sync-states.ts. */
export interface SyncStates {
  /** Undefined where the source was never tried. */
  readSync(source: string): Promise<SyncState | undefined>;
  writeSync(source: string, state: SyncState): Promise<void>;
}

/** Reads a cursor, which is JSON; undefined where it is none of this shape, so that the source begins anew. */
export function parseCursor<Cursor>(
  cursor: string | undefined,
  shape: z.ZodType<Cursor>,
): Cursor | undefined {
  try {
    return shape.safeParse(JSON.parse(cursor ?? '')).data;
  } catch {
    return undefined;
  }
}
