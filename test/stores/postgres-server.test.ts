import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UnavailableError, UserError } from '../../src/errors.ts';
import type { Clock } from '../../src/ports.ts';
import { openPostgresStore } from '../../src/stores/postgres.ts';
import { openPool } from '../../src/stores/postgres-database.ts';
import { createPostgresSql } from '../../src/stores/postgres-sql.ts';
import { makePaper } from '../contracts/store.ts';
import {
  createDatabase,
  createSchema,
  hasPostgres,
  type TestPlace,
  whyNoPostgres,
} from '../support/postgres.ts';

const clock: Clock = { now: () => new Date('2024-11-27T12:00:00Z') };

/** What a store says when its database is away. */
const calm = {
  name: 'UnavailableError',
  message: expect.stringMatching(/^The database does not answer at the moment\./),
};

describe('an address of PostgreSQL where nobody answers', () => {
  it('stops the start with a line that says what to check, and keeps the password to itself', async () => {
    const opening = openPostgresStore('postgres://paperboy:s3cret@127.0.0.1:9/paperboy', clock);
    await expect(opening).rejects.toThrow(UserError);
    await expect(opening).rejects.toThrow(/^The database of DATABASE_URL cannot be used \(.*ECONNREFUSED/);
    await expect(opening).rejects.not.toThrow(/s3cret/);
  });
});

describe.skipIf(!hasPostgres)(`the PostgreSQL store and its server${whyNoPostgres}`, () => {
  let place: TestPlace;
  beforeEach(async () => {
    place = await createSchema();
  });
  afterEach(() => place.drop());

  it('goes on when its connections are broken, as by a server that is started anew', async () => {
    const store = await place.open(clock);
    await Promise.all(Array.from({ length: 8 }, (_, n) => store.save([makePaper({ id: `p${n}` })])));
    expect(await place.breakConnections()).toBeGreaterThan(1);
    // A connection whose end was not heard of yet costs the one who gets it an answer, never the program.
    await Promise.allSettled(Array.from({ length: 20 }, () => store.count()));
    expect(await store.count()).toBe(8);
    await store.save([makePaper({ id: 'more' })]);
    expect(await store.count()).toBe(9);
  });

  it('outlives a connection that breaks in the middle of a transaction, between two statements', async () => {
    const pool = await openPool(place.url);
    const broken = new Promise((resolve) => {
      pool.on('connect', (client) => client.once('end', resolve));
    });
    const halves = createPostgresSql(pool).transaction(async (run) => {
      await run('SELECT 1');
      await place.breakConnections();
      await broken;
      await run('SELECT 2');
    });
    await expect(halves).rejects.toMatchObject(calm);
    expect((await pool.query('SELECT 3 AS three')).rows).toEqual([{ three: 3 }]);
    await pool.end();
  });

  it('says calmly that the database is away, and is well again when it is back', async () => {
    const closed = await createDatabase();
    try {
      const store = await closed.open(clock);
      await store.save([makePaper({ id: 'a' })]);
      await closed.query(`ALTER DATABASE ${closed.name} ALLOW_CONNECTIONS false`);
      await closed.breakConnections();
      await store.count().catch(() => {});
      await expect(store.count()).rejects.toBeInstanceOf(UnavailableError);
      await expect(store.get(['a'])).rejects.toMatchObject(calm);
      await expect(store.save([makePaper({ id: 'b' })])).rejects.toMatchObject(calm);
      await expect(store.once.claim('Ev1')).rejects.toMatchObject(calm);
      await closed.query(`ALTER DATABASE ${closed.name} ALLOW_CONNECTIONS true`);
      expect((await store.get(['a', 'b'])).map(({ id }) => id)).toEqual(['a']);
    } finally {
      await closed.drop();
    }
  });

  it('wakes whoever waits for changes, also after its connection was broken', async () => {
    const [mine, theirs] = [await place.open(clock), await place.open(clock)];
    const { signal } = new AbortController();
    for (const id of ['a', 'b']) {
      const waiting = mine.changes.wait(1_000_000, signal);
      await untilListening(place);
      await theirs.save([makePaper({ id })]);
      await waiting;
      await place.breakConnections();
      await Promise.allSettled([mine.count(), theirs.count(), theirs.count()]);
    }
    expect((await mine.changes.since(0)).ids).toEqual(['a', 'b']);
  });

  it('is made by one of many who open it new at once', async () => {
    const stores = await Promise.all(Array.from({ length: 6 }, () => place.open(clock)));
    await stores[0]?.save([makePaper({ id: 'a' })]);
    expect(await Promise.all(stores.map((each) => each.count()))).toEqual([1, 1, 1, 1, 1, 1]);
  });

  it('saves the same papers from two processes at once, in whatever order, and remembers each form once', async () => {
    const [one, other] = [await place.open(clock), await place.open(clock)];
    const papers = (title: string) =>
      Array.from({ length: 60 }, (_, n) => makePaper({ id: `p${n}`, title: `${title} ${n}` }));
    await one.save(papers('first'));
    await Promise.all([
      one.save(papers('second')),
      other.save(papers('third').reverse()),
      one.remove(['p3', 'p2', 'p1']),
      other.rename('p0', 'p59'),
    ]);
    const titles = (await one.earlier('p30')).map(({ paper }) => paper.title);
    expect(titles[0]).toBe('first 30');
    expect(titles).toHaveLength(2);
  });

  it('takes names that PostgreSQL cannot hold, and finds nothing by them', async () => {
    const store = await place.open(clock);
    expect(await store.get(['a\0b', '\ud83d'])).toEqual([]);
    expect(await store.team.votes.count('s\0', ['a\0'])).toEqual(new Map());
    await store.save([makePaper({ id: 'a\0\ud83d' })]);
    expect((await store.get(['a\0\ud83d'])).map(({ id }) => id)).toEqual(['a\0\ud83d']);
  });

  it('refuses tables of another program, and leaves them', async () => {
    await place.query('CREATE TABLE papers (url TEXT)');
    await expect(place.open(clock)).rejects.toThrow(/tables of another program/);
    expect(await place.query('SELECT * FROM papers')).toEqual([]);
  });

  it('refuses tables of a newer Paperboy', async () => {
    await place.open(clock);
    await place.query('UPDATE store_format SET done = done + 1');
    await expect(place.open(clock)).rejects.toThrow(/newer Paperboy .*Update Paperboy/);
  });

  it('may be closed twice', async () => {
    const store = await place.open(clock);
    await store.close();
    await store.close();
  });
});

/** Resolves once a store of the place listens. */
async function untilListening(place: TestPlace): Promise<void> {
  const name = new URL(place.url).searchParams.get('application_name');
  for (let listeners = 0; listeners === 0; ) {
    const rows = await place.query(
      `SELECT pid FROM pg_stat_activity
      WHERE application_name = '${name}' AND query LIKE 'LISTEN%' AND state = 'idle'`,
    );
    listeners = rows.length;
  }
}
