import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Vote, Votes } from '../../src/team/votes.ts';
import { type CreateDatabase, createSetClock, type OpenDatabase, type SetClock } from './database.ts';

/** What every keeper of votes does. */
export function testVotes(name: string, create: CreateDatabase): void {
  describe(`${name} as the keeper of votes`, () => {
    let clock: SetClock;
    let open: OpenDatabase;
    let votes: Votes;
    beforeEach(async () => {
      clock = createSetClock('2024-05-02T07:00:00Z');
      open = await create(clock);
      votes = open.store.team.votes;
    });
    afterEach(() => open.close());

    /** Votes of as many people as given, in one server. */
    async function cast(paper: string, given: readonly Vote[], instant = '2024-05-02T07:00:00Z') {
      clock.set(instant);
      for (const [person, vote] of given.entries()) await votes.set('s', `person-${person}`, paper, vote);
    }

    it('knows none at first', async () => {
      expect(await votes.find('s', 'me', 'a')).toBeUndefined();
      expect(await votes.count('s', ['a'])).toEqual(new Map());
      expect(await votes.top('s', undefined, 10)).toEqual([]);
    });

    it('keeps one vote per person, server and paper', async () => {
      await votes.set('s', 'me', 'a', 1);
      await votes.set('s', 'me', 'a', 1);
      await votes.set('s', 'you', 'a', -1);
      await votes.set('s', 'me', 'b', -1);
      await votes.set('t', 'me', 'a', -1);
      expect(await votes.find('s', 'me', 'a')).toBe(1);
      expect(await votes.find('t', 'me', 'a')).toBe(-1);
      expect(await votes.find('s', 'them', 'a')).toBeUndefined();
      expect(await votes.count('s', ['a', 'b', 'unknown'])).toEqual(
        new Map([
          ['a', { up: 1, down: 1 }],
          ['b', { up: 0, down: 1 }],
        ]),
      );
    });

    it('counts only the papers asked for', async () => {
      await votes.set('s', 'me', 'a', 1);
      await votes.set('s', 'me', 'b', 1);
      expect([...(await votes.count('s', ['b'])).keys()]).toEqual(['b']);
      expect(await votes.count('s', [])).toEqual(new Map());
    });

    it('takes any id for a paper, and finds none by a pattern', async () => {
      const odd = 'it\'s "odd" {a,b} \\ 数学';
      await votes.set('s', 'me', odd, 1);
      expect(await votes.count('s', ['%', odd])).toEqual(new Map([[odd, { up: 1, down: 0 }]]));
    });

    it('changes a vote and takes it back', async () => {
      await votes.set('s', 'me', 'a', 1);
      await votes.set('s', 'me', 'a', -1);
      expect(await votes.count('s', ['a'])).toEqual(new Map([['a', { up: 0, down: 1 }]]));
      await votes.set('s', 'me', 'a', undefined);
      await votes.set('s', 'me', 'a', undefined);
      expect(await votes.find('s', 'me', 'a')).toBeUndefined();
      expect(await votes.count('s', ['a'])).toEqual(new Map());
    });

    it('puts the papers with the most votes for, less those against, on top', async () => {
      await cast('two', [1, 1]);
      await cast('one', [1, 1, -1]);
      await cast('three', [1, 1, 1]);
      await cast('below', [-1]);
      await votes.set('elsewhere', 'me', 'other', 1);
      expect(await votes.top('s', undefined, 10)).toEqual([
        { paper: 'three', up: 3, down: 0 },
        { paper: 'two', up: 2, down: 0 },
        { paper: 'one', up: 2, down: 1 },
        { paper: 'below', up: 0, down: 1 },
      ]);
      expect((await votes.top('s', undefined, 2)).map(({ paper }) => paper)).toEqual(['three', 'two']);
    });

    it('puts the paper with the newest vote first among equals, then goes by id', async () => {
      await cast('older', [1], '2024-05-01T00:00:00Z');
      await cast('newer', [1], '2024-05-02T00:00:00Z');
      await cast('also-older', [1], '2024-05-01T00:00:00Z');
      const top = await votes.top('s', undefined, 10);
      expect(top.map(({ paper }) => paper)).toEqual(['newer', 'also-older', 'older']);
    });

    it('counts for the top only what was cast since then', async () => {
      await cast('a', [1, 1, 1], '2024-04-30T23:59:59.999Z');
      clock.set('2024-05-01T00:00:00Z');
      await votes.set('s', 'late', 'a', -1);
      await votes.set('s', 'late', 'b', 1);
      expect(await votes.top('s', '2024-05-01T00:00:00Z', 10)).toEqual([
        { paper: 'b', up: 1, down: 0 },
        { paper: 'a', up: 0, down: 1 },
      ]);
      expect(await votes.top('s', '2024-05-01T02:00:00+02:00', 10)).toHaveLength(2);
    });

    it('dates a vote by its last change, not by pressing the same again', async () => {
      await cast('changed', [-1], '2024-04-01T00:00:00Z');
      await cast('same', [1], '2024-04-01T00:00:00Z');
      await cast('changed', [1], '2024-05-01T00:00:00Z');
      await cast('same', [1], '2024-05-01T00:00:00Z');
      const top = await votes.top('s', '2024-05-01T00:00:00Z', 10);
      expect(top.map(({ paper }) => paper)).toEqual(['changed']);
    });

    it('takes many votes at the same moment', async () => {
      const people = Array.from({ length: 30 }, (_, n) => `p${n}`);
      await Promise.all(
        people.flatMap((each) => [votes.set('s', each, 'a', 1), votes.set('s', each, 'a', 1)]),
      );
      expect(await votes.count('s', ['a'])).toEqual(new Map([['a', { up: 30, down: 0 }]]));
    });
  });
}
