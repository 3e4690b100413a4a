import type { APIMessage } from 'discord.js';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Command, defineCommand } from '../../src/command.ts';
import { show } from '../../src/commands/show.ts';
import { textOf } from '../support/discord/discord.ts';
import { type Connected, connectToDiscord } from '../support/discord-driver.ts';

let connected: Connected;
let discord: Connected['discord'];
/** With which options questions were asked. */
let asked: object[] = [];

/** Answers with buttons that say what was asked and which papers were read, as `ask` does. */
const ask: Command = defineCommand({
  name: 'ask',
  summary: 'Ask',
  examples: ['ask why?'],
  options: z.object({
    question: z.string().describe('what you want to know'),
    about: z.string().describe('what this follows up on').optional(),
    papers: z.string().describe('papers to read first').optional(),
  }),
  positional: 'question',
  run: (options) => {
    asked.push(options);
    const { question } = options;
    const paper = `2402.1776${asked.length}`;
    const again = { label: 'Quotes', run: { command: 'ask', options: { question } } };
    const read = { label: 'Paper', run: { command: 'show', options: { paper } } };
    return Promise.resolve({
      title: `Answer to ${question}`,
      cards: [{ title: 'A paper', buttons: [read] }],
      buttons: [again],
    });
  },
});

beforeAll(async () => {
  connected = await connectToDiscord([ask, show]);
  discord = connected.discord;
});
beforeEach(() => {
  asked = [];
});
afterAll(() => connected.stop());

/** Resolves with the answer to a message. */
const answerTo = (message: APIMessage, channel = discord.channel) =>
  discord.until(
    () => discord.messages(channel).find((each) => each.message_reference?.message_id === message.id),
    'the answer',
  );
const mention = (words: string, channel = discord.channel) =>
  answerTo(discord.say(channel, `<@${discord.bot.id}> ${words}`), channel);
const LONG = `and ${'why '.repeat(40)}so?`;

describe('a reply to an answer', () => {
  it('that rings for the bot is a question about the same, without any mention or privilege', async () => {
    const first = await mention('how small can weights get?');
    const second = discord.say(discord.channel, 'and for vision?', { replyTo: first });
    await answerTo(second);
    expect(asked[1]).toEqual({
      question: 'and for vision?',
      about: 'how small can weights get?',
      papers: '2402.17761',
    });
    const third = discord.say(discord.channel, 'and for speech?', { replyTo: await answerTo(second) });
    await answerTo(third);
    expect(asked[2]).toMatchObject({ about: 'and for vision?', papers: '2402.17762' });
    discord.expectClean();
  });

  it('knows a question that is far longer than a custom_id', async () => {
    const first = await mention(LONG);
    await answerTo(discord.say(discord.channel, 'really?', { replyTo: first }));
    expect(asked[1]).toMatchObject({ about: LONG });
  });

  it('that is a command or an ID is that', async () => {
    const first = await mention('how small can weights get?');
    const answer = await answerTo(discord.say(discord.channel, 'show 2402.17764', { replyTo: first }));
    expect(textOf(answer)).toContain('1-bit LLMs');
    expect(asked).toHaveLength(1);
  });

  it('follows the chain back past messages of others, and stops at one that is gone', async () => {
    const first = await mention('how small can weights get?');
    const second = discord.say(discord.channel, `<@${discord.bot.id}> and for vision?`, { replyTo: first });
    const between = await answerTo(second);
    discord.delete(first);
    await answerTo(discord.say(discord.channel, 'and for speech?', { replyTo: between }));
    expect(asked[2]).toMatchObject({ question: 'and for speech?', about: 'and for vision?' });
  });

  it('to somebody else says nothing to the bot, and a picture under an answer asks nothing', async () => {
    const first = await mention('how small can weights get?');
    const said = discord.say(discord.channel, 'good question');
    discord.say(discord.channel, 'I think so too', { replyTo: said });
    discord.say(discord.channel, '', { replyTo: first });
    await mention('what came last?');
    expect(asked).toHaveLength(2);
  });
});

describe('a thread', () => {
  it('knows the question and the papers of the answer that it began with, and of those in it', async () => {
    const first = await mention('how small can weights get?');
    const thread = discord.addThread(discord.channel, 'weights', undefined, first);
    await mention('and for vision?', thread);
    expect(asked[1]).toMatchObject({ about: 'how small can weights get?', papers: '2402.17761' });
    await mention('and for speech?', thread);
    expect(asked[2]).toMatchObject({ about: 'and for vision?', papers: '2402.17762' });
  });

  it('in which nothing was asked begins anew', async () => {
    const thread = discord.addThread(discord.channel, 'new');
    await mention('how small can weights get?', thread);
    expect(asked).toEqual([{ question: 'how small can weights get?' }]);
  });
});
