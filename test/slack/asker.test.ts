import { webApi } from '@slack/bolt';
import { expect, it } from 'vitest';
import { createAskers } from '../../adapters/slack/asker.ts';
import { toBoltLogger } from '../../adapters/slack/logger.ts';
import { startSlack } from '../support/slack/slack.ts';
import { createLog } from '../support/world.ts';

it('a person is asked about again after an hour, and when Slack could not be reached', async () => {
  const slack = await startSlack();
  try {
    let now = Date.parse('2026-11-22T12:00:00Z');
    const clock = { now: () => new Date(now) };
    const log = createLog();
    const askerOf = createAskers({ clock, log, zone: 'UTC' });
    const options = { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 }, logger: toBoltLogger(log) };
    const client = new webApi.WebClient(slack.botToken, options);
    const olga = slack.user('olga', { locale: 'ru-RU', timeZone: 'Asia/Tokyo' });
    const ask = () => askerOf(client, olga.team, olga.id);
    const calls = () => slack.state.calls.length;

    slack.faults.next('users.info', 'cut');
    expect(await ask()).toEqual({
      id: `slack:${olga.team}/${olga.id}`,
      server: `slack:${olga.team}`,
      lang: 'en',
      zone: 'UTC',
    });
    expect(await ask()).toMatchObject({ lang: 'ru', zone: 'Asia/Tokyo' });
    olga.locale = 'zh-CN';
    expect(await ask()).toMatchObject({ lang: 'ru' });
    expect(calls()).toBe(2);
    now += 3_600_000;
    expect(await ask()).toMatchObject({ lang: 'zh' });
    expect(calls()).toBe(3);
  } finally {
    await slack.stop();
  }
});
