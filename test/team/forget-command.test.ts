import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type App, openApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { startDelivering } from '../../src/daily/start-delivering.ts';
import { makeSighting } from '../contracts/sightings.ts';
import { openRoom, PLACE, person, type Room } from '../support/room.ts';
import { createLog, type TestLog } from '../support/world.ts';

describe('forget me', () => {
  let room: Room;
  beforeEach(async () => {
    room = await openRoom();
  });

  const PAPER = '2402.17764';

  /** Everything that the store holds, as text. */
  const everything = async (): Promise<string> => {
    const { team, subscriptions } = room.store;
    const kept = [
      await team.sightings.of('discord:100', PAPER),
      await subscriptions.of(PLACE),
      await team.saved.list('discord:100', 'discord:ana'),
      await team.votes.find('discord:100', 'discord:ana', PAPER),
      await team.votes.find('discord:200', 'discord:ana', PAPER),
    ];
    return JSON.stringify(kept);
  };

  it('deletes votes, list, shares and names of the asker on every server, and says how many', async () => {
    const elsewhere = person('ana', { server: 'discord:200' });
    await room.say(`vote ${PAPER}`);
    await room.say(`vote ${PAPER}`, { asker: elsewhere });
    await room.say(`save ${PAPER}`);
    await room.say('subscribe moe');
    const sighting = makeSighting({ server: 'discord:100', paper: PAPER, place: PLACE });
    await room.store.team.sightings.record({ ...sighting, person: 'discord:ana', name: 'Ana' });
    const { reply } = await room.say('forget me');
    expect(reply).toMatchObject({
      title:
        'Forgotten: 2 votes, 1 paper on your reading list, who shared 1 paper and who made 1 of the subscriptions, which stay with their channels.',
      visibleTo: 'asker',
    });
    expect(await everything()).not.toMatch(/ana/i);
    // The channel keeps its picks.
    expect(await room.store.subscriptions.of(PLACE)).toHaveLength(1);
    expect((await room.say('saved')).reply.cards).toBeUndefined();
    expect((await room.say('top all')).reply.cards).toBeUndefined();
  });

  it('says so where there was nothing', async () => {
    expect((await room.say('forget me')).reply.title).toBe('There was nothing about you to forget.');
  });

  it('leaves what others did', async () => {
    const ben = person('ben');
    await room.say(`vote ${PAPER}`, { asker: ben });
    await room.say(`save ${PAPER}`, { asker: ben });
    await room.say('forget me');
    expect((await room.say('saved', { asker: ben })).reply.cards).toHaveLength(1);
    expect((await room.say('top all', { asker: ben })).reply.cards).toHaveLength(1);
  });

  it('is for oneself only', async () => {
    expect((await room.say('forget ben')).outcome).toBe('user-error');
    expect((await room.say('forget')).outcome).toBe('user-error');
  });
});

describe('a server that removed the bot', () => {
  const folder = mkdtempSync(join(tmpdir(), 'paperboy-forget-'));
  let app: App;
  let log: TestLog;
  let now: number;
  let stop: () => Promise<unknown> = () => Promise.resolve();
  const clock = { now: () => new Date(now) };
  const config = (more = {}) => readConfig({ DATA_DIR: folder, SEEDS_DIR: folder, ...more });
  const DAY = 86_400_000;

  beforeEach(async () => {
    now = Date.parse('2026-11-25T10:00:00Z');
    log = createLog();
    app = await openApp(config(), { clock, random: Math.random, log, fetch });
    await app.store.team.votes.set('discord:100', 'discord:ana', 'a', 1);
    await app.store.team.forgetting.markRemoved('discord:100');
  });
  afterEach(async () => {
    await stop();
    await app.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** The program starts so many days later, does its first round, and ends. */
  async function start(days: number, more = {}): Promise<number> {
    now += days * DAY;
    const running = startDelivering(app, [], config(more));
    stop = () => running.stop();
    await running.stop();
    return (await app.store.team.votes.count('discord:100', ['a'])).size;
  }

  it('is forgotten after thirty days, which the log says, and not before', async () => {
    expect(await start(29)).toBe(1);
    expect(await start(2)).toBe(0);
    expect(log.entries.map(({ fields }) => fields)).toContainEqual({ servers: ['discord:100'] });
  });

  it('is forgotten after as many days as FORGET_AFTER says', async () => {
    expect(await start(1, { FORGET_AFTER: '3' })).toBe(1);
    expect(await start(3, { FORGET_AFTER: '3' })).toBe(0);
  });

  it('that has the bot again in time is kept', async () => {
    await start(20);
    await app.store.team.forgetting.markPresent('discord:100');
    expect(await start(20)).toBe(1);
  });
});
