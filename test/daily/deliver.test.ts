import { beforeEach, describe, expect, it } from 'vitest';
import { createDeliverer, type DelivererParts } from '../../src/daily/deliver.ts';
import type { Posted, Poster, Posting } from '../../src/daily/poster.ts';
import type { Subscription } from '../../src/daily/subscriptions.ts';
import { UnavailableError } from '../../src/errors.ts';
import { openSqliteStore, type SqliteStore } from '../../src/stores/sqlite.ts';
import { makeSubscription } from '../contracts/subscriptions.ts';
import { createLog, type TestLog } from '../support/world.ts';

const HOUR = 3_600_000;
/** Wednesday, nine o'clock in Berlin. */
const NINE = Date.parse('2026-11-25T08:00:00Z');

let now: number;
let store: SqliteStore;
let log: TestLog;
let posts: Posting[];
let told: string[];
const clock = { now: () => new Date(now) };
/** Waits for ever, until it is told to end. */
const timer = {
  sleep: (_ms: number, signal?: AbortSignal) =>
    new Promise<void>((_, reject) => signal?.addEventListener('abort', () => reject(new Error('ended')))),
};

beforeEach(() => {
  now = NINE;
  store = openSqliteStore(':memory:', clock);
  log = createLog();
  posts = [];
  told = [];
});

type Post = (posting: Posting, stillMine: () => Promise<boolean>) => Promise<Posted>;
const well: Post = async () => ({ kind: 'posted', message: `m${posts.length}` });

/** A process: a deliverer with a poster that does this. */
function createProcess(post: Post = well, more: Partial<DelivererParts> = {}) {
  const poster: Poster = {
    prefix: 'discord:',
    async post(posting, stillMine) {
      posts.push(posting);
      return post(posting, stillMine);
    },
    async tell(person) {
      told.push(person);
    },
  };
  return createDeliverer({
    ...store,
    posters: [poster],
    prepare: async (_subscription, _day, papers = ['2402.17764']) => ({
      papers,
      reply: { title: papers.join() },
    }),
    toPausedReply: () => ({ title: 'paused' }),
    catchUp: 6 * HOUR,
    clock,
    timer,
    log,
    ...more,
  });
}

const subscribe = (given: Partial<Subscription> = {}) =>
  store.subscriptions.save(makeSubscription({ id: 'one', from: '2026-11-24T12:00:00Z', ...given }));
const delivery = (day = '2026-11-25') => store.deliveries.find({ subscription: 'one', day });
const lasting = { kind: 'refused', why: 'gone' } as const;

