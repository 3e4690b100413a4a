import { type APIMessage, ComponentType } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Context, defineCommand } from '../../src/command.ts';
import { UserError } from '../../src/errors.ts';
import type { Reply } from '../../src/reply.ts';
import { buttonsOf, componentsIn, textOf } from '../support/discord/discord.ts';
import { type Connected, connectToDiscord } from '../support/discord-driver.ts';

/** A question under way, which the test answers bit by bit. */
interface Under {
  context: Context;
  end(reply: Reply): void;
  fail(error: Error): void;
}

let connected: Connected;
let discord: Connected['discord'];
let asked: Under[] = [];

const ponder = defineCommand({
  name: 'ponder',
  summary: 'Think for long',
  examples: ['ponder'],
  options: z.object({}),
  slow: true,
  run: (_options, context) => {
    const { promise, resolve, reject } = Promise.withResolvers<Reply>();
    context.signal?.addEventListener('abort', () => resolve({ title: 'What there was' }));
    asked.push({ context, end: resolve, fail: reject });
    return promise;
  },
});

beforeEach(async () => {
  asked = [];
  connected = await connectToDiscord([ponder]);
  discord = connected.discord;
});
afterEach(() => connected.stop());

const under = () => discord.until(() => asked[0], 'the command to run');
const labels = (message: APIMessage | undefined) =>
  message ? buttonsOf(message).map(({ label }) => label) : [];
const answers = () => discord.messages(discord.channel).filter(({ author }) => author.id === discord.bot.id);
const shows = (text: string) =>
  discord.until(() => answers().find((each) => textOf(each).includes(text)), `“${text}”`);

describe('an answer that takes its time', () => {
  it('is acknowledged at once, shows how far it is, and ends with the whole, without a button to cancel', async () => {
    const exchange = await discord.slash('paper ponder', {}, { until: 'acknowledged' });
    const { context, end } = await under();
    context.progress?.({ title: 'Reading 12 papers' });
    expect(labels(await shows('Reading 12 papers'))).toEqual(['Cancel']);
    context.progress?.({ title: 'One sentence' });
    await shows('One sentence');
    end({ title: 'The whole' });
    await shows('The whole');
    expect(labels(exchange.reply)).toEqual([]);
    expect(answers()).toHaveLength(1);
    discord.expectClean();
  });

  it('shows nothing of the way once it is there, and of states in a hurry the newest', async () => {
    await discord.slash('paper ponder', {}, { until: 'acknowledged' });
    const { context, end } = await under();
    for (let count = 0; count < 50; count++) context.progress?.({ title: `State ${count}.` });
    await shows('State 49.');
    end({ title: 'The whole' });
    await shows('The whole');
    context.progress?.({ title: 'Too late' });
    await discord.slash('paper ponder', {}, { until: 'acknowledged' });
    expect(answers().map(textOf).join()).not.toContain('Too late');
    const edits = discord.requests.filter(({ method }) => method === 'PATCH');
    expect(edits.length).toBeLessThanOrEqual(3);
    discord.expectClean();
  });

  it('tells the asker alone where it fails after all', async () => {
    const exchange = await discord.slash('paper ponder', {}, { until: 'acknowledged' });
    const { context, fail } = await under();
    context.progress?.({ title: 'Reading' });
    await shows('Reading');
    fail(new UserError('It came to nothing.'));
    await discord.until(() => exchange.followUps.length > 0, 'the private word');
    expect(answers().map(textOf)).toEqual([expect.stringContaining('came to nothing')]);
    expect(discord.messages(discord.channel, discord.addUser('ben'))).toEqual([]);
  });

  it('is one message for a mention too, which is edited; the bot types meanwhile', async () => {
    discord.say(discord.channel, `<@${discord.bot.id}> ponder`);
    const { context, end } = await under();
    context.progress?.({ title: 'Reading' });
    expect(labels(await shows('Reading'))).toEqual(['Cancel']);
    expect(discord.requests.some(({ path }) => path.endsWith('/typing'))).toBe(true);
    end({ title: 'The whole' });
    await shows('The whole');
    expect(answers()).toHaveLength(1);
    expect(labels(answers()[0])).toEqual([]);
    expect(discord.pings).toEqual([]);
    discord.expectClean();
  });
});

describe('the button that cancels', () => {
  it('ends the answer with what there is, for the asker only', async () => {
    const exchange = await discord.slash('paper ponder', {}, { until: 'acknowledged' });
    const { context } = await under();
    context.progress?.({ title: 'Reading' });
    const message = await shows('Reading');
    const ben = discord.addUser('ben');
    const refused = await discord.press(message, 'Cancel', { user: ben });
    expect(refused.ephemeral).toBe(true);
    expect(refused.reply && textOf(refused.reply)).toContain('Only');
    expect(context.signal?.aborted).toBe(false);
    await discord.press(message, 'Cancel', { until: 'acknowledged' });
    await shows('What there was');
    expect(context.signal?.aborted).toBe(true);
    expect(labels(exchange.reply)).toEqual([]);
    discord.expectClean();
  });

  it('says calmly that there is nothing to cancel after a restart', async () => {
    await discord.slash('paper ponder', {}, { until: 'acknowledged' });
    const { context, end } = await under();
    context.progress?.({ title: 'Reading' });
    const message = await shows('Reading');
    const cancel = componentsIn(message).find(({ type }) => type === ComponentType.Button);
    if (!cancel) throw new Error('no button');
    end({ title: 'The whole' });
    await shows('The whole');
    // As it stands in a message of a process that is gone.
    const left = answers()[0];
    left?.components?.push({ type: ComponentType.ActionRow, components: [cancel] } as never);
    const told = await discord.press(left ?? message, 'Cancel');
    expect(told.ephemeral).toBe(true);
    expect(told.reply && textOf(told.reply)).toContain('nothing to cancel');
    expect(connected.log.entries.filter(({ level }) => level === 'error')).toEqual([]);
  });
});
