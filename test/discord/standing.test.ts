import { type APIUser, PermissionFlagsBits } from 'discord.js';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Context, defineCommand } from '../../src/command.ts';
import { papers } from '../../src/commands/papers.ts';
import { random } from '../../src/commands/random.ts';
import { show } from '../../src/commands/show.ts';
import { buttonsOf } from '../support/discord/discord.ts';
import { type Connected, connectToDiscord } from '../support/discord-driver.ts';

let connected: Connected;
let discord: Connected['discord'];
let ben: APIUser;
/** What the command saw of where it was asked. */
let seen: Context[] = [];

const run = (_options: object, context: Context) => {
  seen.push(context);
  const again = { label: 'Again', run: { command: 'look', options: {} } };
  return Promise.resolve({ title: 'Looked', buttons: [again, { ...again, inPlace: true as const }] });
};
const look = defineCommand({
  name: 'look',
  summary: 'Look around',
  examples: ['look'],
  options: z.object({}),
  run,
});
const peek = defineCommand({ ...look, name: 'peek', examples: ['peek'], visibleTo: 'asker' });
const admins = new Set<string>();

beforeAll(async () => {
  connected = await connectToDiscord([look, peek, show, papers, random], { admins });
  discord = connected.discord;
  ben = discord.addUser('ben');
});
beforeEach(() => {
  seen = [];
});
afterAll(() => connected.stop());

const idOf = ({ id }: { id: string }) => `discord:${id}`;

/** Mentions the bot, and resolves with what its command saw. */
async function mention(words: string, channel = discord.channel, user: APIUser = ben): Promise<Context> {
  const before = seen.length;
  discord.say(channel, `<@${discord.bot.id}> ${words}`, { user });
  return await discord.until(() => seen[before], 'the command to run');
}

/** The same by a slash command. */
async function slash(name: string, channel = discord.channel, user: APIUser = ben): Promise<Context> {
  await discord.slash(`paper ${name}`, {}, { channel, user });
  const context = seen.at(-1);
  if (!context) throw new Error('the command did not run');
  return context;
}

describe('who may manage a place', () => {
  it.each([
    ['by a mention', mention],
    ['by a slash command', slash],
  ])('is whoever may manage the channel, also in its threads, %s', async (_how, ask) => {
    const channel = discord.addChannel('managed');
    discord.overwrite(channel, ben, { allow: PermissionFlagsBits.ManageChannels });
    await discord.slash('paper look');
    const thread = discord.addThread(channel, 'thread');
    for (const place of [channel, thread])
      expect((await ask('look', place)).place).toEqual({ id: idOf(place), mayManage: true });
    expect((await ask('look')).place).toEqual({ id: idOf(discord.channel), mayManage: false });
    expect((await ask('look', discord.channel, discord.user)).place).toMatchObject({ mayManage: true });
    discord.expectClean();
  });

  it('is whoever runs the bot, wherever they ask', async () => {
    const eve = discord.addUser('eve');
    expect((await mention('look', discord.channel, eve)).place?.mayManage).toBe(false);
    admins.add(idOf(eve));
    for (const ask of [mention, slash])
      expect((await ask('look', discord.channel, eve)).place?.mayManage).toBe(true);
  });

  it('is nobody in private, which is no place', async () => {
    discord.say(discord.directChannel(), 'look');
    await discord.until(() => seen.length > 0, 'the command to run');
    expect(seen[0]).not.toHaveProperty('place');
    expect(seen[0]).not.toHaveProperty('mayRead');
  });
});

