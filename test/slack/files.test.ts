import { afterEach, describe, expect, it } from 'vitest';
import { commands } from '../../src/commands/commands.ts';
import { showcase } from '../support/showcase.ts';
import type { Message } from '../support/slack/entities.ts';
import { readable, type StageOptions, startStage } from '../support/slack-driver.ts';

const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

async function start(options: StageOptions = {}) {
  const stage = await startStage({ commands: [...commands, ...showcase], ...options });
  stops.push(stage.stop);
  const { slack } = stage;
  const ana = slack.user('ana');
  const withFiles = (): Message[] => slack.state.messages.filter(({ files }) => files !== undefined);
  return { ...stage, ana, withFiles, reading: slack.channel('reading', { members: [ana] }) };
}

const names = ['list.bib', 'list.md'];
const namesIn = (message: Message | undefined) => message?.files?.map(({ name }) => name);

describe('files', () => {
  it('that come with a private answer go into direct messages, and the answer says so', async () => {
    const { slack, ana, withFiles, reading } = await start();
    const answer = await (await slack.slash('/paper', 'give files', { by: ana, channel: reading })).answer();
    expect(answer.visibleTo).toBe(ana.id);
    expect(readable(answer)).toContain('a closing note The files are in your direct messages.');
    const [sent, ...more] = withFiles();
    expect([namesIn(sent), more]).toEqual([names, []]);
    expect(sent?.files?.[1]?.content).toBe('- A *second* paper\n');
    expect(slack.state.channels.get(sent?.channel ?? '')).toMatchObject({ kind: 'im', name: ana.id });
    expect(slack.messages(reading)).toEqual([]);
    slack.expectClean();
  });

  it('are said to be there in the asker’s language', async () => {
    const { slack, reading } = await start();
    const olga = slack.user('olga', { locale: 'ru-RU' });
    const answer = await (await slack.slash('/paper', 'give files', { by: olga, channel: reading })).answer();
    expect(readable(answer)).toContain('Файлы — в личных сообщениях.');
  });

  it('that are asked for in direct messages go there, in the thread', async () => {
    const { slack, ana, withFiles } = await start();
    const asked = await slack.dm(ana, 'give files');
    const answer = await asked.answer();
    expect(readable(answer)).not.toContain('direct messages');
    const sent = await slack.until('files', () => withFiles()[0]);
    expect(sent).toMatchObject({ channel: answer.channel, threadTs: asked.message?.ts });
    slack.expectClean();
  });

  it('of a shared answer follow it in its thread', async () => {
    const { slack, ana, withFiles, reading } = await start();
    const mine = await (await slack.slash('/paper', 'give files', { by: ana, channel: reading })).answer();
    const shared = await (await slack.press(mine, 'Share', { by: ana })).answer();
    const sent = await slack.until('files', () => withFiles().find(({ channel }) => channel === reading.id));
    expect(sent).toMatchObject({ threadTs: shared.ts });
    slack.expectClean();
  });

  it('that are asked for in a view go into direct messages, and the view says so', async () => {
    const { slack, ana, withFiles } = await start();
    await slack.openHome(ana);
    const home = await slack.until('a Home tab', () => slack.home(ana));
    await slack.enter(home, 'query', 'give files', { by: ana });
    const view = await slack.until('a modal', () => slack.views(ana)[0]);
    await slack.until('the answer', () => readable(view).includes('in your direct messages'));
    expect(namesIn(withFiles()[0])).toEqual(names);
    slack.expectClean();
  });

  it.each([
    ['chat.postMessage', 'missing_scope'],
    ['files.getUploadURLExternal', 'missing_scope'],
    ['files.completeUploadExternal', 'restricted_action'],
  ])('that cannot be sent leave the answer as it is, with a word on that: %s', async (method, error) => {
    const { slack, ana, withFiles, reading, logged } = await start();
    slack.faults.always(method, { error });
    const answer = await (await slack.slash('/paper', 'give files', { by: ana, channel: reading })).answer();
    expect(readable(answer)).toContain('The files could not be sent; try again later.');
    expect(withFiles()).toEqual([]);
    expect(logged.some(({ level }) => level === 'error')).toBe(true);
  });

  it('that everybody should get but cannot are told of to the asker alone', async () => {
    const { slack, ana, reading } = await start();
    slack.faults.always('files.completeUploadExternal', { error: 'restricted_action' });
    const asked = await slack.mention(reading, 'give files', { by: ana });
    await asked.answer();
    const told = await slack.until('a word', () =>
      asked.answers().find(({ visibleTo }) => visibleTo === ana.id),
    );
    expect(readable(told)).toContain('The files could not be sent');
  });
});
