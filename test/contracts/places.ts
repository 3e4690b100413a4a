import { beforeEach, describe, expect, it } from 'vitest';
import type { Places } from '../../src/places.ts';

/** What every keeper of places' settings does. */
export function testPlaces(name: string, create: () => Places | Promise<Places>): void {
  describe(`${name}, as every keeper of places’ settings`, () => {
    let places: Places;
    beforeEach(async () => {
      places = await create();
    });

    it('has no cards where nobody switched them on', async () => {
      expect(await places.hasCards('discord:1')).toBe(false);
    });

    it('remembers what was set, for that place alone', async () => {
      await places.setCards('discord:1', true);
      await places.setCards('discord:1', true);
      expect([await places.hasCards('discord:1'), await places.hasCards('slack:1')]).toEqual([true, false]);
    });

    it('forgets what was switched off, also where it never was on', async () => {
      await places.setCards('discord:1', true);
      await places.setCards('discord:1', false);
      await places.setCards('discord:2', false);
      expect([await places.hasCards('discord:1'), await places.hasCards('discord:2')]).toEqual([
        false,
        false,
      ]);
    });
  });
}
