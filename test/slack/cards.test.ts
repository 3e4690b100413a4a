import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toManifest } from '../../adapters/slack/manifest.ts';
import { commands } from '../../src/commands/commands.ts';
import { readable, type SlackStage, startStage } from '../support/slack-driver.ts';

let stage: SlackStage;
let slack: SlackStage['slack'];

beforeAll(async () => {
  stage = await startStage({ slack: { manifest: toManifest(commands, undefined, true) } });
  slack = stage.slack;
});
afterAll(() => stage.stop());

describe('bare arXiv IDs in a channel', () => {
  it('get a card in the thread once the channel switched cards on, and none before or elsewhere', async () => {
    const ana = slack.user('ana');
    const reading = slack.channel('reading', { members: [ana] });
    const quiet = slack.channel('quiet', { members: [ana] });
    await slack.say(reading, 'see 2402.17764', { by: ana });
    await (await slack.slash('/paper', 'cards on', { by: ana, channel: reading })).answer();
    await slack.say(quiet, 'see 2402.17764', { by: ana });
    await slack.say(reading, 'room 2402, $2402.17, and a paper we lack: 2401.99999', { by: ana });
    await slack.say(reading, 'the link <https://arxiv.org/abs/2402.17764> has its preview', { by: ana });
    const { message } = await slack.say(reading, 'is 2402.14083 (or arXiv:2402.14083v1) any good?', {
      by: ana,
    });
    await slack.quiet();
    const answers = slack.state.messages.filter(
      ({ botId, visibleTo }) => botId !== undefined && visibleTo === undefined,
    );
    const cards = answers.filter((each) => readable(each).includes('Beyond'));
    expect(cards.map(({ threadTs }) => threadTs)).toEqual([message?.ts]);
    expect(answers.filter((each) => readable(each).includes('1-bit LLMs'))).toEqual([]);
    slack.expectClean();
  });
});
