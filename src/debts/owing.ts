import { randomUUID } from 'node:crypto';
import type { Once } from '../once.ts';
import type { Log } from '../ports.ts';
import { repeat } from '../sources/repeat.ts';
import type { Timer } from '../sources/timer.ts';
import type { Debt, Debts, Sight } from './debts.ts';

/** An answer that this process has taken on. */
export interface Owed {
  /** How another process, which took it on first, may have sent it before it died. */
  begun: Debt['begun'];
  /** It was left to us by a process that died. */
  isInherited: boolean;
  /** To be asked before an answer is sent. False: another process sends it. */
  begin(sight: Sight): Promise<boolean>;
  /** The answer is out, or will never be. */
  settle(): Promise<void>;
}

/** Answers that this process owes, and those that others left behind. */
export interface Owing {
  /**
   * Takes on the answer of an event or interaction, before the platform is told that it comes.
   *
   * @param how all that is needed to answer it again
   * @returns undefined where a process has taken it on already
   * @throws UnavailableError where the database does not say so.
   */
  take(key: string, how: string): Promise<Owed | undefined>;
  /** What another process left behind of that key, and we are to answer now. */
  inherited(key: string): Owed | undefined;
  /** Hands over what is left behind by processes that died, until the signal aborts. */
  follow(left: Left, signal: AbortSignal): Promise<void>;
}

/** Whose debts a process takes over, and what it does then. */
export interface Left {
  /** The keys start so. */
  prefix: string;
  /** Whether this process can answer that key; all where absent. */
  isOurs?(key: string): boolean;
  /** Answers; what is owed is then {@link Owing.inherited}. */
  answer(how: string): Promise<void>;
}

/**
 * How long a debt is held, in ms, after the last sign of life: then another process takes over. Longer than a database is
 * usually away, since a process that only cannot tell that it lives may be sending.
 */
const LEASE = 30_000;
const RENEW_EVERY = 5_000;
const LOOK_EVERY = 5_000;
/** Milliseconds between two tries to tell the database. */
const AGAIN_AFTER = 500;

export interface OwingWorld {
  debts: Debts;
  timer: Pick<Timer, 'sleep'>;
  log: Log;
}

/** Owes answers by way of the database, so that one that was promised comes even where this process dies. */
export function createOwing({ debts, timer, log }: OwingWorld): Owing {
  const holder = randomUUID();
  const open = new Set<string>();
  const left = new Map<string, Owed>();
  let isKeeping = false;

  /** Renews for as long as anything is open. */
  async function keepOpen(): Promise<void> {
    if (isKeeping) return;
    isKeeping = true;
    while (open.size > 0) {
      await timer.sleep(RENEW_EVERY);
      // A database that is down now is asked again in time, for a lease outlives two renewals.
      if (open.size > 0) await debts.keep([...open], holder, LEASE).catch(() => {});
    }
    isKeeping = false;
  }

  /** Asks until the database answers: only it can say whether the answer is still ours to send. */
  async function insist<Result>(ask: () => Promise<Result>): Promise<Result> {
    for (;;) {
      try {
        return await ask();
      } catch (error) {
        log.debug({ err: error }, 'cannot tell the database of an answer; trying again');
      }
      await timer.sleep(AGAIN_AFTER);
    }
  }

  function hold(key: string, state: Pick<Owed, 'begun' | 'isInherited'>): Owed {
    open.add(key);
    void keepOpen();
    return {
      ...state,
      begin: (sight) => insist(() => debts.begin(key, sight, holder, LEASE)),
      async settle() {
        open.delete(key);
        await insist(() => debts.settle(key, holder));
      },
    };
  }

  return {
    async take(key, how) {
      const isFirst = await debts.take(key, how, holder, LEASE);
      return isFirst ? hold(key, { begun: 'no', isInherited: false }) : undefined;
    },
    inherited(key) {
      const owed = left.get(key);
      left.delete(key);
      return owed;
    },
    async follow({ prefix, isOurs, answer }, signal) {
      const give = async ({ key, how, begun }: Debt) => {
        log.warn({ key, begun }, 'another process left an answer behind; giving it');
        const owed = hold(key, { begun, isInherited: true });
        left.set(key, owed);
        try {
          await answer(how);
        } catch (error) {
          log.error({ err: error, key }, 'an answer that was left behind cannot be given');
        }
        // Nobody took it up, so nobody ever will.
        if (left.delete(key)) await owed.settle();
      };
      const look = async () => {
        // What we are at ourselves is not left behind, though the database was away for too long to be told so.
        const isLeft = (key: string) => !open.has(key) && (isOurs?.(key) ?? true);
        await Promise.all((await debts.takeOver(prefix, holder, LEASE, isLeft)).map(give));
      };
      const sleep = (ms: number, end: AbortSignal) => timer.sleep(ms, end);
      await repeat(look, LOOK_EVERY, signal, { random: Math.random, log, sleep });
    },
  };
}

/** Owes nothing over the end of this process: an event is answered once, by whoever is first by that memory. */
export function createForgetfulOwing(once: Once, log: Log): Owing {
  return {
    async take(key) {
      const isFirst = await once.claim(key).catch((error: unknown) => {
        log.error({ err: error }, 'cannot tell whether an event was answered');
        return true;
      });
      if (!isFirst) return undefined;
      const settle = () => Promise.resolve();
      return { begun: 'no', isInherited: false, begin: () => Promise.resolve(true), settle };
    },
    inherited: () => undefined,
    follow: () => Promise.resolve(),
  };
}
