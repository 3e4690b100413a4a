import { beforeEach, describe, expect, it } from 'vitest';
import type { Installations } from '../../src/installations.ts';

/** What every keeper of installations does. */
export function testInstallations(name: string, create: () => Installations | Promise<Installations>): void {
  describe(`${name}, as every keeper of installations`, () => {
    let installations: Installations;
    beforeEach(async () => {
      installations = await create();
    });

    it('gives back what was saved last under a key, and nothing for another', async () => {
      await installations.save('slack:T1', '{"token":"old"}');
      await installations.save('slack:T1', '{"token":"new"}');
      expect(await installations.find('slack:T1')).toBe('{"token":"new"}');
      expect(await installations.find('slack:T2')).toBeUndefined();
    });

    it('forgets what is removed, and takes a key that it does not know', async () => {
      await installations.save('slack:T1', '{}');
      await installations.remove('slack:T1');
      await installations.remove('slack:T1');
      expect(await installations.find('slack:T1')).toBeUndefined();
    });
  });
}
