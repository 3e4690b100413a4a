import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Saved } from '../../src/team/saved.ts';
import { type CreateDatabase, createSetClock, type OpenDatabase, type SetClock } from './database.ts';

/** What every keeper of reading lists does. */
export function testSaved(name: string, create: CreateDatabase): void {
  describe(`${name} as the keeper of reading lists`, () => {
    let clock: SetClock;
    let open: OpenDatabase;
    let saved: Saved;
    beforeEach(async () => {
      clock = createSetClock('2024-05-02T07:00:00Z');
      open = await create(clock);
      saved = open.store.team.saved;
    });
    afterEach(() => open.close());

    it('has an empty list for everybody at first', async () => {
      expect(await saved.list('s', 'me')).toEqual([]);
    });

    it('lists what was saved, newest first, with its date', async () => {
      await saved.add('s', 'me', 'a');
      clock.set('2024-05-03T07:00:00Z');
      await saved.add('s', 'me', 'b');
      expect(await saved.list('s', 'me')).toEqual([
        { paper: 'b', at: '2024-05-03T07:00:00.000Z' },
        { paper: 'a', at: '2024-05-02T07:00:00.000Z' },
      ]);
    });

    it('lists what was saved in one moment by id', async () => {
      for (const paper of ['b', 'a', 'C']) await saved.add('s', 'me', paper);
      expect((await saved.list('s', 'me')).map(({ paper }) => paper)).toEqual(['C', 'a', 'b']);
    });

    it('leaves the first date when it is saved again', async () => {
      await saved.add('s', 'me', 'a');
      clock.set('2024-05-03T07:00:00Z');
      await saved.add('s', 'me', 'a');
      expect(await saved.list('s', 'me')).toEqual([{ paper: 'a', at: '2024-05-02T07:00:00.000Z' }]);
    });

    it('keeps people and servers apart', async () => {
      await saved.add('s', 'me', 'a');
      await saved.add('s', 'you', 'b');
      await saved.add('t', 'me', 'c');
      expect((await saved.list('s', 'me')).map(({ paper }) => paper)).toEqual(['a']);
      await saved.remove('s', 'you', 'a');
      await saved.remove('t', 'me', 'a');
      expect((await saved.list('s', 'me')).map(({ paper }) => paper)).toEqual(['a']);
    });

    it('removes a paper, also one that is not on the list', async () => {
      await saved.add('s', 'me', 'a');
      await saved.add('s', 'me', 'b');
      await saved.remove('s', 'me', 'a');
      await saved.remove('s', 'me', 'a');
      expect((await saved.list('s', 'me')).map(({ paper }) => paper)).toEqual(['b']);
    });
  });
}
