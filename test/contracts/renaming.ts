import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CreateDatabase, createSetClock, type OpenDatabase, type SetClock } from './database.ts';
import { makeSighting } from './sightings.ts';
import { makePaper } from './store.ts';

/** What every database carries over when a paper gets another name. */
export function testRenaming(name: string, create: CreateDatabase): void {
  describe(`${name}, when a paper is renamed`, () => {
    let clock: SetClock;
    let open: OpenDatabase;
    beforeEach(async () => {
      clock = createSetClock('2024-05-01T00:00:00Z');
      open = await create(clock);
      await open.store.save([makePaper({ id: 'slug' }), makePaper({ id: '2401.04088' })]);
    });
    afterEach(() => open.close());

    const rename = () => open.store.rename('slug', '2401.04088');

    it('carries votes over; of two votes by one person the newer stays', async () => {
      const { votes } = open.store.team;
      await votes.set('s', 'once', 'slug', 1);
      await votes.set('s', 'changed', 'slug', -1);
      await votes.set('s', 'steady', '2401.04088', -1);
      clock.set('2024-05-02T00:00:00Z');
      await votes.set('s', 'changed', '2401.04088', 1);
      await votes.set('s', 'steady', 'slug', 1);
      await rename();
      expect(await votes.count('s', ['slug', '2401.04088'])).toEqual(
        new Map([['2401.04088', { up: 3, down: 0 }]]),
      );
    });

    it('carries reading lists over; of two dates the first stays', async () => {
      const { saved } = open.store.team;
      await saved.add('s', 'me', 'slug');
      await saved.add('s', 'you', '2401.04088');
      clock.set('2024-05-02T00:00:00Z');
      await saved.add('s', 'me', '2401.04088');
      await saved.add('s', 'you', 'slug');
      await rename();
      const expected = [{ paper: '2401.04088', at: '2024-05-01T00:00:00.000Z' }];
      expect(await saved.list('s', 'me')).toEqual(expected);
      expect(await saved.list('s', 'you')).toEqual(expected);
    });

    it('carries sightings over; of two in one channel the first stays', async () => {
      const { sightings } = open.store.team;
      const first = makeSighting({ paper: 'slug', person: 'first', at: '2024-04-01T00:00:00.000Z' });
      await sightings.record(first);
      await sightings.record(makeSighting());
      await rename();
      expect(await sightings.of('slack:T1', 'slug')).toEqual([]);
      expect(await sightings.of('slack:T1', '2401.04088')).toEqual([{ ...first, paper: '2401.04088' }]);
    });

    it('counts what was delivered under the old name as delivered', async () => {
      const { deliveries } = open.store;
      const key = { subscription: 'k', day: '2024-05-01' };
      const claim = await deliveries.claim(key, 60_000);
      if (claim) await deliveries.begin(claim, ['other', 'slug', '2401.04088'], 60_000);
      await rename();
      expect(await deliveries.delivered('k')).toEqual(['2401.04088', 'other']);
      expect((await deliveries.find(key))?.papers).toEqual(['other', '2401.04088', '2401.04088']);
    });

    it('carries nothing over to a name that is unknown', async () => {
      await open.store.team.votes.set('s', 'me', 'slug', 1);
      await open.store.rename('slug', 'unknown');
      expect(await open.store.team.votes.find('s', 'me', 'slug')).toBe(1);
    });
  });
}
