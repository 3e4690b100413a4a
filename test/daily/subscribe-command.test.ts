import { beforeEach, describe, expect, it } from 'vitest';
import type { Subscription } from '../../src/daily/subscriptions.ts';
import { toPlain } from '../../src/reply.ts';
import { buttonsOf, openRoom, PLACE, person, type Room } from '../support/room.ts';

let room: Room;
beforeEach(async () => {
  room = await openRoom();
});

const here = () => room.store.subscriptions.of(PLACE);
const only = async (): Promise<Subscription> => {
  const [one, ...others] = await here();
  if (!one || others.length > 0) throw new Error('there is not one subscription');
  return one;
};
const titleOf = async (line: string, standing = {}) =>
  toPlain((await room.say(line, standing)).reply.title ?? '');

describe('subscribe', () => {
  it('takes what people write, and says what it understood and when the first picks come', async () => {
    const { reply } = await room.say(
      'subscribe quantization, pruning -vision cat:cs.CL --at 9am --zone berlin --days mon,thu --count 3',
    );
    expect(reply.title).toBe(
      'Picks of the day: quantization, pruning -vision cat:cs.CL · Mon, Thu at 09:00 (Europe/Berlin) · up to 3 papers',
    );
    expect(reply.text).toBe('Next: 26 Nov 2026 at 09:00 (Europe/Berlin).');
    expect(await only()).toMatchObject({
      ...{ place: PLACE, server: 'discord:100', madeBy: 'discord:ana', at: '09:00', zone: 'Europe/Berlin' },
      ...{ topic: 'quantization, pruning -vision cat:cs.CL', days: [1, 4], count: 3, lang: 'en' },
      ...{ whenEmpty: 'say', from: '2026-11-25T10:00:00.000Z' },
    });
  });

  it('with nothing else is all that is new, five papers at nine on working days where the asker lives', async () => {
    await room.say('subscribe', { asker: person('ana', { zone: 'Asia/Tokyo' }) });
    expect(await only()).toMatchObject({ at: '09:00', zone: 'Asia/Tokyo', days: [1, 2, 3, 4, 5], count: 5 });
    expect(await only()).not.toHaveProperty('topic');
  });

  it.each([
    ['9am', '09:00'],
    ['9:00', '09:00'],
    ['21.30', '21:30'],
  ])('reads the time “%s”', async (typed, at) => {
    await room.say(`subscribe moe --at ${typed}`);
    expect((await only()).at).toBe(at);
  });

  it.each([
    [
      '--zone UTC+2',
      /^“UTC\+2” does not name a time zone with its summer time\. Name a place: Europe\/Berlin/,
    ],
    ['--zone CET', /Name a place: Europe\/Berlin/],
    ['--zone nowhere', /Name a place, such as Europe\/Berlin/],
    ['--at noonish', /^“noonish” is no time of day/],
    ['--days someday', /^“someday” are no weekdays/],
    ['--count 11', /^count goes from 1 to 10/],
    ['year:soon', /soon/],
  ])('asks again, with an example, for %s, and keeps nothing', async (part, said) => {
    const { outcome, reply } = await room.say(`subscribe moe ${part}`);
    expect(outcome).toBe('user-error');
    expect(toPlain(reply.title ?? '')).toMatch(said);
    expect(await here()).toEqual([]);
  });

  it('offers the same line with a zone that UTC+2 may mean, to press', async () => {
    const { reply } = await room.say('subscribe moe --at 9am --zone UTC+2');
    const mended = 'subscribe moe --at 9am --zone Europe/Berlin';
    expect((await room.press(reply, mended)).outcome).toBe('ok');
    expect(await only()).toMatchObject({ topic: 'moe', at: '09:00', zone: 'Europe/Berlin' });
  });

  it('completes zones as they are typed, with the time it is there, and topics', async () => {
    const zones = await room.bot.suggest('subscribe', 'zone', 'ber', person('ana'));
    expect(zones[0]).toEqual({ label: 'Europe/Berlin (11:00)', value: 'Europe/Berlin' });
    const topics = await room.bot.suggest('subscribe', 'topic', 'quant', person('ana'));
    expect(topics.map(({ value }) => value)).toContain('quantization');
  });

  it('gives a channel several, at most ten', async () => {
    for (let count = 0; count < 10; count += 1) await room.say(`subscribe moe --count ${count + 1}`);
    expect(await here()).toHaveLength(10);
    expect(await titleOf('subscribe moe')).toBe(
      'A channel has at most 10 subscriptions: end or change one of them.',
    );
    expect(await here()).toHaveLength(10);
  });

  it.each(['subscribe moe', 'unsubscribe', 'subscriptions --pause k3f9x2', 'subscriptions --edit k3f9x2'])(
    'is for those who may manage the channel; others get a clear sentence for themselves: %s',
    async (line) => {
      const { outcome, reply } = await room.say(line, { mayManage: false });
      expect(outcome).toBe('user-error');
      expect(reply).toMatchObject({
        title: 'That is for those who may manage this channel. Ask one of them.',
        visibleTo: 'asker',
      });
      expect(await titleOf(line, { isPrivate: true })).toMatch(/^That is set per channel/);
      expect(await here()).toEqual([]);
    },
  );

  it('changes one by its name, from now on, and leaves the rest of it', async () => {
    await room.say('subscribe moe --at 8:00 --count 3 --empty silent');
    const { id, ...before } = await only();
    room.now = '2026-11-25T12:00:00Z';
    await room.say(`subscribe --id ${id} --count 4`);
    expect(await only()).toEqual({ id, ...before, count: 4 });
    await room.say(`subscribe --id ${id} --at 7:30`);
    expect(await only()).toEqual({ id, ...before, count: 4, at: '07:30', from: '2026-11-25T12:00:00.000Z' });
  });

  it('does not know the subscriptions of other channels', async () => {
    await room.say('subscribe moe');
    const { id } = await only();
    await room.store.subscriptions.save({ ...(await only()), place: 'discord:2' });
    for (const line of [`subscribe --id ${id} --count 1`, `subscriptions --pause ${id}`, `picks --of ${id}`])
      expect(await titleOf(line)).toBe(`This channel has no subscription “${id}”.`);
  });
});

