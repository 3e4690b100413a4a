import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { toManifest } from '../../adapters/slack/manifest.ts';
import { defineCommand } from '../../src/command.ts';
import { commands } from '../../src/commands/commands.ts';
import type { Sighting } from '../../src/team/sightings.ts';
import { readable, type StageOptions, startStage } from '../support/slack-driver.ts';

const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

/** Says what it is told of the situation, and which of these places the asker can read. */
const probe = defineCommand({
  name: 'probe',
  summary: 'Say what is known',
  examples: ['probe'],
  options: z.object({ places: z.string().default('').describe('ids of places') }),
  positional: 'places',
  async run({ places }, { place, forEveryone, mayRead }) {
    const ids = places.split(' ').filter((id) => id !== '');
    const reads = await Promise.all(ids.map(async (id) => (await mayRead?.(id)) === true));
    const told = { manages: place?.mayManage ?? null, forEveryone: forEveryone === true, reads };
    const buttons = [
      { label: 'Again', run: { command: 'probe', options: { places } }, inPlace: true as const },
    ];
    return { title: JSON.stringify(told), cards: [{ title: 'A card' }], buttons };
  },
});

async function start(options: StageOptions = {}) {
  const recorded: Sighting[] = [];
  const sightings = { record: (each: Sighting) => Promise.resolve(void recorded.push(each)) };
  const stage = await startStage({
    commands: [...commands, probe],
    ...options,
    world: { sightings, ...options.world },
  });
  stops.push(stage.stop);
  const { slack } = stage;
  const ana = slack.user('ana');
  const idOf = ({ team, id }: { team: string; id: string }) => `slack:${team}/${id}`;
  return { ...stage, ana, recorded, idOf, reading: slack.channel('reading', { members: [ana] }) };
}

/** What the probe said. */
function told(message: Parameters<typeof readable>[0]): unknown {
  return JSON.parse(readable(message).split('\n')[0] ?? '');
}

describe('an answer that everybody sees', () => {
  it('is asked as such: to a mention, shared, and turned where all see it; and no other is', async () => {
    const { slack, ana, reading } = await start();
    const everyone = { forEveryone: true };
    const alone = { forEveryone: false };
    const mentioned = await (await slack.mention(reading, 'probe', { by: ana })).answer();
    expect(told(mentioned)).toMatchObject(everyone);
    expect(told(await (await slack.press(mentioned, 'Again', { by: ana })).answer())).toMatchObject(everyone);

    const mine = await (await slack.slash('/paper', 'probe', { by: ana, channel: reading })).answer();
    expect(told(mine)).toMatchObject(alone);
    expect(told(await (await slack.press(mine, 'Again', { by: ana })).answer())).toMatchObject(alone);
    expect(told(await (await slack.press(mine, 'Share', { by: ana })).answer())).toMatchObject(everyone);
    expect(told(await (await slack.dm(ana, 'probe')).answer())).toEqual({
      ...alone,
      manages: null,
      reads: [],
    });
  });
});

describe('a channel', () => {
  it.each([
    ['each member where nobody is named', [], true],
    ['each member where those named are elsewhere', ['discord:1'], true],
    ['not by others where somebody is named', ['slack:T1/U1'], false],
  ])('may be managed by %s', async (_who, admins, manages) => {
    const { slack, ana, reading } = await start({ world: { admins: new Set(admins) } });
    expect(told(await (await slack.mention(reading, 'probe', { by: ana })).answer())).toMatchObject({
      manages,
    });
  });

  it('may be managed by those who are named', async () => {
    const admins = new Set<string>();
    const { slack, ana, reading, idOf } = await start({ world: { admins } });
    admins.add('slack:T1/U1').add(idOf(ana));
    expect(told(await (await slack.mention(reading, 'probe', { by: ana })).answer())).toMatchObject({
      manages: true,
    });
  });

  it('can be read by full members where it is public, by nobody else, and always by who is in it', async () => {
    const { slack, ana, reading, idOf } = await start();
    const secret = slack.channel('secret', { kind: 'private', members: [ana] });
    const open = slack.channel('open', { withBot: false });
    const places = [reading, open, secret, { team: 'T9', id: open.id }].map(idOf).join(' ');
    const ask = async (by = ana, channel = reading) =>
      told(await (await slack.slash('/paper', `probe ${places} slack:x`, { by, channel })).answer());
    expect(await ask()).toMatchObject({ reads: [true, true, false, false, false] });
    const guest = slack.user('guest', { isGuest: true });
    expect(await ask(guest)).toMatchObject({ reads: [true, false, false, false, false] });
    expect(await ask(ana, secret)).toMatchObject({ reads: [true, true, true, false, false] });
    slack.faults.always('users.info', { error: 'user_not_found' });
    expect(await ask(slack.user('stranger'))).toMatchObject({ reads: [true, false, false, false, false] });
  });

  it('of which we may know nothing can be read by nobody else', async () => {
    const without = toManifest([...commands, probe]);
    const bot = without.oauth_config?.scopes?.bot?.filter((scope) => scope !== 'channels:read') ?? [];
    const { slack, ana, reading, idOf, logged } = await start({
      slack: { manifest: { ...without, oauth_config: { ...without.oauth_config, scopes: { bot } } } },
    });
    const open = slack.channel('open');
    const answer = await (
      await slack.slash('/paper', `probe ${idOf(open)}`, { by: ana, channel: reading })
    ).answer();
    expect(told(answer)).toMatchObject({ reads: [false] });
    expect(logged.filter(({ level }) => level === 'error')).toEqual([]);
  });
});

