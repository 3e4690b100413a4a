import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Sighting, Sightings } from '../../src/team/sightings.ts';
import { type CreateDatabase, createSetClock, type OpenDatabase } from './database.ts';

/** A sighting; a test gives what it is about. */
export function makeSighting(given: Partial<Sighting> = {}): Sighting {
  return {
    server: 'slack:T1',
    paper: '2401.04088',
    place: 'slack:T1/C1',
    placeName: 'reading',
    person: 'slack:T1/U1',
    name: 'Łukasz 王',
    at: '2024-05-03T09:00:00.000Z',
    url: 'https://example.slack.com/archives/C1/p1',
    ...given,
  };
}

/** What every keeper of sightings does. */
export function testSightings(name: string, create: CreateDatabase): void {
  describe(`${name} as the keeper of sightings`, () => {
    let open: OpenDatabase;
    let sightings: Sightings;
    beforeEach(async () => {
      open = await create(createSetClock('2024-05-02T07:00:00Z'));
      sightings = open.store.team.sightings;
    });
    afterEach(() => open.close());

    it('knows none at first, and gives one back as it was recorded', async () => {
      expect(await sightings.of('slack:T1', '2401.04088')).toEqual([]);
      await sightings.record(makeSighting());
      expect(await sightings.of('slack:T1', '2401.04088')).toStrictEqual([makeSighting()]);
    });

    it('remembers the first of each channel, oldest first', async () => {
      const first = makeSighting({ place: 'slack:T1/C2', at: '2024-05-02T09:00:00.000Z' });
      const second = makeSighting({ place: 'slack:T1/C1' });
      await sightings.record(second);
      await sightings.record(first);
      await sightings.record(makeSighting({ at: '2024-05-04T09:00:00.000Z', person: 'slack:T1/U2' }));
      expect(await sightings.of('slack:T1', '2401.04088')).toEqual([first, second]);
    });

    it('takes the earliest for the first, though it was heard of later', async () => {
      const earlier = makeSighting({ at: '2024-05-01T09:00:00.000Z', person: 'slack:T1/U2', name: 'Ann' });
      await sightings.record(makeSighting());
      await sightings.record(earlier);
      expect(await sightings.of('slack:T1', '2401.04088')).toStrictEqual([earlier]);
    });

    it('tells nothing of other servers and other papers', async () => {
      await sightings.record(makeSighting());
      expect(await sightings.of('slack:T2', '2401.04088')).toEqual([]);
      expect(await sightings.of('slack:T1', '2401.04089')).toEqual([]);
    });

    it('gives the oldest 50', async () => {
      for (let n = 59; n >= 0; n -= 1) {
        const at = `2024-05-03T09:${String(n).padStart(2, '0')}:00.000Z`;
        await sightings.record(makeSighting({ place: `slack:T1/C${n}`, at }));
      }
      const found = await sightings.of('slack:T1', '2401.04088');
      expect(found).toHaveLength(50);
      expect(found.at(0)?.place).toBe('slack:T1/C0');
      expect(found.at(-1)?.place).toBe('slack:T1/C49');
    });
  });
}