describe('subscriptions', () => {
  it('is for the asker alone, and shows each with its next time and its buttons', async () => {
    await room.say('subscribe moe --zone Europe/Berlin');
    await room.say('subscribe --at 18:00');
    const { reply } = await room.say('subscriptions');
    expect(reply).toMatchObject({ title: '2 subscriptions in this channel', visibleTo: 'asker' });
    expect(reply.cards?.map(({ title, body }) => [title, body])).toEqual([
      [
        'moe · Mon–Fri at 09:00 (Europe/Berlin) · up to 5 papers',
        'Next: 26 Nov 2026 at 09:00 (Europe/Berlin).',
      ],
      [
        'all that is new · Mon–Fri at 18:00 (Europe/Berlin) · up to 5 papers',
        'Next: 25 Nov 2026 at 18:00 (Europe/Berlin).',
      ],
    ]);
    const labels = buttonsOf(reply).map(({ label }) => label);
    expect(labels.slice(0, 4)).toEqual(['Preview', 'Pause', 'Change', 'End']);
    const others = await room.say('subscriptions', { mayManage: false });
    expect(buttonsOf(others.reply).map(({ label }) => label)).toEqual(['Preview', 'Preview']);
  });

  it('pauses and resumes by its buttons; what was missed meanwhile does not come', async () => {
    await room.say('subscribe moe');
    const paused = await room.press((await room.say('subscriptions')).reply, 'Pause');
    expect(await only()).toMatchObject({ paused: 'by-hand' });
    expect(paused.reply.cards?.[0]?.body).toBe('Paused.');
    room.now = '2026-11-27T12:00:00Z';
    await room.press(paused.reply, 'Resume');
    expect(await only()).toMatchObject({ from: '2026-11-27T12:00:00.000Z' });
    expect(await only()).not.toHaveProperty('paused');
  });

  it('changes by buttons what people change most, and shows the line for the rest', async () => {
    await room.say('subscribe moe --at 9:00');
    const editor = (await room.press((await room.say('subscriptions')).reply, 'Change')).reply;
    for (const label of ['10:00', 'Up to 3', 'every day', 'Silent when there is nothing'])
      expect((await room.press(editor, label)).outcome).toBe('ok');
    expect(await only()).toMatchObject({
      ...{ topic: 'moe', at: '10:00', count: 3, days: [1, 2, 3, 4, 5, 6, 7], whenEmpty: 'silent' },
    });
    const line = toPlain(editor.text ?? '').replace(/^.*?: /, '');
    expect((await room.say(line)).outcome).toBe('ok');
    expect(await only()).toMatchObject({ at: '09:00', count: 5 });
  });

  it('of a channel without any shows how to get one', async () => {
    const { reply } = await room.say('subscriptions');
    expect(reply.title).toBe('This channel has no picks of the day yet.');
    expect((await room.say(toPlain(reply.text ?? ''))).outcome).toBe('ok');
  });
});

