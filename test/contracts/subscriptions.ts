import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Deliveries } from '../../src/daily/deliveries.ts';
import type { Subscription, Subscriptions } from '../../src/daily/subscriptions.ts';
import { type CreateDatabase, createSetClock, type OpenDatabase } from './database.ts';

/** A subscription with everything it must have; a test gives what it is about. */
export function makeSubscription(given: Partial<Subscription> & { id: string }): Subscription {
  return {
    place: 'discord:1',
    server: 'discord:100',
    madeBy: 'discord:7',
    madeAt: '2024-05-01T12:00:00.000Z',
    from: '2024-05-01T12:00:00.000Z',
    at: '09:00',
    zone: 'Europe/Berlin',
    days: [1, 2, 3, 4, 5],
    count: 5,
    lang: 'en',
    whenEmpty: 'say',
    ...given,
  };
}

/** What every keeper of subscriptions does. */
export function testSubscriptions(name: string, create: CreateDatabase): void {
  describe(`${name} as the keeper of subscriptions`, () => {
    let open: OpenDatabase;
    let subscriptions: Subscriptions;
    let deliveries: Deliveries;
    beforeEach(async () => {
      open = await create(createSetClock('2024-05-01T12:00:00Z'));
      ({ subscriptions, deliveries } = open.store);
    });
    afterEach(() => open.close());

    it('knows none at first', async () => {
      expect(await subscriptions.find('k3f9x2')).toBeUndefined();
      expect(await subscriptions.of('discord:1')).toEqual([]);
      expect(await subscriptions.active()).toEqual([]);
    });

    it('gives a subscription back as it was saved, every field and every character', async () => {
      const full = makeSubscription({
        id: 'k3f9x2',
        topic: '"state space", -survey \u0000 \ud83d it\'s; DROP TABLE',
        lang: 'zh',
        whenEmpty: 'silent',
        paused: 'not-allowed',
        days: [7],
      });
      await subscriptions.save(full);
      expect(await subscriptions.find('k3f9x2')).toEqual(full);
    });

    it('leaves absent what was absent', async () => {
      const { madeBy: _, ...nobodys } = makeSubscription({ id: 'a' });
      await subscriptions.save(nobodys);
      expect(await subscriptions.find('a')).toStrictEqual(nobodys);
    });

    it('replaces the one of the same id, whatever changed', async () => {
      await subscriptions.save(makeSubscription({ id: 'a', topic: 'moe' }));
      const moved = makeSubscription({
        id: 'a',
        place: 'discord:2',
        madeBy: 'discord:8',
        paused: 'by-hand',
      });
      await subscriptions.save(moved);
      expect(await subscriptions.find('a')).toStrictEqual(moved);
      expect(await subscriptions.of('discord:1')).toEqual([]);
      expect(await subscriptions.of('discord:2')).toEqual([moved]);
      expect(await subscriptions.active()).toEqual([]);
    });

    it('lists those of a place, paused ones too, oldest first', async () => {
      const newest = makeSubscription({ id: 'a', madeAt: '2024-05-03T00:00:00.000Z' });
      const oldest = makeSubscription({ id: 'z', madeAt: '2024-05-01T00:00:00.000Z', paused: 'gone' });
      const middle = makeSubscription({ id: 'm', madeAt: '2024-05-02T00:00:00.000Z' });
      const elsewhere = makeSubscription({ id: 'e', place: 'discord:11' });
      for (const each of [newest, oldest, middle, elsewhere]) await subscriptions.save(each);
      expect((await subscriptions.of('discord:1')).map(({ id }) => id)).toEqual(['z', 'm', 'a']);
    });

    it('lists all that are not paused, ordered by id', async () => {
      for (const id of ['b', 'Z', 'a']) await subscriptions.save(makeSubscription({ id }));
      await subscriptions.save(makeSubscription({ id: 'c', paused: 'by-hand' }));
      expect((await subscriptions.active()).map(({ id }) => id)).toEqual(['Z', 'a', 'b']);
      await subscriptions.save(makeSubscription({ id: 'c' }));
      expect((await subscriptions.active()).map(({ id }) => id)).toEqual(['Z', 'a', 'b', 'c']);
    });

    it('forgets one with its deliveries, takes an unknown id, and leaves the others', async () => {
      for (const id of ['a', 'b']) {
        await subscriptions.save(makeSubscription({ id }));
        const claim = await deliveries.claim({ subscription: id, day: '2024-05-01' }, 60_000);
        if (claim) await deliveries.begin(claim, ['2401.04088'], 60_000);
      }
      await subscriptions.remove('a');
      await subscriptions.remove('unknown');
      expect(await subscriptions.find('a')).toBeUndefined();
      expect(await deliveries.newest('a', 10)).toEqual([]);
      expect(await deliveries.delivered('a')).toEqual([]);
      expect(await deliveries.delivered('b')).toEqual(['2401.04088']);
      expect((await subscriptions.active()).map(({ id }) => id)).toEqual(['b']);
    });
  });
}
