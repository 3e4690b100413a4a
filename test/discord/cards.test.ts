import { type APIMessage, GatewayIntentBits, MessageFlags, PermissionFlagsBits } from 'discord.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commands } from '../../src/commands/commands.ts';
import { textOf } from '../support/discord/discord.ts';
import { type Connected, connectToDiscord } from '../support/discord-driver.ts';

let connected: Connected;
let discord: Connected['discord'];

beforeAll(async () => {
  connected = await connectToDiscord(commands, { privileged: GatewayIntentBits.MessageContent });
  discord = connected.discord;
  await discord.slash('paper cards', { state: 'on' });
});
afterAll(() => connected.stop());

const cardOf = (asked: APIMessage) =>
  discord.messages(discord.channel).find((each) => each.message_reference?.message_id === asked.id);
const seen = (message: APIMessage) => discord.messages(discord.channel).find(({ id }) => id === message.id);

/** Resolves once everything before has been handled: events of a gateway come in order. */
async function settled(): Promise<void> {
  const probe = discord.say(discord.channel, '2402.17764');
  await discord.until(() => cardOf(probe), 'the probe’s card');
}

describe('cards for papers that people post', () => {
  it('come as a reply without a sound, and Discord’s own preview makes way', async () => {
    const asked = discord.say(discord.channel, 'read https://arxiv.org/abs/2402.17764 today');
    const card = await discord.until(() => cardOf(asked), 'the card');
    expect(textOf(card)).toContain('The Era of 1-bit LLMs');
    expect((card.flags ?? 0) & MessageFlags.SuppressNotifications).not.toBe(0);
    await discord.until(
      () => ((seen(asked)?.flags ?? 0) & MessageFlags.SuppressEmbeds) !== 0,
      'the preview to be hidden',
    );
    expect(discord.pings).toEqual([]);
    discord.expectClean();
  });

  it('show every paper of a message, each once', async () => {
    const asked = discord.say(discord.channel, '2402.17764, arxiv.org/abs/2402.14083 and arXiv:2402.17764v1');
    const text = textOf(await discord.until(() => cardOf(asked), 'the card'));
    expect(text.match(/1-bit LLMs/g)).toHaveLength(1);
    expect(text).toContain('Beyond A');
  });

  it('follow an edit, and go when no paper is left or the message goes', async () => {
    const asked = discord.say(discord.channel, 'see 2402.17764');
    await discord.until(() => cardOf(asked), 'the card');
    discord.edit(asked, 'see 2402.14083');
    await discord.until(() => textOf(cardOf(asked) ?? asked).includes('Beyond A'), 'the edited card');
    discord.edit(asked, 'see nothing');
    await discord.until(() => !cardOf(asked), 'the card to go');
    discord.edit(asked, 'see 2402.17764 after all');
    await discord.until(() => cardOf(asked), 'the card to come back');
    discord.delete(asked);
    await discord.until(() => !cardOf(asked), 'the card to go with the message');
    discord.expectClean();
  });

  it('do not come for other numbers, for papers we do not have, or where nobody switched them on', async () => {
    const quiet = [
      discord.say(discord.channel, 'room 2402, build 1.2402.17764.3, doi 10.1145/2402.17764, $2402.17'),
      discord.say(discord.channel, 'see 2401.99999'),
    ];
    const elsewhere = discord.addChannel('elsewhere');
    discord.say(elsewhere, 'see 2402.17764');
    await settled();
    expect(quiet.map(cardOf)).toEqual([undefined, undefined]);
    expect(discord.messages(elsewhere)).toHaveLength(1);
  });

  it('leave links alone where the preview cannot be hidden, so that nothing is shown twice', async () => {
    discord.deny(discord.channel, PermissionFlagsBits.ManageMessages);
    const link = discord.say(discord.channel, 'https://arxiv.org/abs/2402.17764');
    await settled();
    expect(cardOf(link)).toBeUndefined();
    discord.deny(discord.channel);
    discord.expectClean();
  });

  it('are switched by those who may manage the channel', async () => {
    const { reply } = await discord.slash('paper cards', { state: 'off' }, { user: discord.addUser('ben') });
    expect(reply && textOf(reply)).toContain('may manage this channel');
  });
});