describe('a delivery', () => {
  it('is posted when it is due, not before, and never again', async () => {
    await subscribe();
    const { tick } = createProcess();
    now = NINE - 1;
    await tick();
    expect(posts).toEqual([]);
    for (now = NINE; now < NINE + 2 * HOUR; now += 10 * 60_000) await tick();
    expect(posts.map(({ key }) => key)).toEqual(['one/2026-11-25']);
    expect(await delivery()).toMatchObject({ state: 'posted', message: 'm1', papers: ['2402.17764'] });
  });

  it('is not posted again where the clock jumps back, nor after a restart', async () => {
    await subscribe();
    await createProcess().tick();
    now = NINE - 20 * 60_000;
    await createProcess().tick();
    now = NINE + 1;
    await createProcess().tick();
    expect(posts).toHaveLength(1);
  });

  it('is posted once by two processes that look at the same moment', async () => {
    await subscribe();
    await Promise.all([createProcess().tick(), createProcess().tick()]);
    expect(posts).toHaveLength(1);
  });

  it('is made up for after downtime, up to six hours', async () => {
    await subscribe();
    now = NINE + 6 * HOUR;
    await createProcess().tick();
    expect(posts).toHaveLength(1);
  });

  it('is skipped after longer downtime, which the log says, and the next day’s comes', async () => {
    await subscribe();
    now = NINE + 6 * HOUR + 1;
    await createProcess().tick();
    expect(posts).toEqual([]);
    expect(await delivery()).toMatchObject({ state: 'skipped', why: 'too late' });
    expect(log.entries).toContainEqual(
      expect.objectContaining({ level: 'warn', message: expect.stringContaining('skipped') }),
    );
    now = NINE + 24 * HOUR;
    await createProcess().tick();
    expect(posts.map(({ key }) => key)).toEqual(['one/2026-11-26']);
  });

  it('looks in the channel first where an earlier try may have posted it, and gives it the same papers', async () => {
    await subscribe();
    const cut: Post = async (_posting, stillMine) => {
      await stillMine();
      throw new UnavailableError('cut off');
    };
    await createProcess(cut).tick();
    expect(await delivery()).toMatchObject({ state: 'posting', papers: ['2402.17764'] });
    now += 60_000;
    const prepare: DelivererParts['prepare'] = async (_s, _d, papers = ['another']) => ({
      papers,
      reply: {},
    });
    await createProcess(async () => ({ kind: 'found', message: 'm0' }), { prepare }).tick();
    expect(posts.map(({ since }) => since?.getTime())).toEqual([undefined, NINE]);
    expect(await delivery()).toMatchObject({ state: 'posted', message: 'm0', papers: ['2402.17764'] });
  });

  it('is rather lost than doubled where nobody may look, and the log says so', async () => {
    await subscribe();
    await createProcess(async () => ({ kind: 'unknown' })).tick();
    now += 60_000;
    await createProcess().tick();
    expect(posts).toHaveLength(1);
    expect(log.entries.some(({ message }) => message.includes('may be lost'))).toBe(true);
  });

  it.each(['gone', 'not-allowed'] as const)(
    'pauses its subscription and tells whoever made it where the channel is %s',
    async (why) => {
      await subscribe();
      const { tick } = createProcess(async () => ({ kind: 'refused', why }));
      await tick();
      now += 24 * HOUR;
      await tick();
      expect(posts).toHaveLength(1);
      expect(told).toEqual(['discord:7']);
      expect(await store.subscriptions.find('one')).toMatchObject({ paused: why });
    },
  );

  it('does not wait for a channel that hangs, and looks after it again no sooner than it ends', async () => {
    await subscribe();
    await subscribe({ id: 'two', place: 'discord:2' });
    const hanging = Promise.withResolvers<Posted>();
    const process = createProcess((posting) =>
      posting.place === 'discord:1' ? hanging.promise : well(posting, async () => true),
    );
    const first = process.tick();
    now += 60_000;
    await process.tick();
    await expect.poll(() => posts.map(({ place }) => place).sort()).toEqual(['discord:1', 'discord:2']);
    await process.tick();
    expect(posts).toHaveLength(2);
    hanging.resolve(lasting);
    await first;
  });

  it('is taken over from a process that froze, which then posts nothing more', async () => {
    await subscribe();
    const thaw = Promise.withResolvers<void>();
    let frozenMayPost: boolean | undefined;
    const frozen = createProcess(async (_posting, stillMine) => {
      await thaw.promise;
      frozenMayPost = await stillMine();
      throw new UnavailableError('no longer mine');
    }).tick();
    await expect.poll(() => posts.length).toBe(1);
    now += 5 * 60_000;
    await createProcess().tick();
    thaw.resolve();
    await frozen;
    expect({ frozenMayPost, posts: posts.length }).toEqual({ frozenMayPost: false, posts: 2 });
    expect(posts[1]?.since).toEqual(new Date(NINE));
    expect(await delivery()).toMatchObject({ state: 'posted' });
  });

  it('posts nothing where there is nothing to say, and is done', async () => {
    await subscribe();
    await createProcess(well, { prepare: async () => undefined }).tick();
    expect(posts).toEqual([]);
    expect(await delivery()).toMatchObject({ state: 'skipped', why: 'nothing new' });
  });

  it('tries again where preparing failed, and the log has the cause', async () => {
    await subscribe();
    const broken = createProcess(well, { prepare: () => Promise.reject(new Error('no engine')) });
    await broken.tick();
    now += 60_000;
    await createProcess().tick();
    expect(posts).toHaveLength(1);
    expect(log.entries).toContainEqual(
      expect.objectContaining({
        level: 'error',
        fields: expect.objectContaining({ err: new Error('no engine') }),
      }),
    );
  });

  it('leaves what is for a platform that is not connected here', async () => {
    await subscribe({ place: 'slack:T1/C1' });
    await createProcess().tick();
    expect([posts, await delivery()]).toEqual([[], undefined]);
  });

  it('comes on each due day of a month once, over both changes of the clocks and restarts', async () => {
    await subscribe({ at: '02:30', days: [1, 2, 3, 4, 5, 6, 7], from: '2026-03-01T00:00:00Z' });
    for (
      now = Date.parse('2026-03-20T00:00:00Z');
      now < Date.parse('2026-04-10T00:00:00Z');
      now += 30 * 60_000
    )
      await createProcess().tick();
    const days = posts.map(({ key }) => key);
    expect(new Set(days).size).toBe(days.length);
    expect(days).toHaveLength(21);
  });
});

describe('five hundred that are due in the same minute', () => {
  const channels = Array.from({ length: 500 }, (_, at) => `discord:${at}`);
  const stateOf = async (id: string) =>
    (await store.deliveries.find({ subscription: id, day: '2026-11-25' }))?.state;
  const states = async () => {
    const all = await Promise.all(channels.map(stateOf));
    return Object.fromEntries(
      Map.groupBy(all, (state) => state)
        .entries()
        .map(([state, { length }]) => [state, length]),
    );
  };

  it('are not held up by a channel that hangs, nor by some that fail', async () => {
    for (const place of channels) await subscribe({ id: place, place });
    const hanging = Promise.withResolvers<Posted>();
    const process = createProcess(async ({ place }) => {
      if (place === 'discord:0') return hanging.promise;
      if (place.endsWith('7')) throw new UnavailableError('the platform is busy');
      if (place.endsWith('9')) return lasting;
      return { kind: 'posted', message: place };
    });
    const first = process.tick();
    await expect.poll(states).toEqual({ posted: 399, posting: 51, failed: 50 });
    // What failed is tried again a minute later, while the one still hangs.
    now += 60_000;
    await process.tick();
    expect(posts.filter(({ place }) => place === 'discord:0')).toHaveLength(1);
    expect(posts.filter(({ place }) => place.endsWith('7'))).toHaveLength(100);
    hanging.resolve({ kind: 'posted', message: 'late' });
    await first;
    expect(await states()).toEqual({ posted: 400, posting: 50, failed: 50 });
  });

  it('are prepared a few at a time, and a preparation that hangs delays no other', async () => {
    for (const place of channels) await subscribe({ id: place, place });
    let [preparing, most] = [0, 0];
    const stuck = Promise.withResolvers<void>();
    const process = createProcess(well, {
      async prepare({ id }) {
        preparing += 1;
        most = Math.max(most, preparing);
        await (id === 'discord:0' ? stuck.promise : Promise.resolve());
        preparing -= 1;
        return { papers: ['2402.17764'], reply: {} };
      },
    });
    const tick = process.tick();
    await expect.poll(states).toEqual({ posted: 499, claimed: 1 });
    expect(most).toBe(8);
    stuck.resolve();
    await tick;
    expect(await states()).toEqual({ posted: 500 });
  });
});
