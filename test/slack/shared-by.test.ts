import { afterEach, describe, expect, it } from 'vitest';
import { readable, type StageOptions, startStage } from '../support/slack-driver.ts';

const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

const PAPER = '2402.17764';

async function start(options: StageOptions = {}) {
  const stage = await startStage(options);
  stops.push(stage.stop);
  const { slack, team } = stage;
  const [ana, ben] = [slack.user('ana'), slack.user('ben')];
  const reading = slack.channel('reading', { members: [ana, ben] });
  const random = slack.channel('random', { members: [ana, ben] });
  const bringUp = async (channel = reading) => {
    await (await slack.mention(channel, PAPER, { by: ana })).answer();
    await slack.quiet();
  };
  const ask = async (by = ben, channel = random) =>
    readable(await (await slack.slash('/paper', `show ${PAPER}`, { by, channel })).answer());
  return { ...stage, slack, team, ana, ben, reading, random, bringUp, ask };
}

describe('in Slack a paper that came up before', () => {
  it('is told to the asker alone, with where and a link, and for everyone in the same channel only', async () => {
    const { slack, ben, reading, random, bringUp, ask } = await start();
    await bringUp();
    expect(await ask()).toContain('shared by ana in #reading on');
    const told = async (channel: typeof reading) =>
      readable(await (await slack.mention(channel, PAPER, { by: ben })).answer());
    expect(await told(random)).not.toContain('shared by');
    expect(await told(reading)).toContain('shared by ana');
    slack.expectClean();
  });

  it('is told in a direct message to a full member, for whom public channels are open', async () => {
    const { slack, ben, bringUp } = await start();
    await bringUp();
    expect(readable(await (await slack.dm(ben, PAPER)).answer())).toContain('shared by ana in #reading');
  });

  it('is not told to a guest, who reads only where they are members', async () => {
    const { slack, random, bringUp, ask } = await start();
    await bringUp();
    expect(await ask(slack.user('guest', { isGuest: true }), random)).not.toContain('shared by');
  });

  it('is told to nobody elsewhere once its channel is private, nor what was said in a private one', async () => {
    const { slack, team, ana, bringUp, ask } = await start();
    const secret = slack.channel('secret', { kind: 'private', members: [ana] });
    await bringUp(secret);
    // As from before the channel was made private.
    await team.sightings.record({
      ...{ server: `slack:${slack.team.id}`, paper: PAPER, place: `slack:${slack.team.id}/${secret.id}` },
      ...{ placeName: 'secret', person: 'slack:T1/U1', name: 'ana', at: '2024-05-03T09:00:00Z' },
      url: 'https://example.slack.com/archives/C1/p1',
    });
    expect(await ask()).not.toContain('shared by');
    expect(await ask(ana)).not.toContain('shared by');
  });
});
