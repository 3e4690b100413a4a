import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Leases } from '../../src/stores/leases.ts';
import { type CreateDatabase, createSetClock, type OpenDatabase, type SetClock } from './database.ts';

const LEASE = 60_000;

/** What everything that gives leases does. */
export function testLeases(name: string, create: CreateDatabase): void {
  describe(`${name} as the giver of leases`, () => {
    let clock: SetClock;
    let open: OpenDatabase;
    let leases: Leases;
    beforeEach(async () => {
      clock = createSetClock('2024-05-02T07:00:00Z');
      open = await create(clock);
      leases = open.store.leases;
    });
    afterEach(() => open.close());

    it('gives each lease to one holder at a time', async () => {
      expect(await leases.take('sync', 'one', LEASE)).toBe(true);
      expect(await leases.take('sync', 'other', LEASE)).toBe(false);
      expect(await leases.take('else', 'other', LEASE)).toBe(true);
    });

    it('gives it to one of many who ask at the same moment', async () => {
      const holders = Array.from({ length: 20 }, (_, n) => `holder-${n}`);
      const taken = await Promise.all(holders.map((each) => leases.take('sync', each, LEASE)));
      expect(taken.filter((each) => each)).toHaveLength(1);
    });

    it('lasts as long as its holder takes it again, and passes on once it ended', async () => {
      await leases.take('sync', 'one', LEASE);
      clock.set('2024-05-02T07:00:50Z');
      expect(await leases.take('sync', 'one', LEASE)).toBe(true);
      clock.set('2024-05-02T07:01:40Z');
      expect(await leases.take('sync', 'other', LEASE)).toBe(false);
      clock.set('2024-05-02T07:01:50Z');
      expect(await leases.take('sync', 'other', LEASE)).toBe(true);
      expect(await leases.take('sync', 'one', LEASE)).toBe(false);
    });

    it('passes on at once what was given back, and lets nobody give back what another holds', async () => {
      await leases.take('sync', 'one', LEASE);
      await leases.giveBack('sync', 'other');
      expect(await leases.take('sync', 'other', LEASE)).toBe(false);
      await leases.giveBack('sync', 'one');
      await leases.giveBack('sync', 'one');
      expect(await leases.take('sync', 'other', LEASE)).toBe(true);
    });

    it('makes nobody wait for a lease from before the clock was set back', async () => {
      await leases.take('sync', 'one', LEASE);
      clock.set('2024-05-02T06:59:30Z');
      expect(await leases.take('sync', 'other', LEASE)).toBe(false);
      clock.set('2024-05-02T04:00:00Z');
      expect(await leases.take('sync', 'other', LEASE)).toBe(true);
    });
  });
}
