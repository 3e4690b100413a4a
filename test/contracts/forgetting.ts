import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Forgetting } from '../../src/team/forgetting.ts';
import type { OpenDatabase, SetClock } from './database.ts';
import { type CreateDatabase, createSetClock } from './database.ts';
import { makeSighting } from './sightings.ts';
import { makeSubscription } from './subscriptions.ts';

const SERVERS = ['slack:T1', 'slack:T2'];
const PEOPLE = ['slack:T1/U1', 'slack:T1/U2'];
const asked = { command: 'ask', options: { question: 'how small?' } };

/** What everything that forgets people and servers does. */
export function testForgetting(name: string, create: CreateDatabase): void {
  describe(`${name}, forgetting people and servers`, () => {
    let clock: SetClock;
    let open: OpenDatabase;
    let forgetting: Forgetting;
    beforeEach(async () => {
      clock = createSetClock('2024-05-01T00:00:00Z');
      open = await create(clock);
      forgetting = open.store.team.forgetting;
    });
    afterEach(() => open.close());

    /** Two people in two servers, each of whom did one of everything in each. */
    async function fill(): Promise<void> {
      const { team, subscriptions, deliveries } = open.store;
      for (const server of SERVERS) {
        for (const [n, person] of PEOPLE.entries()) {
          await team.votes.set(server, person, 'a', 1);
          await team.saved.add(server, person, 'a');
          await team.sightings.record(makeSighting({ server, person, place: `${server}/C${n}`, paper: 'a' }));
          const id = `${server}-${n}`;
          await subscriptions.save(
            makeSubscription({ id, server, madeBy: person, place: `${server}/C${n}` }),
          );
          const claim = await deliveries.claim({ subscription: id, day: '2024-05-01' }, 60_000);
          if (claim) await deliveries.begin(claim, ['a'], 60_000);
        }
        await open.store.setCards(`${server}/C0`, true);
        for (const person of PEOPLE) await open.store.threads.remember(`${server}/C0/1.1`, [asked], person);
        await open.store.threads.remember(`${server}/C0/1.1`, [asked]);
      }
    }

    /** Everything that is kept of a server, as its users see it. */
    async function look(server: string) {
      const { team, subscriptions, deliveries } = open.store;
      const active = (await subscriptions.active()).filter((each) => each.server === server);
      return {
        votes: (await team.votes.count(server, ['a'])).get('a')?.up ?? 0,
        saved: await Promise.all(PEOPLE.map(async (each) => (await team.saved.list(server, each)).length)),
        sightings: (await team.sightings.of(server, 'a')).map(({ person }) => person),
        madeBy: active.map(({ madeBy }) => madeBy),
        delivered: await Promise.all([0, 1].map((n) => deliveries.delivered(`${server}-${n}`))),
        hasCards: await open.store.hasCards(`${server}/C0`),
        answers: (await open.store.threads.recall(`${server}/C0/1.1`)).length,
      };
    }

    it('forgets turns that are over, in whose names people stand, and leaves those that limit somebody', async () => {
      const { store } = open;
      expect(await store.takeTurn('limit:command:slack:T1/U1', 1_000)).toBe(0);
      expect(await store.takeTurn('limit:command:slack:T1/U2', 60_000)).toBe(0);
      clock.set('2024-05-01T00:00:02Z');
      await forgetting.forgetSpentTurns();
      expect(await store.takeTurn('limit:command:slack:T1/U1', 1_000)).toBe(0);
      expect(await store.takeTurn('limit:command:slack:T1/U2', 60_000)).toBe(58_000);
    });

    it('forgets a person on every server, says how much that was, and leaves the others', async () => {
      await fill();
      const forgotten = await forgetting.forgetPerson('slack:T1/U1');
      expect(forgotten).toEqual({ votes: 2, saved: 2, sightings: 2, answers: 2, subscriptions: 2 });
      for (const server of SERVERS) {
        expect(await look(server)).toEqual({
          votes: 1,
          saved: [0, 1],
          sightings: ['slack:T1/U2'],
          madeBy: [undefined, 'slack:T1/U2'],
          delivered: [['a'], ['a']],
          hasCards: true,
          answers: 2,
        });
      }
    });

    it('finds nothing to forget of a stranger, nor of the same person again', async () => {
      await fill();
      const nothing = { votes: 0, saved: 0, sightings: 0, answers: 0, subscriptions: 0 };
      expect(await forgetting.forgetPerson('slack:T1/U')).toEqual(nothing);
      await forgetting.forgetPerson('slack:T1/U1');
      expect(await forgetting.forgetPerson('slack:T1/U1')).toEqual(nothing);
    });

    it('deletes what a person subscribed to in a conversation of their own', async () => {
      const me = 'discord:7';
      const { subscriptions, deliveries } = open.store;
      await subscriptions.save(makeSubscription({ id: 'mine', server: me, madeBy: me }));
      await deliveries.claim({ subscription: 'mine', day: '2024-05-01' }, 60_000);
      expect((await forgetting.forgetPerson(me)).subscriptions).toBe(1);
      expect(await subscriptions.find('mine')).toBeUndefined();
      expect(await deliveries.newest('mine', 10)).toEqual([]);
    });

    it('deletes all data of a server that removed the bot before then, and nothing of the others', async () => {
      await fill();
      await forgetting.markRemoved('slack:T1');
      clock.set('2024-05-31T00:00:00.001Z');
      // What was answered before is too old by now.
      for (const server of SERVERS) await open.store.threads.remember(`${server}/C0/1.1`, [asked]);
      const others = await look('slack:T2');
      expect(others.answers).toBe(1);
      expect(await forgetting.forgetServersRemovedBefore('2024-05-01T00:00:00.001Z')).toEqual(['slack:T1']);
      expect(await look('slack:T1')).toEqual({
        votes: 0,
        saved: [0, 0],
        sightings: [],
        madeBy: [],
        delivered: [[], []],
        hasCards: false,
        answers: 0,
      });
      expect(await look('slack:T2')).toEqual(others);
      expect(await forgetting.forgetServersRemovedBefore('2024-05-01T00:00:00.001Z')).toEqual([]);
    });

    it('keeps what was removed at that instant or later', async () => {
      await fill();
      const before = await look('slack:T1');
      await forgetting.markRemoved('slack:T1');
      expect(await forgetting.forgetServersRemovedBefore('2024-05-01T00:00:00Z')).toEqual([]);
      expect(await look('slack:T1')).toEqual(before);
    });

    it('counts from the first removal, however often it is told', async () => {
      await forgetting.markRemoved('slack:T1');
      clock.set('2024-05-20T00:00:00Z');
      await forgetting.markRemoved('slack:T1');
      expect(await forgetting.forgetServersRemovedBefore('2024-05-02T00:00:00Z')).toEqual(['slack:T1']);
    });

    it('keeps the data of a server where the bot is back, and counts anew when it is removed again', async () => {
      await fill();
      const before = await look('slack:T1');
      await forgetting.markRemoved('slack:T1');
      await forgetting.markPresent('slack:T1');
      await forgetting.markPresent('slack:T9');
      expect(await forgetting.forgetServersRemovedBefore('2025-01-01T00:00:00Z')).toEqual([]);
      expect(await look('slack:T1')).toEqual(before);
      clock.set('2024-06-01T00:00:00Z');
      await forgetting.markRemoved('slack:T1');
      expect(await forgetting.forgetServersRemovedBefore('2024-05-15T00:00:00Z')).toEqual([]);
    });

    it('knows which servers have the bot, as far as it was told', async () => {
      for (const server of ['slack:T1', 'discord:2', 'discord:1', 'discord:3'])
        await forgetting.markPresent(server);
      await forgetting.markPresent('discord:1');
      await forgetting.markRemoved('discord:3');
      expect(await forgetting.present('discord:')).toEqual(['discord:1', 'discord:2']);
      await forgetting.markPresent('discord:3');
      expect(await forgetting.present('discord:3')).toEqual(['discord:3']);
      expect(await forgetting.present('terminal')).toEqual([]);
    });

    it('does not take a server for another whose name begins alike', async () => {
      await open.store.setCards('slack:T11/C1', true);
      await open.store.setCards('slack:T1', true);
      await open.store.threads.remember('slack:T11/C1/1.1', [asked]);
      await forgetting.markRemoved('slack:T1');
      await forgetting.forgetServersRemovedBefore('2024-06-01T00:00:00Z');
      expect(await open.store.hasCards('slack:T11/C1')).toBe(true);
      expect(await open.store.threads.recall('slack:T11/C1/1.1')).toHaveLength(1);
    });
  });
}
