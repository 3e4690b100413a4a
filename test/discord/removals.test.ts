import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Connected, connectToDiscord } from '../support/discord-driver.ts';
import { showcase } from '../support/showcase.ts';

let connected: Connected;
let discord: Connected['discord'];

beforeAll(async () => {
  connected = await connectToDiscord(showcase);
  discord = connected.discord;
});
afterAll(() => connected.stop());

describe('a server', () => {
  it('that removes the bot is marked so, until it adds the bot again; an outage is no removal', async () => {
    const server = `discord:${discord.guild.id}`;
    const { removed, present } = connected.remembered;
    // Found there at the start.
    expect(present).toContain(server);
    discord.breakDown(discord.guild);
    discord.removeBot(discord.guild);
    await discord.until(() => removed.length > 0, 'the removal');
    expect(removed).toEqual([server]);
    present.length = 0;
    discord.addBot(discord.guild);
    await discord.until(() => present.length > 0, 'the return');
    expect(present).toEqual([server]);
    expect(removed).toEqual([server]);
  });
});

it('a server that removed the bot while it was not running is marked at the next start, and no other', async () => {
  const gone = 'discord:175928847299117063';
  const restarted = await connectToDiscord(showcase, { before: [gone] });
  try {
    const { removed, present } = restarted.remembered;
    await restarted.discord.until(() => present.length > 0, 'the servers');
    expect(removed).toEqual([gone]);
    expect(present).toEqual([`discord:${restarted.discord.guild.id}`]);
  } finally {
    await restarted.stop();
  }
});
