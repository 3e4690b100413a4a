import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Bot, createBot, type Request } from '../../src/bot.ts';
import { commands } from '../../src/commands/commands.ts';
import { toPlain } from '../../src/reply.ts';
import type { Sighting } from '../../src/team/sightings.ts';
import type { Team } from '../../src/team/team.ts';
import { makeSighting } from '../contracts/sightings.ts';
import { asker, createLog, createTeamWorld, createWorld, type TestLog } from '../support/world.ts';

let world: Awaited<ReturnType<typeof createWorld>>;
let team: Team;
let log: TestLog;
let bot: Bot;

beforeAll(async () => {
  world = await createWorld();
});
beforeEach(() => {
  ({ team } = createTeamWorld(world.clock));
  log = createLog();
  bot = createBot({ ...world, team, commands, log });
});

const PAPER = '2402.17764';
const ana = { ...asker, server: 'slack:T1' };
const reading = { id: 'slack:T1/C1', mayManage: false };
const other = { id: 'slack:T1/C2', mayManage: false };
const everywhere = () => Promise.resolve(true);
const nowhere = () => Promise.resolve(false);

const see = (given: Partial<Sighting> = {}) =>
  team.sightings.record(makeSighting({ paper: PAPER, name: 'Ana', ...given }));

/** The fields of the first card that say who shared its paper. */
async function told(line: string, request: Partial<Request> = {}) {
  const { outcome, reply } = await bot.run({ line, asker: ana, ...request });
  expect(outcome).toBe('ok');
  const fields = reply.cards?.[0]?.fields ?? [];
  return fields.filter(({ label }) => label === 'Known here').map(({ value }) => value);
}

const TEXT = 'shared by Ana in #reading on 3 May 2024';

describe('a paper that came up before', () => {
  it.each([
    `show ${PAPER}`,
    `summary ${PAPER}`,
    `summary ${PAPER} --original`,
    `papers have you read ${PAPER}?`,
  ])('says who shared it, where and when, with a link to the message: %s', async (line) => {
    await see();
    expect(await told(line, { place: other, mayRead: everywhere })).toEqual([
      [{ text: TEXT, url: 'https://example.slack.com/archives/C1/p1' }],
    ]);
  });

  it('names the first of those channels that the asker may read', async () => {
    await see({ at: '2024-05-01T09:00:00Z', place: 'slack:T1/C9', placeName: 'secret', name: 'Eve' });
    await see();
    const mayRead = async (place: string) => place !== 'slack:T1/C9';
    expect((await told(`show ${PAPER}`, { place: other, mayRead })).map(toPlain)).toEqual([TEXT]);
    expect(await told(`show ${PAPER}`, { place: other, mayRead: nowhere })).toEqual([]);
  });

  it('says so in the very channel, whoever asks and whatever they may read elsewhere', async () => {
    await see();
    for (const more of [{}, { mayRead: nowhere }, { forEveryone: true }])
      expect((await told(`show ${PAPER}`, { place: reading, ...more })).map(toPlain)).toEqual([TEXT]);
  });

  it('says nothing of other channels in an answer for everyone, nor where nobody knows what may be read', async () => {
    await see();
    const forEveryone = { forEveryone: true, mayRead: everywhere };
    expect(await told(`show ${PAPER}`, { place: other, ...forEveryone })).toEqual([]);
    expect(await told(`papers ${PAPER}`, { place: other, ...forEveryone })).toEqual([]);
    expect(await told(`show ${PAPER}`, { place: other })).toEqual([]);
    expect(await told(`show ${PAPER}`)).toEqual([]);
  });

  it('says nothing of another server, even where the asker might read it', async () => {
    await see({ server: 'slack:T2', place: 'slack:T2/C1' });
    expect(await told(`show ${PAPER}`, { place: other, mayRead: everywhere })).toEqual([]);
    const elsewhere = { ...ana, server: 'slack:T2' };
    expect(await told(`show ${PAPER}`, { asker: elsewhere, mayRead: everywhere })).toHaveLength(1);
  });

  it('gives the day in the zone of whoever asks', async () => {
    await see({ at: '2024-05-03T23:30:00Z' });
    const inTokyo = { ...ana, zone: 'Asia/Tokyo' };
    expect((await told(`show ${PAPER}`, { asker: inTokyo, mayRead: everywhere })).map(toPlain)).toEqual([
      TEXT.replace('3 May', '4 May'),
    ]);
  });

  it('is shown without it where the memory fails, and the log says why', async () => {
    const away = () => Promise.reject(new Error('the database is away'));
    bot = createBot({
      ...world,
      team: { ...team, sightings: { ...team.sightings, of: away } },
      commands,
      log,
    });
    expect(await told(`show ${PAPER}`, { mayRead: everywhere })).toEqual([]);
    expect(log.entries).toMatchObject([{ level: 'warn', fields: { paper: PAPER } }]);
    bot = createBot({ ...world, team, commands, log });
    await see();
    expect(await told(`show ${PAPER}`, { mayRead: away })).toEqual([]);
  });

  it('is not said of a paper that merely turned up in a search', async () => {
    await see();
    const { reply } = await bot.run({ line: 'search 1-bit LLMs', asker: ana, mayRead: everywhere });
    expect(reply.cards?.some(({ paper }) => paper === PAPER)).toBe(true);
    expect(JSON.stringify(reply)).not.toContain('Known here');
  });
});