describe('unsubscribe', () => {
  it('ends the only one, and says which that was', async () => {
    await room.say('subscribe moe');
    expect(await titleOf('unsubscribe')).toMatch(/^No more picks of the day: moe · /);
    expect(await here()).toEqual([]);
    expect(await titleOf('unsubscribe')).toBe('This channel has no picks of the day yet.');
  });

  it('asks which where there are several, and ends that one by its button', async () => {
    await room.say('subscribe moe');
    await room.say('subscribe quantization');
    const { reply } = await room.say('unsubscribe');
    expect(reply).toMatchObject({ title: 'Which of these?', visibleTo: 'asker' });
    expect(await here()).toHaveLength(2);
    await room.press(reply, 'End');
    expect((await only()).topic).toBe('quantization');
  });
});

describe('picks', () => {
  it('shows the asker alone what a subscription would get, with reasons, and counts nothing as delivered', async () => {
    await room.say('subscribe image --count 3');
    const { id } = await only();
    const { reply } = await room.say('picks --day 2024-11-26');
    expect(reply.visibleTo).toBe('asker');
    expect(toPlain(reply.note ?? '')).toMatch(/^Next: /);
    expect(reply.cards?.length).toBeGreaterThan(0);
    for (const card of reply.cards ?? []) {
      const why = card.fields?.find(({ label }) => label === 'Why');
      expect(toPlain(why?.value ?? '')).toContain('matches image');
    }
    expect(await room.store.deliveries.delivered(id)).toEqual([]);
    expect((await room.say('picks --day 2024-11-26')).reply).toEqual(reply);
  });

  it('of a topic needs no subscription, nor a channel', async () => {
    const { reply } = await room.say('picks image --day 2024-11-26', { isPrivate: true });
    expect(toPlain(reply.note ?? '')).toMatch(/^A preview: type “subscribe”/);
    expect(reply.cards?.length).toBeGreaterThan(0);
    expect(await here()).toEqual([]);
  });

  it('of a day without papers on the topic does not say that its others are the last', async () => {
    const { reply } = await room.say('picks quantization --day 2024-11-26');
    expect(reply.text).toBe('No paper about quantization of 26 Nov 2024.');
    const later = await room.say('picks quantization --day 2024-11-28');
    expect(later.reply.text).toBe(
      'No paper about quantization of 28 Nov 2024. The last papers: 26 Nov 2024 (2 years ago).',
    );
  });

  it('with nothing new says so in one line, and when there last was something', async () => {
    const { reply } = await room.say('picks');
    expect(reply.cards).toBeUndefined();
    expect(toPlain(reply.text ?? '')).toMatch(/^Nothing new today, 25 Nov 2026\. .*The last papers: /);
  });
});
