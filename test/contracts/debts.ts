import { afterEach, describe, expect, it } from 'vitest';
import type { Debts } from '../../src/debts/debts.ts';
import { type CreateDatabase, createSetClock, type OpenDatabase } from './database.ts';

const LEASE = 10_000;

/** What every keeper of debts does. Two processes: `one` and `two`. */
export function testDebts(name: string, create: CreateDatabase): void {
  const opened: OpenDatabase[] = [];
  afterEach(async () => {
    for (const each of opened.splice(0)) await each.close();
  });

  async function open() {
    const clock = createSetClock('2024-05-01T00:00:00Z');
    const database = await create(clock);
    opened.push(database);
    const other = (await database.openAgain()).debts;
    return { clock, debts: database.store.debts, other };
  }

  const left = async (debts: Debts, holder = 'two') => debts.takeOver('a:', holder, LEASE);

  describe(`${name}, keeping answers that are owed`, () => {
    it('lets one of all who ask take on an event', async () => {
      const { debts, other } = await open();
      const both = [debts, other];
      const taken = await Promise.all(
        Array.from({ length: 20 }, (_, n) => both[n % 2]?.take(`a:${n % 5}`, 'how', `${n}`, LEASE)),
      );
      expect(taken.filter((each) => each)).toHaveLength(5);
    });

    it('hands over what its holder let go of, with how to answer it, once', async () => {
      const { clock, debts, other } = await open();
      await debts.take('a:1', 'how one', 'one', LEASE);
      await debts.take('b:1', 'of another platform', 'one', LEASE);
      expect(await left(other)).toEqual([]);
      clock.set('2024-05-01T00:00:11Z');
      const [mine, theirs] = await Promise.all([left(debts, 'three'), left(other)]);
      expect([...mine, ...theirs]).toEqual([{ key: 'a:1', how: 'how one', begun: 'no' }]);
    });

    it('leaves a debt to a holder that keeps it', async () => {
      const { clock, debts, other } = await open();
      await debts.take('a:1', 'how', 'one', LEASE);
      clock.set('2024-05-01T00:00:09Z');
      await debts.keep(['a:1'], 'one', LEASE);
      clock.set('2024-05-01T00:00:15Z');
      expect(await left(other)).toEqual([]);
    });

    it('lets nobody begin or keep who lost it, and tells the next that an answer may be out', async () => {
      const { clock, debts, other } = await open();
      await debts.take('a:1', 'how', 'one', LEASE);
      expect(await debts.begin('a:1', 'seen', 'one', LEASE)).toBe(true);
      clock.set('2024-05-01T00:00:11Z');
      expect(await left(other)).toEqual([{ key: 'a:1', how: 'how', begun: 'seen' }]);
      expect(await debts.begin('a:1', 'seen', 'one', LEASE)).toBe(false);
      await debts.keep(['a:1'], 'one', 10 * LEASE);
      clock.set('2024-05-01T00:00:22Z');
      expect(await left(other, 'three')).toHaveLength(1);
    });

    it('tells the next whether it can look for what may be out, as it was begun last', async () => {
      const { clock, debts, other } = await open();
      await debts.take('a:1', 'how', 'one', LEASE);
      await debts.begin('a:1', 'seen', 'one', LEASE);
      expect(await debts.begin('a:1', 'unseen', 'one', LEASE)).toBe(true);
      clock.set('2024-05-01T00:00:09Z');
      await debts.keep(['a:1'], 'one', LEASE);
      clock.set('2024-05-01T00:00:15Z');
      expect(await left(other)).toEqual([]);
      clock.set('2024-05-01T00:00:20Z');
      expect(await left(other)).toEqual([{ key: 'a:1', how: 'how', begun: 'unseen' }]);
      await other.settle('a:1', 'two');
      clock.set('2024-05-01T00:05:00Z');
      expect(await left(debts)).toEqual([]);
    });

    it('hands over nothing that is settled, and takes it on no second time', async () => {
      const { clock, debts, other } = await open();
      await debts.take('a:1', 'how', 'one', LEASE);
      await debts.settle('a:1', 'one');
      clock.set('2024-05-01T00:05:00Z');
      expect(await left(other)).toEqual([]);
      expect(await other.take('a:1', 'how', 'two', LEASE)).toBe(false);
    });

    it('lets nobody settle who lost it: the next has not answered yet', async () => {
      const { clock, debts, other } = await open();
      await debts.take('a:1', 'how', 'one', LEASE);
      clock.set('2024-05-01T00:00:11Z');
      await left(other);
      await debts.settle('a:1', 'one');
      expect(await other.begin('a:1', 'seen', 'two', LEASE)).toBe(true);
    });

    it('gives a holder a whole lease to send an answer that it begins', async () => {
      const { clock, debts, other } = await open();
      await debts.take('a:1', 'how', 'one', LEASE);
      clock.set('2024-05-01T00:00:09Z');
      await debts.begin('a:1', 'seen', 'one', LEASE);
      clock.set('2024-05-01T00:00:18Z');
      expect(await left(other)).toEqual([]);
    });

    it('gives up on what ended five processes, and on what nobody waits for any more', async () => {
      const { clock, debts } = await open();
      await debts.take('a:1', 'how', 'one', LEASE);
      const tries: number[] = [];
      for (const second of ['11', '22', '33', '44', '55']) {
        clock.set(`2024-05-01T00:00:${second}Z`);
        tries.push((await left(debts)).length);
      }
      expect(tries).toEqual([1, 1, 1, 1, 0]);
      await debts.take('a:2', 'how', 'one', LEASE);
      clock.set('2024-05-01T00:20:00Z');
      expect(await left(debts)).toEqual([]);
    });

    it('keeps nothing of what was asked once it is answered, or too late', async () => {
      const { clock, debts, other } = await open();
      await debts.take('a:1', 'asked and answered', 'one', LEASE);
      await debts.take('a:2', 'asked in vain', 'one', LEASE);
      await debts.settle('a:1', 'one');
      clock.set('2024-05-01T00:20:00Z');
      // Whoever looks sweeps out the old.
      await left(debts);
      clock.set('2024-05-01T00:00:11Z');
      // By the clock of then it would be handed over, were it there.
      expect(await left(other)).toEqual([]);
    });

    it('forgets an event after some hours', async () => {
      const { clock, debts } = await open();
      await debts.take('a:1', 'how', 'one', LEASE);
      clock.set('2024-05-01T12:00:00Z');
      expect(await debts.take('a:1', 'how', 'one', LEASE)).toBe(true);
    });
  });
}
