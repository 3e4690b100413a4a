import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Once } from '../../src/once.ts';
import type { Clock } from '../../src/ports.ts';
import { type CreateDatabase, createSetClock, type OpenDatabase } from './database.ts';

/** What everything that says yes once does. */
export function testOnce(name: string, create: () => Once | Promise<Once>): void {
  describe(`${name}, saying yes once`, () => {
    let once: Once;
    beforeEach(async () => {
      once = await create();
    });

    it('says yes to each key the first time only', async () => {
      expect(await once.claim('Ev1')).toBe(true);
      expect(await once.claim('Ev2')).toBe(true);
      expect(await once.claim('Ev1')).toBe(false);
      expect(await once.claim('ev1')).toBe(true);
    });

    it('says yes to one of many who ask at the same moment', async () => {
      const answers = await Promise.all(Array.from({ length: 50 }, (_, n) => once.claim(`Ev${n % 5}`)));
      expect(answers.filter((each) => each)).toHaveLength(5);
    });
  });
}

/** What it does in a database, where several processes ask and keys outlive them. */
export function testOnceInDatabase(name: string, create: CreateDatabase): void {
  const opened: OpenDatabase[] = [];
  afterEach(async () => {
    for (const each of opened.splice(0)) await each.close();
  });

  async function openOnce(clock: Clock): Promise<Once> {
    const open = await create(clock);
    opened.push(open);
    return open.store.once;
  }

  testOnce(name, () => openOnce(createSetClock('2024-05-01T00:00:00Z')));

  describe(`${name}, saying yes once for some hours`, () => {
    it('remembers a key for hours, and does not keep it for ever', async () => {
      const clock = createSetClock('2024-05-01T00:00:00Z');
      const once = await openOnce(clock);
      await once.claim('Ev1');
      clock.set('2024-05-01T05:00:00Z');
      expect(await once.claim('Ev1')).toBe(false);
      clock.set('2024-05-02T00:00:00Z');
      expect(await once.claim('Ev1')).toBe(true);
    });

    it('still knows a key when the clock was set back', async () => {
      const clock = createSetClock('2024-05-01T12:00:00Z');
      const once = await openOnce(clock);
      await once.claim('Ev1');
      clock.set('2024-05-01T00:00:00Z');
      expect(await once.claim('Ev1')).toBe(false);
    });
  });
}
