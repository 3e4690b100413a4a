import { EVERY_DAY } from '../../../src/daily/weekdays.ts';
import type { Database } from '../../../src/stores/database.ts';
import type { Discord } from '../../support/discord/discord.ts';
import type { Slack } from '../../support/slack/slack.ts';

const MINUTE = 60_000;

/** Channels that wait for picks, and what came. */
export interface Waiting {
  /** How many messages stand in each channel whose time has come, by its name. */
  count(): { name: string; messages: number }[];
}

/**
 * Has `each` channels of either platform subscribe for every minute from the last one on, for so many minutes, and
 * gives them something new to read.
 */
export async function subscribeChannels(
  store: Database,
  discord: Discord,
  slack: Slack,
  { minutes, each }: { minutes: number; each: number },
): Promise<Waiting> {
  const now = Date.now();
  const from = new Date(now - 30 * MINUTE).toISOString();
  await store.save([
    {
      id: '2611.00001',
      arxivId: '2611.00001',
      title: 'A Paper of Today',
      abstract: 'We show that a paper can be new. It is new today.',
      lang: 'en',
      date: new Date(now).toISOString().slice(0, 10),
      foundIn: [{ document: 'arXiv', line: 1 }],
    },
  ]);
  const channels: { name: string; count: () => number }[] = [];
  for (let number = 0; number < minutes * each; number += 1) {
    const at = new Date(now - MINUTE + (number % minutes) * MINUTE).toISOString().slice(11, 16);
    const here = discord.addChannel(`picks-${number}`);
    const there = slack.channel(`picks-${number}`);
    const places = [`discord:${here.id}`, `slack:${there.team}/${there.id}`];
    for (const place of places) {
      await store.subscriptions.save({
        ...{ id: `chaos-${place}`, place, server: place, madeBy: 'discord:1', madeAt: from, from, at },
        ...{ zone: 'UTC', days: EVERY_DAY, count: 5, lang: 'en', whenEmpty: 'say' },
      });
    }
    channels.push(
      {
        name: places[0] ?? '',
        count: () => discord.messages(here).filter(({ author }) => author.id === discord.bot.id).length,
      },
      {
        name: places[1] ?? '',
        count: () => slack.state.messages.filter((each) => each.channel === there.id && each.botId).length,
      },
    );
  }
  return { count: () => channels.map(({ name, count }) => ({ name, messages: count() })) };
}
