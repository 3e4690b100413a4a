/**
 * Tells a process what others on the same database did to the papers, so that its index can follow. Every implementation
 * passes test/contracts/changes.ts.
 */
export interface Changes {
  /** Where the record of changes stands now. */
  mark(): Promise<number>;
  /** The papers that other processes saved, renamed or removed after a mark, each once, and the next mark. */
  since(mark: number): Promise<{ ids: string[]; mark: number }>;
  /** Resolves once something may have changed, at the latest after `ms`, or when the signal aborts. Never rejects. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
}
