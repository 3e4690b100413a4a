/**
 * How an answer is sent: `seen` where the next can look whether it is out, `unseen` where nobody can, as for what a person
 * alone is shown.
 */
export type Sight = 'seen' | 'unseen';

/** An answer that a platform was told would come, as the database keeps it until the answer is out. */
export interface Debt {
  /** Names the event or interaction that it answers. */
  key: string;
  /** All that is needed to answer it again, in the words of its adapter. */
  how: string;
  /** How it was about to be sent, so that it may be out already; `no` where it was not. */
  begun: Sight | 'no';
}

/**
 * Answers that are owed, over all processes on one database: one that dies leaves its debts to the others. Every
 * implementation passes test/contracts/debts.ts.
 */
export interface Debts {
  /**
   * Takes on the answer of an event, for so many ms.
   *
   * @param holder names the process, and is never used by another
   * @returns whether it was the first to take on that event
   */
  take(key: string, how: string, holder: string, leaseMs: number): Promise<boolean>;
  /** Has the holder's debts of these keys last longer. */
  keep(keys: readonly string[], holder: string, leaseMs: number): Promise<void>;
  /** Notes that the answer is about to be sent, within so many ms. False where another holds the debt by now, who will send it. */
  begin(key: string, sight: Sight, holder: string, leaseMs: number): Promise<boolean>;
  /**
   * The answer is out, or will never be; nothing happens where another holds the debt by now. That the event was taken on is
   * remembered for some hours.
   */
  settle(key: string, holder: string): Promise<void>;
  /**
   * Takes over what nobody holds any more, of the keys that start so; what is too old for anybody to wait for, or was the end
   * of several processes, is left.
   *
   * @param isOurs whether this process can answer that key
   */
  takeOver(
    prefix: string,
    holder: string,
    leaseMs: number,
    isOurs?: (key: string) => boolean,
  ): Promise<Debt[]>;
}
