import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defineCommand } from '../../src/command.ts';
import { commands } from '../../src/commands/commands.ts';
import { showcase } from '../support/showcase.ts';
import type { User } from '../support/slack/entities.ts';
import type { Slack } from '../support/slack/slack.ts';
import { readable, type StageOptions, startStage } from '../support/slack-driver.ts';

const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

async function start(options: StageOptions = {}) {
  const stage = await startStage({ commands: [...commands, ...showcase], ...options });
  stops.push(stage.stop);
  return { ...stage, ana: stage.slack.user('ana') };
}

/** A command that answers when the test lets it. */
function createSlow() {
  const { promise: over, resolve: finish } = Promise.withResolvers<void>();
  const slow = defineCommand({
    name: 'slow',
    summary: 'Take your time',
    examples: ['slow'],
    options: z.object({}),
    run: async () => {
      await over;
      return { title: 'At last' };
    },
  });
  return { slow, finish };
}

/** The seeds know no day with more papers than fit on one page. */
const busyDay = defineCommand({
  name: 'today',
  summary: 'A busy day',
  examples: ['today'],
  options: z.object({ page: z.int().default(1).describe('which page') }),
  run: ({ page }) => {
    const run = { command: 'today', options: { page: page + 1 } };
    return Promise.resolve({
      title: `Page ${page} of a busy day`,
      buttons: [{ label: 'More ▶', run, inPlace: true as const }],
    });
  },
});

const top = (slack: Slack, who: User) => slack.views(who).at(-1);
const shows = (slack: Slack, who: User, text: string) =>
  slack.until(text, () => {
    const view = top(slack, who);
    return view && readable(view).includes(text) && view;
  });

async function openSearch(slack: Slack, ana: User) {
  await slack.shortcut('search', { by: ana });
  return slack.until('a modal', () => top(slack, ana));
}

describe('the shortcut “Search papers”', () => {
  it('finds papers in a modal, turns pages in place, and lays one answer over the other, three deep', async () => {
    const { slack, ana } = await start();
    const form = await openSearch(slack, ana);
    await slack.submit(form, { query: 'moe' });
    const results = await shows(slack, ana, 'papers about moe');
    await slack.press(results, 'More ▶', { by: ana });
    await shows(slack, ana, 'Page 2 of');
    expect(slack.views(ana)).toHaveLength(1);

    await slack.press(results, 'Summary', { by: ana });
    const summary = await slack.until('a second modal', () => slack.views(ana)[1]);
    expect(readable(summary)).toContain('TL;DR');
    await slack.press(summary, 'Similar', { by: ana });
    const similar = await slack.until('a third modal', () => slack.views(ana)[2]);
    expect(readable(similar)).toContain('Papers like');
    await slack.press(similar, 'Summary', { by: ana });
    await shows(slack, ana, 'TL;DR');
    expect(slack.views(ana)).toHaveLength(3);
    slack.expectClean();
  });

  it('says under the input what can be mended', async () => {
    const { slack, ana } = await start();
    const form = await openSearch(slack, ana);
    expect((await slack.submit(form, { query: 'show 1001.0001' })).ack).toEqual({
      response_action: 'errors',
      errors: { query: 'arXiv 1001.0001 is not among my papers.' },
    });
    slack.expectClean();
  });

  it('shows that it is at work where an answer takes its time', async () => {
    const { slow, finish } = createSlow();
    const { slack, ana } = await start({ commands: [...commands, slow] });
    await slack.submit(await openSearch(slack, ana), { query: 'slow' });
    await shows(slack, ana, 'One moment');
    finish();
    await shows(slack, ana, 'At last');
    slack.expectClean();
  });
});

describe('the Home tab', () => {
  it('shows today’s papers, a box to search in, and how to ask', async () => {
    const { slack, ana } = await start();
    await slack.openHome(ana);
    const home = await slack.until('a Home tab', () => slack.home(ana));
    expect(readable(home)).toContain('Nothing new today, 22 Nov 2026');
    expect(readable(home)).toContain('/paper search moe');
    await slack.enter(home, 'query', 'moe', { by: ana });
    await shows(slack, ana, 'papers about moe');
    slack.expectClean();
  });

  it('turns its pages in place', async () => {
    const { slack, ana } = await start({
      commands: [...commands.filter(({ name }) => name !== 'today'), busyDay],
    });
    await slack.openHome(ana);
    const home = await slack.until('a Home tab', () => slack.home(ana));
    await slack.press(home, 'More ▶', { by: ana });
    await slack.until('page 2', () => readable(home).includes('Page 2 of a busy day'));
    expect(readable(home)).toContain('/paper search moe');
    slack.expectClean();
  });

  it('opens answers in a modal, after a waiting one where they take their time', async () => {
    const { slow, finish } = createSlow();
    const { slack, ana } = await start({ commands: [...commands, slow] });
    await slack.openHome(ana);
    const home = await slack.until('a Home tab', () => slack.home(ana));
    await slack.press(home, 'Summary', { by: ana });
    await shows(slack, ana, 'TL;DR');
    await slack.enter(home, 'query', 'slow', { by: ana });
    await shows(slack, ana, 'One moment');
    finish();
    await shows(slack, ana, 'At last');
    slack.expectClean();
  });

  it('is left as it is where another tab was opened, or Slack refuses', async () => {
    const { slack, ana, logged } = await start();
    slack.state.emit(slack.team.id, {
      type: 'app_home_opened',
      user: ana.id,
      channel: 'D1',
      tab: 'messages',
    });
    await slack.quiet();
    expect(slack.home(ana)).toBeUndefined();
    slack.faults.next('views.publish', { error: 'missing_scope' });
    await slack.openHome(ana);
    await slack.quiet();
    expect(logged.map(({ message }) => message)).toContain('Slack refused: missing_scope');
  });
});
