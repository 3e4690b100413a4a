import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { type Bot, createBot } from '../../src/bot.ts';
import { commands } from '../../src/commands/commands.ts';
import { createAllowance, createMemoryTurns } from '../../src/fairness/allowance.ts';
import { limitBot } from '../../src/fairness/limit-bot.ts';
import { completions, limits } from '../../src/fairness/limits.ts';
import { openSqliteStore } from '../../src/stores/sqlite.ts';
import { testTurns } from '../contracts/turns.ts';
import { asker, createLog, createWorld } from '../support/world.ts';

testTurns('one process’s memory', (clock) => ({ store: createMemoryTurns(clock), close: () => undefined }));

function createClock() {
  let now = Date.parse('2026-11-22T12:00:00Z');
  return {
    now: () => new Date(now),
    pass(ms: number) {
      now += ms;
    },
  };
}

async function createFairBot(turns?: Parameters<typeof limitBot>[1]['turns'], clock = createClock()) {
  const log = createLog();
  const met: string[] = [];
  const bot = createBot({ ...(await createWorld()), commands, log });
  const fairness = {
    turns: turns ?? createMemoryTurns(clock),
    clock,
    log,
    onLimited: (limit: string) => void met.push(limit),
  };
  return { bot: limitBot(bot, fairness), clock, met, log };
}

async function ask(bot: Bot, times: number, more: Partial<Parameters<Bot['run']>[0]> = {}) {
  const outcomes: string[] = [];
  for (let count = 0; count < times; count += 1)
    outcomes.push((await bot.run({ line: 'cite 2402.17764', asker, ...more })).outcome);
  return outcomes.filter((outcome) => outcome === 'ok').length;
}

describe('limits of fairness', () => {
  it('let a person ask as much at once as the table says, then tell them alone when to go on', async () => {
    const { bot, clock, met } = await createFairBot();
    expect(await ask(bot, 30)).toBe(limits.command.draw * limits.command.burst);
    const { outcome, reply } = await bot.run({ line: 'search moe', asker });
    expect({ outcome, reply }).toEqual({
      outcome: 'user-error',
      reply: { title: 'That was a lot at once. Ask again in 10 s.', visibleTo: 'asker' },
    });
    expect(new Set(met)).toEqual(new Set(['command']));
    clock.pass(limits.command.every);
    expect(await ask(bot, 10)).toBe(limits.command.draw);
  });

  it('hold nobody to what another did', async () => {
    const { bot } = await createFairBot();
    await ask(bot, 50);
    expect(await ask(bot, 10, { asker: { ...asker, id: 'test:ben' } })).toBe(10);
  });

  it('count buttons and completions apart from commands', async () => {
    const { bot, met } = await createFairBot();
    await ask(bot, 50);
    expect(await ask(bot, 50, { pressed: true })).toBe(limits.button.draw * limits.button.burst);
    const offered = await Promise.all(
      Array.from({ length: 100 }, () => bot.suggest('random', 'topic', 'mix', asker)),
    );
    expect(offered.filter((each) => each.length > 0)).toHaveLength(completions.draw * completions.burst);
    expect(new Set(met)).toEqual(new Set(['command', 'button', 'completion']));
  });

  it('hold a whole server to its share, so that others have theirs', async () => {
    const { bot, met } = await createFairBot();
    const people = Array.from({ length: 600 }, (_, n) => ({
      ...asker,
      id: `test:${n}`,
      server: 'test:crowd',
    }));
    const outcomes = await Promise.all(people.map((one) => bot.run({ line: 'cite 2402.17764', asker: one })));
    expect(outcomes.filter(({ outcome }) => outcome === 'ok')).toHaveLength(
      limits.server.draw * limits.server.burst,
    );
    expect(met).toContain('server');
    expect(await ask(bot, 5, { asker: { ...asker, server: 'test:quiet' } })).toBe(5);
  });

  const folders: string[] = [];
  afterEach(async () => {
    for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
  });

  it('are shared by all processes on one database', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'paperboy-limits-'));
    folders.push(folder);
    const clock = createClock();
    const stores = [1, 2, 3].map(() => openSqliteStore(join(folder, 'paperboy.db'), clock));
    const bots = await Promise.all(stores.map((store) => createFairBot(store, clock)));
    const allowed = await Promise.all(bots.map(({ bot }) => ask(bot, 30)));
    for (const store of stores) store.close();
    expect(allowed.reduce((sum, each) => sum + each)).toBe(limits.command.draw * limits.command.burst);
  });

  it('let everybody ask where the database fails, and say so in the log', async () => {
    const { bot, log } = await createFairBot({ takeTurn: () => Promise.reject(new Error('down')) });
    expect(await ask(bot, 40)).toBe(40);
    expect(log.entries.map(({ message }) => message)).toContain('a limit could not be asked');
  });

  it('never give more than the rate and the burst together, whenever somebody asks', async () => {
    const limit = { draw: 3, every: 1_000, burst: 2 };
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 900 }), { maxLength: 200 }), async (pauses) => {
        const clock = createClock();
        const begin = clock.now().getTime();
        const allowance = createAllowance('test', limit, {
          turns: createMemoryTurns(clock),
          clock,
          log: createLog(),
        });
        let given = 0;
        for (const pause of pauses) {
          clock.pass(pause);
          if ((await allowance.take('ana')) === 0) given += 1;
        }
        const grown = Math.floor((clock.now().getTime() - begin) / limit.every);
        expect(given).toBeLessThanOrEqual(limit.draw * (limit.burst + grown));
      }),
    );
  });

  it('stay below the queue that the store forgets', () => {
    for (const { burst } of [...Object.values(limits), completions]) expect(burst).toBeLessThan(20);
  });
});

describe('inputs', () => {
  it('are bounded: every text that a command takes has a length that it may not pass', () => {
    const unbounded = commands.flatMap(({ name, options }) =>
      Object.entries(options.shape).flatMap(([option, schema]) => {
        const accepts = schema.safeParse('a'.repeat(7_000)).success;
        return accepts ? [`${name} --${option}`] : [];
      }),
    );
    expect(unbounded).toEqual([]);
  });
});
