import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Claim, Deliveries, Outcome } from '../../src/daily/deliveries.ts';
import { type CreateDatabase, createSetClock, type OpenDatabase, type SetClock } from './database.ts';

const KEY = { subscription: 'k3f9x2', day: '2024-05-02' };
const LEASE = 60_000;

/** What every keeper of deliveries does. */
export function testDeliveries(name: string, create: CreateDatabase): void {
  describe(`${name} as the keeper of deliveries`, () => {
    let clock: SetClock;
    let open: OpenDatabase;
    let deliveries: Deliveries;
    beforeEach(async () => {
      clock = createSetClock('2024-05-02T07:00:00Z');
      open = await create(clock);
      deliveries = open.store.deliveries;
    });
    afterEach(() => open.close());

    async function claim(key = KEY): Promise<Claim> {
      const claimed = await deliveries.claim(key, LEASE);
      if (claimed === undefined) throw new Error('somebody else has the claim');
      return claimed;
    }

    /** Lets the lease of a claim end. */
    const wait = () => clock.set('2024-05-02T07:01:00Z');

    it('knows none at first', async () => {
      expect(await deliveries.find(KEY)).toBeUndefined();
      expect(await deliveries.newest('k3f9x2', 10)).toEqual([]);
      expect(await deliveries.delivered('k3f9x2')).toEqual([]);
    });

    it('gives the first claimer a delivery on which nothing was done', async () => {
      const { delivery } = await claim();
      const expected = { ...KEY, state: 'claimed', claimedAt: '2024-05-02T07:00:00.000Z', papers: [] };
      expect(delivery).toStrictEqual(expected);
      expect(await deliveries.find(KEY)).toStrictEqual(expected);
    });

    it('gives a delivery to one claimer at a time, and each delivery apart', async () => {
      await claim();
      expect(await deliveries.claim(KEY, LEASE)).toBeUndefined();
      clock.set('2024-05-02T07:00:59.999Z');
      expect(await deliveries.claim(KEY, LEASE)).toBeUndefined();
      expect(await deliveries.claim({ ...KEY, day: '2024-05-03' }, LEASE)).toBeDefined();
      expect(await deliveries.claim({ ...KEY, subscription: 'other' }, LEASE)).toBeDefined();
    });

    it('gives it to one of many who claim at the same moment', async () => {
      const claims = await Promise.all(Array.from({ length: 20 }, () => deliveries.claim(KEY, LEASE)));
      expect(claims.filter((each) => each !== undefined)).toHaveLength(1);
    });

    it('gives it to one of many who find the same dead claim', async () => {
      await claim();
      wait();
      const claims = await Promise.all(Array.from({ length: 20 }, () => deliveries.claim(KEY, LEASE)));
      expect(claims.filter((each) => each !== undefined)).toHaveLength(1);
    });

    it('passes it on once the lease has ended, and still says when it was first claimed', async () => {
      const lost = await claim();
      wait();
      const taken = await claim();
      expect(taken.token).not.toBe(lost.token);
      expect(taken.delivery.claimedAt).toBe('2024-05-02T07:00:00.000Z');
    });

    it('tells the next claimer that an earlier try may have posted, and which papers', async () => {
      await deliveries.begin(await claim(), ['b', 'a'], LEASE);
      wait();
      expect((await claim()).delivery).toMatchObject({ state: 'posting', papers: ['b', 'a'] });
    });

    it('begins the lease anew with each try', async () => {
      const mine = await claim();
      clock.set('2024-05-02T07:00:50Z');
      expect(await deliveries.begin(mine, ['a'], LEASE)).toBe(true);
      clock.set('2024-05-02T07:01:40Z');
      expect(await deliveries.claim(KEY, LEASE)).toBeUndefined();
      expect(await deliveries.begin(mine, ['a'], LEASE)).toBe(true);
      clock.set('2024-05-02T07:02:30Z');
      expect(await deliveries.claim(KEY, LEASE)).toBeUndefined();
      clock.set('2024-05-02T07:02:40Z');
      expect(await deliveries.claim(KEY, LEASE)).toBeDefined();
    });

    it('lets one whose lease ended go on where nobody took over', async () => {
      const mine = await claim();
      wait();
      expect(await deliveries.begin(mine, ['a'], LEASE)).toBe(true);
      expect(await deliveries.claim(KEY, LEASE)).toBeUndefined();
    });

    it('replaces the papers with those of the newest try', async () => {
      const mine = await claim();
      await deliveries.begin(mine, ['a', 'b', 'c'], LEASE);
      await deliveries.begin(mine, ['c', 'd'], LEASE);
      expect((await deliveries.find(KEY))?.papers).toEqual(['c', 'd']);
      expect(await deliveries.delivered('k3f9x2')).toEqual(['c', 'd']);
    });

    it('lets one who lost the claim change nothing', async () => {
      const lost = await claim();
      wait();
      const taken = await claim();
      expect(await deliveries.begin(lost, ['wrong'], LEASE)).toBe(false);
      expect(await deliveries.begin(taken, ['right'], LEASE)).toBe(true);
      expect(await deliveries.begin(lost, ['wrong'], LEASE)).toBe(false);
      await deliveries.release(lost);
      await deliveries.finish(lost, { state: 'failed', why: 'gave up' });
      await deliveries.finish(lost, { state: 'skipped', why: 'too late' });
      expect(await deliveries.find(KEY)).toMatchObject({ state: 'posting', papers: ['right'] });
      expect(await deliveries.claim(KEY, LEASE)).toBeUndefined();
    });

    it('lets a post count that was made by one who lost the claim meanwhile', async () => {
      const lost = await claim();
      await deliveries.begin(lost, ['a'], LEASE);
      wait();
      const taken = await claim();
      await deliveries.finish(lost, { state: 'posted', message: '42' });
      expect(await deliveries.find(KEY)).toMatchObject({ state: 'posted', message: '42', papers: ['a'] });
      expect(await deliveries.begin(taken, ['a'], LEASE)).toBe(false);
      await deliveries.finish(taken, { state: 'failed', why: 'lost it' });
      expect(await deliveries.find(KEY)).toMatchObject({ state: 'posted', message: '42' });
    });

    it('makes nobody wait for a lease from before the clock was set back', async () => {
      await claim();
      clock.set('2024-05-02T04:00:00Z');
      expect(await deliveries.claim(KEY, LEASE)).toBeDefined();
      expect(await deliveries.claim(KEY, LEASE)).toBeUndefined();
    });

    it('leaves a claim alive to a machine whose clock is a little behind', async () => {
      await claim();
      clock.set('2024-05-02T06:59:30Z');
      expect(await deliveries.claim(KEY, LEASE)).toBeUndefined();
    });

    it('gives a claim that was given back to the next at once, with the state it had', async () => {
      const first = await claim();
      await deliveries.release(first);
      const second = await claim();
      expect(second.delivery.state).toBe('claimed');
      expect(await deliveries.begin(first, ['a'], LEASE)).toBe(false);
      await deliveries.begin(second, ['a'], LEASE);
      await deliveries.release(second);
      await deliveries.release(second);
      expect((await claim()).delivery).toMatchObject({ state: 'posting', papers: ['a'] });
    });

    const outcomes: Outcome[] = [
      { state: 'posted', message: '1234.5678' },
      { state: 'posted' },
      { state: 'skipped', why: 'no papers' },
      { state: 'failed', why: 'the channel is gone' },
    ];

    it.each(outcomes)('keeps what became of a delivery for good: %j', async (outcome) => {
      const mine = await claim();
      await deliveries.begin(mine, ['a'], LEASE);
      await deliveries.finish(mine, outcome);
      const expected = { ...KEY, claimedAt: '2024-05-02T07:00:00.000Z', papers: ['a'], ...outcome };
      expect(await deliveries.find(KEY)).toStrictEqual(expected);
      for (const other of outcomes) await deliveries.finish(mine, other);
      expect(await deliveries.begin(mine, ['b'], LEASE)).toBe(false);
      await deliveries.release(mine);
      wait();
      expect(await deliveries.claim(KEY, LEASE)).toBeUndefined();
      expect(await deliveries.find(KEY)).toStrictEqual(expected);
    });

    it('may end before anything was to be posted', async () => {
      await deliveries.finish(await claim(), { state: 'skipped', why: 'no papers' });
      expect(await deliveries.find(KEY)).toMatchObject({ state: 'skipped', why: 'no papers', papers: [] });
    });

    it('lists the newest days of a subscription, newest first', async () => {
      for (const day of ['2024-04-30', '2024-05-02', '2024-05-01']) await claim({ ...KEY, day });
      await claim({ subscription: 'other', day: '2024-05-03' });
      const days = (await deliveries.newest('k3f9x2', 2)).map(({ day }) => day);
      expect(days).toEqual(['2024-05-02', '2024-05-01']);
      expect(await deliveries.newest('k3f9x2', 0)).toEqual([]);
    });

    it('counts as delivered what was posted or may have been, each paper once', async () => {
      const ends: [day: string, papers: string[], outcome: Outcome | undefined][] = [
        ['2024-05-01', ['c', 'a'], { state: 'posted', message: '1' }],
        ['2024-05-02', ['a', 'b'], undefined],
        ['2024-05-03', ['d'], { state: 'failed', why: 'not allowed' }],
        ['2024-05-04', ['e'], { state: 'skipped', why: 'too late' }],
      ];
      for (const [day, papers, outcome] of ends) {
        const mine = await claim({ ...KEY, day });
        await deliveries.begin(mine, papers, LEASE);
        if (outcome) await deliveries.finish(mine, outcome);
      }
      expect(await deliveries.delivered('k3f9x2')).toEqual(['a', 'b', 'c']);
      expect(await deliveries.delivered('other')).toEqual([]);
    });

    it('brings nothing back of a subscription that was forgotten while its delivery was under way', async () => {
      const mine = await claim();
      await open.store.subscriptions.remove('k3f9x2');
      expect(await deliveries.begin(mine, ['a'], LEASE)).toBe(false);
      await deliveries.finish(mine, { state: 'posted', message: '1' });
      expect(await deliveries.find(KEY)).toBeUndefined();
      expect(await deliveries.delivered('k3f9x2')).toEqual([]);
    });
  });
}
