import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createRecentLabels, relabelled } from '../../adapters/slack/relabel.ts';
import { render } from '../../adapters/slack/render.ts';
import { defineCommand } from '../../src/command.ts';
import { commands } from '../../src/commands/commands.ts';
import type { Reply } from '../../src/reply.ts';
import { wordsFor } from '../../src/words/words.ts';
import { replies, showcase } from '../support/showcase.ts';
import { blockComplaints } from '../support/slack/block-checks.ts';
import { fieldsOf, walk } from '../support/slack/json.ts';
import { buttonsOf } from '../support/slack/reading.ts';
import { readable, type StageOptions, startStage } from '../support/slack-driver.ts';

const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

/** A vote counted on its own button: `countup a` makes it one more, by whoever presses. */
const counts = new Map<string, number>();
const vote = (name: string) => ({ command: 'countup', options: { name } });
const counting = [
  defineCommand({
    name: 'countup',
    summary: 'Count a vote',
    examples: ['countup a'],
    options: z.object({ name: z.string().describe('for what') }),
    positional: 'name',
    visibleTo: 'asker',
    run: ({ name }) => {
      counts.set(name, (counts.get(name) ?? 0) + 1);
      const relabel = [{ run: vote(name), label: `${name} ${counts.get(name)}` }];
      return Promise.resolve({ title: `Voted for ${name}`, relabel });
    },
  }),
  defineCommand({
    name: 'ballot',
    summary: 'What can be voted for',
    examples: ['ballot'],
    options: z.object({}),
    run: () => {
      const row = ['a', 'b'].map((name) => ({ label: `${name} 0`, run: vote(name), inPlace: true as const }));
      return Promise.resolve({ title: 'R&D < votes >', cards: [{ title: 'A & B', row }] });
    },
  }),
];

async function start(options: StageOptions = {}) {
  counts.clear();
  const stage = await startStage({ commands: [...commands, ...showcase, ...counting], ...options });
  stops.push(stage.stop);
  const ana = stage.slack.user('ana');
  const bo = stage.slack.user('bo');
  return { ...stage, ana, bo, reading: stage.slack.channel('reading', { members: [ana, bo] }) };
}

describe('new labels', () => {
  const kinds = Object.entries(replies).map(([, reply]): Reply => reply);
  const options = { commands: showcase, words: wordsFor('en') };

  it('change the label of the buttons that carry those lines, whatever they say, and nothing else', () => {
    fc.assert(
      fc.property(fc.constantFrom(...kinds), fc.string({ unit: 'binary' }), fc.nat(), (reply, label, at) => {
        const { blocks } = render(reply, options);
        const lines = [...walk(blocks, '')].flatMap(({ node }) =>
          node.type === 'button' && typeof node.value === 'string' ? [node.value] : [],
        );
        const chosen = lines[at % Math.max(1, lines.length)] ?? 'none';
        const after = relabelled(blocks, new Map([[chosen, label]]));
        expect(blockComplaints(after, 'message')).toEqual([]);
        const labelless = (of: typeof blocks) =>
          JSON.parse(JSON.stringify(of), (_key, value: unknown) =>
            fieldsOf(value).value === chosen ? { ...fieldsOf(value), text: undefined } : value,
          );
        expect(labelless(after)).toEqual(labelless(blocks));
        const changed = [...walk(after, '')].filter(({ node }) => node.value === chosen);
        expect(changed).toHaveLength(lines.filter((line) => line === chosen).length);
      }),
    );
  });

  it('of a moment ago go along, those of long ago do not', () => {
    let now = 0;
    const recent = createRecentLabels(() => now);
    const both = [
      ['a', 'a 1'],
      ['b', 'b 1'],
    ] as const;
    recent.with('m', new Map([both[0]]));
    expect([...recent.with('m', new Map([both[1]]))]).toEqual(both);
    expect([...recent.with('other', new Map([both[1]]))]).toEqual([both[1]]);
    now += 10_000;
    expect([...recent.with('m', new Map([both[1]]))]).toEqual([both[1]]);
    recent.forget('m');
    expect([...recent.with('m', new Map([both[0]]))]).toEqual([both[0]]);
  });
});

describe('a press that counts on the button', () => {
  it('keeps the message as it was, with its thread and what it is known by, and says nothing', async () => {
    const { slack, ana, bo, reading } = await start();
    const asked = await slack.mention(reading, 'ballot', { by: ana });
    const message = await asked.answer();
    const metadata = { event_type: 'paperboy_delivery', event_payload: { key: 'k' } };
    message.metadata = metadata;
    const before = structuredClone(message);
    const pressed = await (await slack.press(message, 'a 0', { by: bo })).answer();
    expect(pressed.ts).toBe(before.ts);
    expect(buttonsOf(pressed)).toEqual(['a 1', 'b 0']);
    expect(pressed).toMatchObject({ text: before.text, threadTs: before.threadTs, metadata });
    expect(readable(pressed).replace('a 1', 'a 0')).toBe(readable(before));
    await slack.quiet();
    expect(slack.messages(reading, { visibleTo: bo }).filter(({ botId }) => botId)).toHaveLength(1);
    slack.expectClean();
  });

  it('counts all who press at once, on whichever button', async () => {
    const { slack, ana, bo, reading } = await start();
    const message = await (await slack.mention(reading, 'ballot', { by: ana })).answer();
    const shown = structuredClone(message);
    // Each of them saw, and so sends, the message without the others' votes.
    const presses = ['a 0', 'b 0', 'a 0', 'b 0', 'a 0'].map((label, index) =>
      slack.press(structuredClone(shown), label, { by: index % 2 === 0 ? ana : bo }),
    );
    await Promise.all(presses);
    await slack.until(
      'five updates',
      () => slack.state.calls.filter(({ method }) => method === 'chat.update').length === 5,
    );
    await slack.quiet();
    expect(buttonsOf(message)).toEqual(['a 3', 'b 2']);
  });

  it('changes a message in a conversation that we are not in, too', async () => {
    const { slack, ana } = await start();
    const elsewhere = slack.channel('elsewhere', { members: [ana], withBot: false });
    const mine = await (await slack.slash('/paper', 'ballot', { by: ana, channel: elsewhere })).answer();
    const shared = await (await slack.press(mine, 'Share', { by: ana })).answer();
    const pressed = await (await slack.press(shared, 'b 0', { by: ana })).answer();
    expect([pressed.ts, buttonsOf(pressed)]).toEqual([shared.ts, ['a 0', 'b 1']]);
    slack.expectClean();
  });

  it('is answered in words where Slack does not send the message, or takes no change', async () => {
    const { slack, ana, reading } = await start();
    const mine = await (await slack.slash('/paper', 'ballot', { by: ana, channel: reading })).answer();
    const told = await (await slack.press(mine, 'a 0', { by: ana })).answer();
    expect([readable(told), told.visibleTo]).toEqual(['Voted for a', ana.id]);

    const everybodys = await (await slack.mention(reading, 'ballot', { by: ana })).answer();
    slack.faults.next('chat.update', { error: 'cant_update_message' });
    slack.faults.next('response_url', { status: 404 });
    const again = await (await slack.press(everybodys, 'a 0', { by: ana })).answer();
    expect(readable(again)).toBe('Voted for a');
  });
});
