import { beforeEach, describe, expect, it } from 'vitest';
import { toPlain } from '../../src/reply.ts';
import { buttonsOf, openRoom, person, type Room } from '../support/room.ts';

let room: Room;
beforeEach(async () => {
  room = await openRoom();
});

const PAPER = '2402.17764';
const ben = person('ben');
const eve = person('eve', { server: 'discord:200' });

/** The labels of the vote buttons below a card that everyone sees, as somebody of a server sees them. */
async function labels(asker = person('ana')): Promise<string[]> {
  const { reply } = await room.say(`papers ${PAPER}`, { asker, forEveryone: true });
  return buttonsOf(reply)
    .map(({ label }) => label)
    .filter((label) => label.startsWith('👍') || label.startsWith('👎'));
}

const top = async (line = 'top', asker = person('ana')) => {
  const { reply } = await room.say(line, { asker });
  return { title: reply.title, papers: (reply.cards ?? []).map(({ paper, body }) => [paper, body]) };
};

describe('a vote', () => {
  it('is one per person, counted for all to see on every card that is shown to everyone', async () => {
    expect(await labels()).toEqual(['👍', '👎']);
    await room.say(`vote ${PAPER}`);
    await room.say(`vote ${PAPER} --value down`, { asker: ben });
    await room.say(`vote ${PAPER}`, { asker: person('cleo') });
    expect(await labels()).toEqual(['👍 2', '👎 1']);
  });

  it('can be changed, and is taken back by the same vote again, which is said to the voter alone', async () => {
    const said = async (line: string) => {
      const { reply } = await room.say(line);
      expect(reply.visibleTo).toBe('asker');
      return [String(reply.title).split(':')[0], reply.text];
    };
    expect(await said(`vote ${PAPER}`)).toEqual(['You voted for', '👍 1 · 👎']);
    expect(await said(`vote ${PAPER} --value down`)).toEqual(['You voted against', '👍 · 👎 1']);
    expect(await said(`vote ${PAPER} --value down`)).toEqual(['Vote taken back', '👍 · 👎']);
    expect(await labels()).toEqual(['👍', '👎']);
  });

  it('by a button changes the labels of the two buttons, and nothing else of the message', async () => {
    const { reply: shown } = await room.say(`papers ${PAPER}`, { forEveryone: true });
    const { reply } = await room.press(shown, '👍', { forEveryone: true });
    const run = (value: string) => ({ command: 'vote', options: { paper: PAPER, value } });
    expect(reply.relabel).toEqual([
      { run: run('up'), label: '👍 1' },
      { run: run('down'), label: '👎' },
    ]);
  });

  it('is offered on no card that one person alone sees', async () => {
    const { reply } = await room.say(`papers ${PAPER}`);
    expect(buttonsOf(reply).map(({ label }) => label)).not.toContain('👍');
    expect(buttonsOf(reply).map(({ label }) => label)).toContain('Save');
  });

  it('never leaves its server: neither counts, nor the list, nor what the picks learn', async () => {
    await room.say(`vote ${PAPER}`);
    expect(await labels(eve)).toEqual(['👍', '👎']);
    expect((await top('top all', eve)).papers).toEqual([]);
    expect(await room.store.team.opinions.newest('discord:200', 10)).toEqual([]);
    // The same person elsewhere is nobody yet.
    const there = person('ana', { server: 'discord:200' });
    expect((await room.say(`vote ${PAPER}`, { asker: there })).reply.text).toBe('👍 1 · 👎');
    expect(await labels()).toEqual(['👍 1', '👎']);
  });

  it('on a title that fits several papers asks which, and offers to vote for each', async () => {
    const { reply } = await room.say('vote experts');
    expect(reply.visibleTo).toBe('asker');
    expect((await room.press(reply, 'Vote')).reply.text).toBe('👍 1 · 👎');
  });
});

describe('top', () => {
  const OTHER = '2402.14083';

  it('has the papers with the most votes of a week, a month, or of all time', async () => {
    room.now = '2026-01-01T10:00:00Z';
    await room.say(`vote ${OTHER}`);
    await room.say(`vote ${OTHER}`, { asker: ben });
    room.now = '2026-11-10T10:00:00Z';
    await room.say(`vote ${PAPER}`);
    room.now = '2026-11-25T10:00:00Z';
    expect(await top()).toMatchObject({
      papers: [],
      title: expect.stringMatching(/^Nobody has voted this week/),
    });
    expect((await top('top month')).papers).toEqual([[PAPER, '👍 1']]);
    const all = await room.say('top all');
    expect(all.reply.title).toBe('The 2 papers with the most votes here of all time');
    expect(all.reply.cards?.map(({ body }) => body)).toEqual(['👍 2', '👍 1']);
    expect(all.reply.cards?.map(({ title }) => toPlain(title))[1]).toMatch(/^The Era of 1-bit LLMs/);
  });

  it('says what was voted against too, and puts it below', async () => {
    await room.say(`vote ${PAPER}`);
    await room.say(`vote ${PAPER} --value down`, { asker: ben });
    await room.say(`vote ${OTHER}`);
    expect((await top()).papers.map(([, body]) => body)).toEqual(['👍 1', '👍 1 · 👎 1']);
  });

  it('leaves out what was voted against only', async () => {
    await room.say(`vote ${PAPER} --value down`);
    expect((await top('top all')).papers).toEqual([]);
  });

  it('turns to another period in place', async () => {
    const { reply } = await room.say('top');
    expect(buttonsOf(reply)).toMatchObject([
      { label: 'This month', inPlace: true },
      { label: 'Of all time', inPlace: true },
    ]);
  });
});
