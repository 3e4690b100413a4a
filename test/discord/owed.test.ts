import { PermissionFlagsBits } from 'discord.js';
import { afterEach, describe, expect, it } from 'vitest';
import { textOf } from '../support/discord/discord.ts';
import { connectToDiscord } from '../support/discord-driver.ts';
import { createOwingStage } from '../support/owing.ts';
import { mixed } from '../support/showcase.ts';

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

async function start(change?: Parameters<typeof createOwingStage>[0]) {
  const owing = createOwingStage(change);
  const connected = await connectToDiscord(mixed, { owing: owing.owing });
  stops.push(connected.stop, owing.close);
  return { ...connected, owing };
}

describe('what a process left behind that died', () => {
  it('is answered in place of its promise', async () => {
    const { discord, owing } = await start();
    // The promise of one who died: it was taken by Discord, and nothing came of it.
    const exchange = await discord.slash('paper hello', {}, { until: 'sent' });
    const { id, token } = exchange.interaction;
    await exchange.until('shown');
    const asker = {
      id: `discord:${exchange.userId}`,
      server: `discord:${discord.guild.id}`,
      lang: 'en',
      zone: 'UTC',
    };
    const request = { asker, invocation: { command: 'show', options: { paper: '2402.17764' } } };
    const shown = { early: false, isReplacing: false, isPrivate: false };
    const applicationId = discord.applicationId;
    await owing.leave(`discord:answer:${id}`, { id, token, applicationId, request, ...shown });
    owing.look();
    await discord.until(() => exchange.edits.length > 0, 'the answer');
    expect(exchange.reply && textOf(exchange.reply)).toContain('The Era of 1-bit LLMs');
    expect(exchange.followUps).toEqual([]);
    discord.expectClean();
  });

  it('is answered where it was a message, by a process that heard that another had taken it on', async () => {
    const { discord, owing } = await start();
    const asked = discord.say(discord.channel, `<@${discord.bot.id}> hello`);
    const answers = () =>
      discord.messages(discord.channel).filter((each) => each.message_reference?.message_id === asked.id);
    // Before the bot hears of it, for that takes a turn of the event loop.
    const how = { channel: discord.channel.id, message: asked.id };
    await owing.leave(`discord:message:${discord.guild.id}/${asked.id}`, how);
    // What comes after has been seen only once what came before has been handled.
    await discord.slash('paper hello');
    expect(answers()).toEqual([]);
    owing.look();
    await discord.until(() => answers().length > 0, 'the answer');
    expect(answers()).toHaveLength(1);
    discord.expectClean();
  });

  it('is not told to the asker twice in private, where we may not write in the channel', async () => {
    let ends = 0;
    const { discord, owing } = await start((debts, { take }) => ({
      ...debts,
      take,
      async settle(...given) {
        ends += 1;
        // The first time the process dies before it can say so.
        if (ends > 1) await debts.settle(...given);
      },
    }));
    const closed = discord.addChannel('closed');
    discord.deny(closed, PermissionFlagsBits.SendMessages);
    discord.say(closed, `<@${discord.bot.id}> hello`);
    await expect.poll(() => ends).toBe(1);
    owing.look();
    await expect.poll(() => ends).toBe(2);
    expect(discord.messages(discord.directChannel())).toHaveLength(1);
    discord.expectClean({ except: [50013] });
  });
});
