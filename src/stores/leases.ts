/**
 * Rights that one process at a time holds over all processes on one database, such as to sync. A process that dies loses
 * its lease after a while (Gray and Cheriton 1989). Every implementation passes test/contracts/leases.ts.
 */
export interface Leases {
  /**
   * Takes a lease, or makes one's own last longer. One that ends further away than twice `leaseMs` from now was written
   * before the clock was set back, and counts as ended.
   *
   * @param holder names the process, and is never used by another
   * @returns whether the holder has it now
   */
  take(name: string, holder: string, leaseMs: number): Promise<boolean>;
  /** Lets go of a lease; nothing happens where another holds it. */
  giveBack(name: string, holder: string): Promise<void>;
}
