import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { migrateStore } from '../../src/operations/migrate-store.ts';
import type { Database } from '../../src/stores/database.ts';
import { openSqliteStore } from '../../src/stores/sqlite.ts';
import { createSetClock } from '../contracts/database.ts';
import { makeSighting } from '../contracts/sightings.ts';
import { makePaper } from '../contracts/store.ts';
import { makeSubscription } from '../contracts/subscriptions.ts';
import { createSchema, hasPostgres, type TestPlace, whyNoPostgres } from '../support/postgres.ts';

const folder = mkdtempSync(join(tmpdir(), 'paperboy-migrate-'));
afterAll(() => rmSync(folder, { recursive: true }));
let folders = 0;

const ODD = 'half \ud83d, \u0000 and "\\u0000" 数学';
const MANY = 1_300;

/** A folder with a store in which something of everything is kept. */
async function fill(): Promise<string> {
  folders += 1;
  const DATA_DIR = join(folder, `${folders}`);
  const clock = createSetClock('2024-05-01T00:00:00Z');
  const store = openSqliteStore(join(DATA_DIR, 'paperboy.db'), clock);
  await store.save(
    Array.from({ length: MANY }, (_, n) => makePaper({ id: `p${n}`, date: '2024-04-30', upvotes: n })),
  );
  await store.save([makePaper({ id: 'odd', title: ODD }), makePaper({ id: 'slug' })]);
  clock.set('2024-05-02T00:00:00Z');
  for (const version of [1, 2, 3]) await store.save([makePaper({ id: 'late', date: '2024-04-30', version })]);
  await store.rename('slug', 'late');
  await store.writeSync('huggingface', { triedAt: '2024-05-01T00:00:00.000Z', cursor: ODD });
  await store.setCards('discord:1', true);
  await store.installations.save('slack:T1', '{"token":"x"}');
  await store.subscriptions.save(makeSubscription({ id: 'k', topic: ODD }));
  const claim = await store.deliveries.claim({ subscription: 'k', day: '2024-05-01' }, 60_000);
  if (claim) await store.deliveries.begin(claim, ['b', 'a'], 60_000);
  if (claim) await store.deliveries.finish(claim, { state: 'posted', message: '1' });
  await store.team.votes.set('s', 'me', 'p1', -1);
  await store.team.saved.add('s', 'me', 'p2');
  await store.team.sightings.record(makeSighting());
  await store.team.forgetting.markRemoved('s');
  await store.team.forgetting.markPresent('t');
  store.close();
  return DATA_DIR;
}

/** Everything that {@link fill} kept, as whoever asks for it sees it. */
async function look(store: Database) {
  return {
    papers: await Array.fromAsync(store.all()),
    renamed: (await store.get(['slug'])).map(({ id }) => id),
    earlier: await store.earlier('late'),
    arrived: (await store.arrived('2024-05-01T12:00:00Z', '2024-01-01', 9)).map(({ id }) => id),
    top: (await store.onDay('2024-04-30')).slice(0, 3).map(({ id }) => id),
    sync: await store.readSync('huggingface'),
    cards: await store.hasCards('discord:1'),
    installation: await store.installations.find('slack:T1'),
    subscriptions: await store.subscriptions.active(),
    deliveries: await store.deliveries.newest('k', 9),
    vote: await store.team.votes.find('s', 'me', 'p1'),
    saved: await store.team.saved.list('s', 'me'),
    sightings: await store.team.sightings.of('slack:T1', '2401.04088'),
  };
}

const clock = createSetClock('2024-06-01T00:00:00Z');
const stderr = { write: () => true };

function run(config: { DATA_DIR: string; DATABASE_URL: string | undefined }, signal?: AbortSignal) {
  return migrateStore.run([], { config, stderr, signal: signal ?? new AbortController().signal });
}

describe('npm start -- migrate-store', () => {
  it('says what is missing: the database to move to, or the store to move', async () => {
    const DATA_DIR = join(folder, 'nothing');
    await expect(run({ DATA_DIR, DATABASE_URL: undefined })).rejects.toThrow(/Set DATABASE_URL/);
    const without = run({ DATA_DIR, DATABASE_URL: 'postgres://127.0.0.1:9/x' });
    await expect(without).rejects.toThrow(UserError);
    await expect(without).rejects.toThrow(/no store at .*nothing.*Check DATA_DIR/);
  });
});

describe.skipIf(!hasPostgres)(`npm start -- migrate-store, with a PostgreSQL server${whyNoPostgres}`, () => {
  let place: TestPlace;
  let config: { DATA_DIR: string; DATABASE_URL: string };
  beforeEach(async () => {
    place = await createSchema();
    config = { DATA_DIR: await fill(), DATABASE_URL: place.url };
  });
  afterEach(() => place.drop());

  it('moves everything over, compares the counts, and changes nothing when it is run again', async () => {
    const { text, ...rest } = await run(config);
    expect(text.split('\n')).toEqual([
      'what               in the file  moved now  in PostgreSQL',
      'papers                   1,302      1,302          1,302',
      'paper versions               2          2              2',
      'paper aliases                1          1              1',
      'sync states                  1          1              1',
      'places with cards            1          1              1',
      'installations                1          1              1',
      'subscriptions                1          1              1',
      'deliveries                   1          1              1',
      'delivery papers              2          2              2',
      'votes                        1          1              1',
      'saved                        1          1              1',
      'sightings                    1          1              1',
      'removed servers              1          1              1',
      'present servers              1          1              1',
      '',
      'PostgreSQL holds all that the file holds.',
    ]);
    expect(rest).not.toHaveProperty('failed');
    const [file, moved] = [
      openSqliteStore(join(config.DATA_DIR, 'paperboy.db'), clock),
      await place.open(clock),
    ];
    const expected = await look(file);
    expect(expected.papers).toHaveLength(MANY + 2);
    expect(expected.earlier).toHaveLength(2);
    expect(expected.arrived).toEqual([]);
    expect(await look(moved)).toEqual(expected);
    file.close();
    const again = await run(config);
    expect(again.json.tables.map((each) => each.moved)).toEqual(again.json.tables.map(() => 0));
    expect(await look(moved)).toEqual(expected);
    expect(await moved.team.forgetting.forgetServersRemovedBefore('2024-05-03T00:00:00Z')).toEqual(['s']);
  });

  it('goes on where it was interrupted', async () => {
    const end = new AbortController();
    let writes = 0;
    const watching = {
      isTTY: true,
      write() {
        writes += 1;
        end.abort();
        return true;
      },
    };
    const first = await migrateStore.run([], { config, stderr: watching, signal: end.signal });
    expect(writes).toBeGreaterThan(0);
    expect(first).toMatchObject({
      failed: true,
      text: expect.stringMatching(/Interrupted.*next run goes on/),
    });
    const { json } = await run(config);
    expect(json.tables[0]).toMatchObject({ table: 'papers', from: MANY + 2, moved: MANY + 2 - 500 });
  });

  it('lets a paper keep the date on which the file first had it, where the bot ran on PostgreSQL before', async () => {
    const store = await place.open(clock);
    await store.save([makePaper({ id: 'p7', date: '2024-04-30' })]);
    await run(config);
    expect(await store.arrived('2024-05-30T00:00:00Z', '2024-01-01', 9)).toEqual([]);
  });
});