describe('who brought up a paper', () => {
  it.each([
    ['a mention', '@paperboy is 2402.17764 any good?'],
    ['a link', 'see https://arxiv.org/abs/2402.17764v1'],
  ])('is remembered with the message: %s', async (_how, said) => {
    const { slack, ana, reading, recorded, idOf } = await start();
    const { message } = await slack.say(reading, said, { by: ana });
    await slack.until('the address', () =>
      slack.state.calls.some(({ method }) => method === 'chat.getPermalink'),
    );
    await slack.quiet();
    const ts = message?.ts ?? '';
    expect(recorded).toEqual([
      {
        server: `slack:${slack.team.id}`,
        paper: '2402.17764',
        place: idOf(reading),
        placeName: 'reading',
        person: idOf(ana),
        name: 'ana',
        at: new Date(Number(ts) * 1000).toISOString(),
        url: `https://${slack.team.domain}.slack.com/archives/${reading.id}/p${ts.replace('.', '')}`,
      },
    ]);
    slack.expectClean();
  });

  it('is remembered where it is shared, by the message that shares it', async () => {
    const { slack, ana, reading, recorded } = await start();
    const mine = await (
      await slack.slash('/paper', 'show 2402.17764', { by: ana, channel: reading })
    ).answer();
    await slack.quiet();
    expect(recorded).toEqual([]);
    const shared = await (await slack.press(mine, 'Share', { by: ana })).answer();
    await slack.quiet();
    expect(recorded).toMatchObject([
      { paper: '2402.17764', name: 'ana', url: expect.stringContaining(shared.ts.replace('.', '')) },
    ]);
  });

  it('is remembered of bare IDs where cards are on', async () => {
    const { slack, ana, reading, recorded } = await start({
      slack: { manifest: toManifest([...commands, probe], undefined, true) },
    });
    await (await slack.slash('/paper', 'cards on', { by: ana, channel: reading })).answer();
    await (await slack.say(reading, 'what of 2402.17764?', { by: ana })).answer();
    await slack.quiet();
    expect(recorded).toMatchObject([{ paper: '2402.17764', placeName: 'reading' }]);
  });

  it('is not remembered of what is searched, in private, while it is written, or in a private channel', async () => {
    const { slack, ana, reading, recorded } = await start();
    const secret = slack.channel('secret', { kind: 'private', members: [ana] });
    await (await slack.mention(reading, 'search moe', { by: ana })).answer();
    await (await slack.dm(ana, '2402.17764')).answer();
    await slack.dm(ana, 'https://arxiv.org/abs/2402.17764');
    await (await slack.mention(secret, '2402.17764', { by: ana })).answer();
    await slack.say(secret, 'https://arxiv.org/abs/2402.17764', { by: ana });
    await slack.compose(reading, 'https://arxiv.org/abs/2402.17764', { by: ana });
    await slack.quiet();
    expect(recorded).toEqual([]);
    slack.expectClean();
  });

  it('disturbs no answer where it cannot be remembered', async () => {
    const sightings = { record: () => Promise.reject(new Error('the database is away')) };
    const { slack, ana, reading, logged } = await start({ world: { sightings } });
    const answer = await (await slack.mention(reading, '2402.17764', { by: ana })).answer();
    expect(readable(answer)).toContain('The Era of 1-bit LLMs');
    await slack.quiet();
    expect(logged.map(({ message }) => message)).toContain('a sighting was not recorded');
    slack.faults.next('chat.getPermalink', { error: 'message_not_found' });
    expect(readable(await (await slack.mention(reading, '2402.17764', { by: ana })).answer())).toContain(
      '1-bit',
    );
  });
});

describe('a workspace', () => {
  it('is noted as there at the start, and as gone once it removes the app', async () => {
    const noted: string[] = [];
    const forgetting = {
      markPresent: (server: string) => Promise.resolve(void noted.push(`present ${server}`)),
      markRemoved: (server: string) => Promise.resolve(void noted.push(`removed ${server}`)),
    };
    const { slack } = await start({ world: { forgetting } });
    const { id } = slack.team;
    expect(noted).toEqual([`present slack:${id}`]);
    slack.uninstall(slack.team);
    await slack.until('two farewells', () => noted.length === 3);
    expect(noted.slice(1)).toEqual([`removed slack:${id}`, `removed slack:${id}`]);
  });

  it('is served also where that cannot be noted', async () => {
    const away = () => Promise.reject(new Error('the database is away'));
    const { slack, ana, reading } = await start({
      world: { forgetting: { markPresent: away, markRemoved: away } },
    });
    const answer = await (await slack.mention(reading, '2402.17764', { by: ana })).answer();
    expect(readable(answer)).toContain('The Era of 1-bit LLMs');
  });
});
