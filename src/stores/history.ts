import type { Paper } from '../papers/paper.ts';

/** A paper as it stood before something newer took its place. */
export interface Earlier {
  paper: Paper;
  /** When it was replaced, ISO 8601 in UTC. */
  replacedAt: string;
}

/** What a store remembers beside the papers as they are now. Every implementation passes test/contracts/history.ts. */
export interface History {
  /** What stood under this id before each new version or new title, oldest first. */
  earlier(id: string): Promise<Earlier[]>;
  /**
   * Makes `from` another name of the paper `to`: a work known by its title's slug turned out to have an arXiv ID.
   * The paper `from` goes, its earlier forms pass to `to`, and `get` answers to both names, so that no button dies.
   * Saving a paper under the id `from` again makes it a paper of its own. Does nothing where `to` is unknown.
   */
  rename(from: string, to: string): Promise<void>;
}
