import { ComponentType, PermissionFlagsBits } from 'discord.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MESSAGE_COMMAND } from '../../adapters/discord/application-commands.ts';
import { buttonsOf, componentsIn, textOf } from '../support/discord/discord.ts';
import { type Connected, connectToDiscord } from '../support/discord-driver.ts';
import { mixed } from '../support/showcase.ts';

let connected: Connected;
let discord: Connected['discord'];

beforeAll(async () => {
  connected = await connectToDiscord(mixed);
  discord = connected.discord;
});
afterAll(() => connected.stop());

describe('slash commands', () => {
  it('shows five papers, each with a title that links, facts, the sentence that matched and a row to vote, save and read on', async () => {
    const { reply } = await discord.slash('paper search', { query: 'moe' });
    if (!reply) throw new Error('no answer');
    const rows = componentsIn(reply).filter(({ type }) => type === ComponentType.ActionRow);
    expect(rows).toHaveLength(6);
    const row = ['👍', '👎', 'Save', 'Summary'];
    expect(buttonsOf(reply).map(({ label }) => label)).toEqual([...Array(5).fill(row).flat(), 'More ▶']);
    expect(textOf(reply)).toContain('**MoE**');
    discord.expectClean();
  });

  it('completes titles while the name is typed, and puts the paper’s id into the option', async () => {
    const { choices } = await discord.autocomplete('paper show', { paper: 'onebi' }, 'paper');
    expect(choices?.[0]).toMatchObject({
      name: expect.stringMatching(/^OneBit/),
      value: expect.stringMatching(/^onebit/),
    });
  });

  it('completes topics', async () => {
    const { choices } = await discord.autocomplete('paper random', { topic: 'mix' }, 'topic');
    expect(choices?.map(({ name }) => name.toLowerCase())).toEqual(
      expect.arrayContaining([expect.stringContaining('mixture of experts')]),
    );
  });

  it('speaks the language of the asker’s client', async () => {
    const { reply } = await discord.slash('paper search', { query: 'moe' }, { locale: 'ru' });
    expect(reply && buttonsOf(reply).map(({ label }) => label)).toContain('Ещё ▶');
  });

  it('works in the bot’s direct messages, and as a user’s app where the bot is not', async () => {
    const alone = discord.directChannel();
    expect(
      (await discord.slash('paper show', { paper: '2402.17764' }, { channel: alone })).reply,
    ).toBeDefined();
    const friends = discord.addPrivateChannel(discord.user, discord.addUser('ben'));
    expect(
      (await discord.slash('paper show', { paper: '2402.17764' }, { channel: friends })).reply,
    ).toBeDefined();
    discord.expectClean();
  });

  it('acknowledges a slow command first, and shows its answer to everyone', async () => {
    const exchange = await discord.slash('paper slow');
    expect(exchange).toMatchObject({ deferred: true, ephemeral: false });
    expect(exchange.reply && textOf(exchange.reply)).toContain('Worth the wait');
  });

  it('tells the asker alone when a slow command fails, though it was acknowledged in public', async () => {
    const exchange = await discord.slash('paper slow', { ending: 'fail' });
    await discord.until(() => exchange.followUps.length > 0, 'the private answer');
    expect(exchange.reply).toBeUndefined();
    const [message] = exchange.followUps;
    expect(message && textOf(message)).toContain('came to nothing');
    const stranger = discord.addUser('eve');
    expect(discord.messages(discord.channel, stranger).map(({ id }) => id)).not.toContain(message?.id);
    discord.expectClean();
  });
});

