import { type APIMessage, type APIUser, PermissionFlagsBits } from 'discord.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commands } from '../../src/commands/commands.ts';
import { textOf } from '../support/discord/discord.ts';
import { type Connected, connectToDiscord } from '../support/discord-driver.ts';

type Channel = Connected['discord']['channel'];

let connected: Connected;
let discord: Connected['discord'];
let ben: APIUser;

beforeAll(async () => {
  connected = await connectToDiscord(commands);
  discord = connected.discord;
  ben = discord.addUser('ben');
});
afterAll(() => connected.stop());

const said = (message: APIMessage | undefined) => (message ? textOf(message).replaceAll('\\', '') : '');

/** Somebody names a paper, by a mention where others are, and gets this answer. */
async function say(paper: string, channel: Channel, user: APIUser = discord.user): Promise<string> {
  const asked = discord.say(channel, `<@${discord.bot.id}> ${paper}`, { user });
  const answer = await discord.until(
    () => discord.messages(channel).find((each) => each.message_reference?.message_id === asked.id),
    'the answer',
  );
  return said(answer);
}

/** The same, until it is remembered. */
async function bringUp(paper: string, channel: Channel) {
  await say(paper, channel);
  await discord.until(
    () => connected.remembered.sightings.some(({ place }) => place === `discord:${channel.id}`),
    'the sighting',
  );
}

/** What one alone reads who presses “Summary” on the first paper found. */
async function pressed(query: string, user: APIUser): Promise<string> {
  const { reply } = await discord.slash('paper search', { query }, { user });
  return said((await discord.press(reply as APIMessage, 'Summary', { user })).reply);
}

describe('on Discord a paper that came up before', () => {
  it('is told to one who may read that channel, and not to one who may not', async () => {
    const secret = discord.addChannel('secret');
    discord.overwrite(secret, ben, { deny: PermissionFlagsBits.ViewChannel });
    await bringUp('2402.17764', secret);
    const title = 'Era of 1-bit LLMs: All Large Language Models are in 1.58 Bits';
    expect(await pressed(title, discord.user)).toMatch(
      /\[shared by \S+ in #secret on .*\]\(<https:\/\/discord\.com\/channels\/\d+\/\d+\/\d+>\)/,
    );
    expect(await pressed(title, ben)).not.toContain('shared by');
    discord.expectClean();
  });

  it('is told in an answer for everyone only where it was said in the same channel', async () => {
    const [open, other] = [discord.addChannel('open'), discord.addChannel('other')];
    await bringUp('2402.14083', open);
    expect(await say('2402.14083', open, ben)).toContain('shared by ana in #open');
    expect(await say('2402.14083', other, ben)).not.toContain('shared by');
  });

  it('is told neither in a direct message, which belongs to no server, nor on another server', async () => {
    await bringUp('2402.14083', discord.addChannel('public'));
    expect(await say('2402.14083', discord.directChannel())).toContain('Beyond A*');
    expect(await say('2402.14083', discord.directChannel())).not.toContain('shared by');
    const another = discord.addGuild('Another server');
    const elsewhere = discord.addChannel('elsewhere', another);
    discord.addBot(another);
    expect(await say('2402.14083', elsewhere)).not.toContain('shared by');
  });

  it('is not remembered of a direct conversation', async () => {
    const alone = discord.directChannel();
    await say('2402.17764', alone);
    await say('2402.17764', alone);
    expect(connected.remembered.sightings.map(({ place }) => place)).not.toContain(`discord:${alone.id}`);
  });
});