describe('what an asker may read', () => {
  it('is every channel of this server that they may see, and none of another', async () => {
    const secret = discord.addChannel('secret');
    discord.overwrite(secret, ben, { deny: PermissionFlagsBits.ViewChannel });
    const inSecret = discord.addThread(secret, 'inside');
    const open = discord.addThread(discord.channel, 'open');
    const theirs = discord.addThread(discord.channel, 'theirs', [discord.user]);
    const bens = discord.addThread(discord.channel, 'bens', [ben]);
    const elsewhere = discord.addChannel('elsewhere', discord.addGuild('Another server'));
    for (const ask of [mention, slash]) {
      const { mayRead } = await ask('look');
      const may = async (place: { id: string }) => mayRead?.(idOf(place));
      for (const place of [discord.channel, open, bens]) expect(await may(place)).toBe(true);
      for (const place of [secret, inSecret, theirs, elsewhere, { id: '42' }])
        expect(await may(place)).toBe(false);
      expect(await mayRead?.('slack:T1/C1')).toBe(false);
    }
    const { mayRead } = await mention('look', discord.channel, discord.user);
    expect(await mayRead?.(idOf(theirs))).toBe(true);
    discord.expectClean({ except: [10003, 10007, 50001] });
  });
});

describe('an answer is for everyone', () => {
  it('by a mention and by a slash command in a server, unless the command is private', async () => {
    expect((await mention('look')).forEveryone).toBe(true);
    expect((await slash('look')).forEveryone).toBe(true);
    expect((await slash('peek')).forEveryone).not.toBe(true);
    expect((await slash('look', discord.directChannel(ben))).forEveryone).not.toBe(true);
  });

  it('not behind a button, unless the message that it replaces is', async () => {
    const { reply } = await discord.slash('paper look');
    if (!reply) throw new Error('no answer');
    const [answering, replacing] = buttonsOf(reply).map(({ customId }) => customId ?? '');
    const own = await discord.press(reply, answering ?? '');
    expect(seen.at(-1)?.forEveryone).not.toBe(true);
    await discord.press(reply, replacing ?? '');
    expect(seen.at(-1)?.forEveryone).toBe(true);
    if (!own.reply) throw new Error('no answer of their own');
    await discord.press(own.reply, replacing ?? '');
    expect(seen.at(-1)?.forEveryone).not.toBe(true);
  });
});

describe('who brought up a paper', () => {
  const sightings = () => connected.remembered.sightings;
  beforeEach(() => {
    connected.remembered.sightings.length = 0;
  });

  it('is remembered of a message that names it, with a link to the message', async () => {
    const asked = discord.say(discord.channel, `<@${discord.bot.id}> 2402.17764 or 2402.14083?`, {
      user: ben,
    });
    await discord.until(() => sightings().length === 2, 'the sightings');
    expect(sightings()[0]).toEqual({
      server: idOf(discord.guild),
      paper: '2402.17764',
      place: idOf(discord.channel),
      placeName: 'papers',
      person: idOf(ben),
      name: 'ben',
      at: new Date(asked.timestamp).toISOString(),
      url: `https://discord.com/channels/${discord.guild.id}/${discord.channel.id}/${asked.id}`,
    });
  });

  it('is remembered of what is shown to everyone, with a link to that', async () => {
    const shown = await discord.slash('paper show', { paper: '2402.17764' }, { user: ben });
    await discord.until(() => sightings().length === 1, 'the sighting');
    expect(sightings()[0]).toMatchObject({
      paper: '2402.17764',
      person: idOf(ben),
      url: `https://discord.com/channels/${discord.guild.id}/${discord.channel.id}/${shown.reply?.id}`,
    });
    const message = discord.say(discord.channel, 'see 2402.14083');
    const own = await discord.messageCommand('Papers in this message', message, { user: ben });
    expect(sightings()).toHaveLength(1);
    if (!own.reply) throw new Error('no answer');
    const shared = await discord.press(own.reply, 'Share', { user: ben });
    await discord.until(() => sightings().length === 2, 'the sighting of what was shared');
    expect(sightings()[1]?.url).toContain(shared.reply?.id);
    discord.expectClean({ except: [10003, 10007] });
  });

  it('is not remembered in private, of papers that were found and not named, and where nothing was found', async () => {
    const alone = discord.directChannel(ben);
    discord.say(alone, '2402.17764', { user: ben });
    await discord.until(() => discord.messages(alone, ben).length === 2, 'the answer');
    await discord.slash('paper show', { paper: '2402.17764' }, { channel: alone, user: ben });
    await discord.slash('paper random');
    await discord.slash('paper show', { paper: '2401.99999' });
    await discord.slash('paper look');
    expect(sightings()).toEqual([]);
  });
});