describe('buttons', () => {
  it('answer the one who presses, who may then share it with the channel', async () => {
    const { reply } = await discord.slash('paper show', { paper: '2402.17764' });
    if (!reply) throw new Error('no answer');
    const ben = discord.addUser('ben');
    const summary = await discord.press(reply, 'Summary', { user: ben });
    expect(summary.ephemeral).toBe(true);
    if (!summary.reply) throw new Error('no summary');
    const shared = await discord.press(summary.reply, 'Share', { user: ben });
    expect(shared.ephemeral).toBe(false);
    expect(shared.reply && textOf(shared.reply)).toContain('TL;DR');
    expect(shared.reply && buttonsOf(shared.reply).map(({ label }) => label)).not.toContain('Share');
    discord.expectClean();
  });

  it('turn pages in place, also where the line is far longer than a custom_id', async () => {
    const query = `moe ${'experts routing transformer '.repeat(20)}`.trim();
    const first = await discord.slash('paper search', { query });
    if (!first.reply) throw new Error('no answer');
    const second = await discord.press(first.reply, 'More ▶');
    expect(second.reply?.id).toBe(first.reply.id);
    expect(second.reply && textOf(second.reply)).toContain('Page 2 of');
    const back = await discord.press(first.reply, '◀ Back');
    expect(back.reply && textOf(back.reply)).toContain('Page 1 of');
    discord.expectClean();
  });

  it('get new labels in a message that only its asker sees, and in one that everybody sees, whose files stay', async () => {
    const open = await discord.slash('paper give', { kind: 'files' });
    if (!open.reply) throw new Error('no answer');
    const own = await discord.press(open.reply, 'Votes');
    if (!own.reply) throw new Error('no votes');
    expect(own.ephemeral).toBe(true);
    for (const message of [open.reply, own.reply]) {
      const before = textOf(message);
      const after = await discord.press(message, 'Three');
      expect(after.reply?.id).toBe(message.id);
      expect(after.reply && buttonsOf(after.reply).map(({ label }) => label)).toContain('Four');
      expect(after.reply && textOf(after.reply)).toBe(before);
      expect(after.reply?.attachments).toEqual(message.attachments);
      expect(after.followUps).toEqual([]);
    }
    discord.expectClean();
  });

  it('that we do not know, of a version before, are acknowledged and logged', async () => {
    const { reply } = await discord.slash('paper give', { kind: 'card' });
    if (!reply) throw new Error('no answer');
    const button = componentsIn(reply).find((each) => each.custom_id !== undefined);
    if (!button) throw new Error('no button');
    button.custom_id = 'vote:up:1';
    await discord.press(reply, 'vote:up:1', { until: 'acknowledged' });
    expect(connected.log.entries.at(-1)).toMatchObject({ level: 'warn', fields: { message: reply.id } });
  });
});

describe('messages', () => {
  it('lists the papers of somebody’s message by the context menu, without the Message Content intent', async () => {
    const message = discord.say(
      discord.channel,
      'see arxiv.org/abs/2402.17764v1 and 2402.14083, not 10.1145/3292500',
    );
    const exchange = await discord.messageCommand(MESSAGE_COMMAND, message);
    const text = exchange.reply && textOf(exchange.reply);
    expect(exchange.ephemeral).toBe(true);
    expect(text).toContain('The Era of 1-bit LLMs');
    expect(text).toContain('Beyond A');
    discord.expectClean();
  });

  it('says so where a message names no paper', async () => {
    const exchange = await discord.messageCommand(
      MESSAGE_COMMAND,
      discord.say(discord.channel, 'good morning'),
    );
    expect(exchange.reply && textOf(exchange.reply)).toContain('There is no arXiv ID or link in that.');
  });

  it.each([
    ['a command', 'summary 2402.17764', 'TL;DR'],
    ['an arXiv link', 'https://arxiv.org/abs/2402.17764', 'Work in progress'],
    ['a sentence with IDs', 'is 2402.17764 like 2402.14083?', 'Beyond A'],
    ['anything else', 'what beats softmax in hardware?', 'ConSmax'],
    ['nothing', '', 'help'],
  ])('answers a mention with %s', async (_kind, words, expected) => {
    const asked = discord.say(discord.channel, `<@${discord.bot.id}> ${words}`);
    const answer = await discord.until(
      () => discord.messages(discord.channel).find((each) => each.message_reference?.message_id === asked.id),
      'the answer',
    );
    expect(textOf(answer).replaceAll('\\', '')).toContain(expected);
    expect(discord.pings.filter(({ messageId }) => messageId === answer.id)).toEqual([]);
    discord.expectClean();
  });

  it('answers in direct messages without being mentioned', async () => {
    const channel = discord.directChannel();
    const asked = discord.say(channel, 'search moe');
    const answer = await discord.until(
      () => discord.messages(channel).find((each) => each.message_reference?.message_id === asked.id),
      'the answer',
    );
    expect(textOf(answer)).toContain('about moe');
  });

  it('tells the asker in private which permission it lacks', async () => {
    const closed = discord.addChannel('closed');
    discord.deny(closed, PermissionFlagsBits.SendMessages);
    discord.say(closed, `<@${discord.bot.id}> search moe`);
    const told = await discord.until(
      () => discord.messages(discord.directChannel()).find((each) => each.content.includes('#closed')),
      'the private word',
    );
    expect(told.content).toBe(
      'I was not allowed to answer in #closed: I lack “Send Messages” there. A moderator can grant it; then ask again.',
    );
    discord.expectClean({ except: [50013] });
  });
});
