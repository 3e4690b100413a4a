import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Team } from '../../src/team/team.ts';
import { type CreateDatabase, createSetClock, type OpenDatabase, type SetClock } from './database.ts';

/** What everything that tells a server's opinions does. */
export function testOpinions(name: string, create: CreateDatabase): void {
  describe(`${name} as the teller of a server’s opinions`, () => {
    let clock: SetClock;
    let open: OpenDatabase;
    let team: Team;
    beforeEach(async () => {
      clock = createSetClock('2024-05-02T07:00:00Z');
      open = await create(clock);
      team = open.store.team;
    });
    afterEach(() => open.close());

    it('has none at first', async () => {
      expect(await team.opinions.newest('s', 10)).toEqual([]);
    });

    it('counts people who voted for or saved, each once, and those who voted against', async () => {
      await team.votes.set('s', 'me', 'a', 1);
      await team.saved.add('s', 'me', 'a');
      await team.saved.add('s', 'you', 'a');
      await team.votes.set('s', 'them', 'a', -1);
      expect(await team.opinions.newest('s', 10)).toEqual([{ paper: 'a', liked: 2, disliked: 1 }]);
    });

    it('gives the papers that somebody voted on or saved last, newest first, so many', async () => {
      await team.votes.set('s', 'me', 'oldest', 1);
      clock.set('2024-05-03T07:00:00Z');
      await team.votes.set('s', 'me', 'voted', -1);
      clock.set('2024-05-04T07:00:00Z');
      await team.saved.add('s', 'me', 'saved');
      clock.set('2024-05-05T07:00:00Z');
      await team.votes.set('s', 'you', 'oldest', 1);
      const all = await team.opinions.newest('s', 10);
      expect(all).toEqual([
        { paper: 'oldest', liked: 2, disliked: 0 },
        { paper: 'saved', liked: 1, disliked: 0 },
        { paper: 'voted', liked: 0, disliked: 1 },
      ]);
      expect(await team.opinions.newest('s', 2)).toEqual(all.slice(0, 2));
    });

    it('goes by id within one moment', async () => {
      for (const paper of ['b', 'C', 'a']) await team.saved.add('s', 'me', paper);
      const newest = await team.opinions.newest('s', 10);
      expect(newest.map(({ paper }) => paper)).toEqual(['C', 'a', 'b']);
    });

    it('tells nothing of another server, and nothing that was taken back', async () => {
      await team.votes.set('t', 'me', 'a', 1);
      await team.saved.add('t', 'me', 'b');
      await team.votes.set('s', 'me', 'c', 1);
      await team.votes.set('s', 'me', 'c', undefined);
      await team.saved.add('s', 'me', 'd');
      await team.saved.remove('s', 'me', 'd');
      expect(await team.opinions.newest('s', 10)).toEqual([]);
    });
  });
}
