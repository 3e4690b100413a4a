import { afterEach, describe, expect, it } from 'vitest';
import { buttonsOf } from '../support/slack/reading.ts';
import { readable, startStage } from '../support/slack-driver.ts';

const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

async function start() {
  const stage = await startStage();
  stops.push(stage.stop);
  const { slack } = stage;
  const ana = slack.user('ana');
  // Links are heard also where the app is no member.
  return { ...stage, ana, elsewhere: slack.channel('elsewhere', { members: [ana], withBot: false }) };
}

const paths = [
  '/abs/2402.17764',
  '/pdf/2402.17764v1',
  '/html/2402.17764',
  '/pdf/2402.17764.pdf?download=1&x=y#page=2',
];
const others = [
  'https://www.alphaxiv.org/abs/2402.17764',
  'https://huggingface.co/papers/2402.17764',
  'https://hf.co/papers/2402.17764',
  'https://ar5iv.org/abs/2402.17764',
  'https://ar5iv.labs.arxiv.org/html/2402.17764',
];

describe('a pasted link', () => {
  it.each([...paths.map((path) => `https://arxiv.org${path}`), ...others])('gets a card: %s', async (url) => {
    const { slack, ana, elsewhere } = await start();
    await slack.say(elsewhere, `look: ${url}`, { by: ana });
    const [shown] = await slack.until('a card', () => slack.state.unfurls.length > 0 && slack.state.unfurls);
    if (!shown) throw new Error('no card');
    expect(shown).toMatchObject({ source: 'conversations_history', channel: elsewhere.id });
    expect(readable(shown)).toContain('The Era of 1-bit LLMs');
    expect(buttonsOf(shown)).toEqual(['Save', 'Summary']);
    slack.expectClean();
  });

  it('is shown while it is written, and again once it is posted, and each time once', async () => {
    const { slack, ana, elsewhere } = await start();
    const url = 'https://arxiv.org/abs/2402.17764';
    await slack.compose(elsewhere, url, { by: ana, times: 2 });
    await slack.say(elsewhere, url, { by: ana, times: 3 });
    await slack.until('both', () => slack.state.unfurls.length === 2);
    await slack.quiet();
    expect(slack.state.calls.filter(({ method }) => method === 'chat.unfurl')).toHaveLength(2);
    expect(slack.state.unfurls.map(({ source }) => source)).toEqual(['composer', 'conversations_history']);
    slack.expectClean();
  });

  it('among others gets its card, and what is no paper of ours gets none', async () => {
    const { slack, ana, elsewhere } = await start();
    const text =
      'https://arxiv.org/abs/2402.17764 https://arxiv.org/list/cs.CL/recent https://huggingface.co/gpt2 ' +
      'https://arxiv.org/abs/2402.14083v1 https://arxiv.org/abs/9912.99999 https://arxiv.org/abs/1001.0001';
    await slack.say(elsewhere, text, { by: ana });
    await slack.until('two cards', () => slack.state.unfurls.length === 2);
    expect(slack.state.unfurls.map(({ url }) => url)).toEqual([
      'https://arxiv.org/abs/2402.17764',
      'https://arxiv.org/abs/2402.14083v1',
    ]);
    slack.expectClean();
  });

  it('that leads to none of our papers is left to Slack', async () => {
    const { slack, ana, elsewhere } = await start();
    await slack.say(elsewhere, 'https://arxiv.org/abs/1001.0001', { by: ana });
    await slack.quiet();
    expect(slack.state.calls.map(({ method }) => method)).not.toContain('chat.unfurl');
  });

  it('has a card whose button answers the one who presses it', async () => {
    const { slack, ana, elsewhere } = await start();
    await slack.say(elsewhere, 'https://arxiv.org/abs/2402.17764', { by: ana });
    const [shown] = await slack.until('a card', () => slack.state.unfurls.length > 0 && slack.state.unfurls);
    if (!shown) throw new Error('no card');
    const bo = slack.user('bo');
    const summary = await (await slack.press(shown, 'Summary', { by: bo })).answer();
    expect(summary.visibleTo).toBe(bo.id);
    expect(readable(summary)).toContain('Results');
    slack.expectClean();
  });
});
