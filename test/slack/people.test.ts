import { webApi } from '@slack/bolt';
import { expect, it } from 'vitest';
import { toBoltLogger } from '../../adapters/slack/logger.ts';
import { createPeople } from '../../adapters/slack/people.ts';
import { startSlack } from '../support/slack/slack.ts';
import { createLog } from '../support/world.ts';

it('a person is asked about again after an hour, and when Slack could not be reached', async () => {
  const slack = await startSlack();
  try {
    let now = Date.parse('2026-11-22T12:00:00Z');
    const clock = { now: () => new Date(now) };
    const log = createLog();
    const personOf = createPeople({ clock, log, zone: 'UTC' });
    const options = { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 }, logger: toBoltLogger(log) };
    const client = new webApi.WebClient(slack.botToken, options);
    const olga = slack.user('olga', { locale: 'ru-RU', timeZone: 'Asia/Tokyo' });
    const ask = () => personOf(client, olga.team, olga.id);
    const calls = () => slack.state.calls.length;

    slack.faults.next('users.info', 'cut');
    const id = `slack:${olga.team}/${olga.id}`;
    const asker = { id, server: `slack:${olga.team}`, lang: 'en', zone: 'UTC' };
    expect(await ask()).toEqual({ asker, isMember: false });
    const known = { asker: { ...asker, lang: 'ru', zone: 'Asia/Tokyo' }, name: 'olga', isMember: true };
    expect(await ask()).toEqual(known);
    olga.locale = 'zh-CN';
    expect(await ask()).toEqual(known);
    expect(calls()).toBe(2);
    now += 3_600_000;
    expect(await ask()).toMatchObject({ asker: { lang: 'zh' } });
    expect(calls()).toBe(3);
  } finally {
    await slack.stop();
  }
});
