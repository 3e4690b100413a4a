import { describe, expect, it } from 'vitest';
import { holdLease, RENEW_EVERY } from '../../src/stores/hold-lease.ts';
import { openSqliteStore } from '../../src/stores/sqlite.ts';
import { createSetClock } from '../contracts/database.ts';

/** Two processes that want one lease, and a sleep that ends when the test says. */
function createWorld() {
  const clock = createSetClock('2024-05-01T00:00:00Z');
  const store = openSqliteStore(':memory:', clock);
  const slept: number[] = [];
  let wake = () => {};
  let sleeps = Promise.withResolvers<void>();
  const sleep = (ms: number, signal: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      slept.push(ms);
      wake = resolve;
      signal.addEventListener('abort', () => reject(new Error('aborted')));
      sleeps.resolve();
    });
  async function turn() {
    sleeps = Promise.withResolvers<void>();
    wake();
    await sleeps.promise;
  }
  const never = () => new Promise<void>(() => {});
  const mine = holdLease(store.leases, 'sync', 'mine', sleep);
  const theirs = holdLease(store.leases, 'sync', 'theirs', never);
  return { clock, store, mine, theirs, slept, turn };
}

describe('a lease that a process holds', () => {
  it('stays with it as long as it lives, and goes on to another when it ends', async () => {
    const { clock, store, mine, theirs, slept, turn } = createWorld();
    const end = new AbortController();
    const kept = mine.keep(end.signal);
    expect(await mine.isMine()).toBe(true);
    for (const minute of [1, 2, 3, 4, 5, 6]) {
      clock.set(`2024-05-01T00:0${minute}:00Z`);
      expect(await theirs.isMine()).toBe(false);
      await turn();
    }
    expect(new Set(slept)).toEqual(new Set([RENEW_EVERY]));
    end.abort();
    await kept;
    expect(await theirs.isMine()).toBe(true);
    store.close();
  });

  it('goes on to another where its holder was killed, after a while', async () => {
    const { clock, store, mine, theirs } = createWorld();
    await mine.isMine();
    clock.set('2024-05-01T00:02:59Z');
    expect(await theirs.isMine()).toBe(false);
    clock.set('2024-05-01T00:03:00Z');
    expect(await theirs.isMine()).toBe(true);
    expect(await mine.isMine()).toBe(false);
    store.close();
  });

  it('is not taken by a process that never asked for it', async () => {
    const { store, mine, theirs, turn } = createWorld();
    const end = new AbortController();
    const kept = mine.keep(end.signal);
    await turn();
    expect(await theirs.isMine()).toBe(true);
    end.abort();
    await kept;
    expect(await mine.isMine()).toBe(false);
    store.close();
  });
});
