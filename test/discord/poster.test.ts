import { type APIMessage, PermissionFlagsBits } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Posting } from '../../src/daily/poster.ts';
import { UnavailableError } from '../../src/errors.ts';
import { buttonsOf, textOf } from '../support/discord/discord.ts';
import { type Connected, connectToDiscord } from '../support/discord-driver.ts';
import { replies, showcase } from '../support/showcase.ts';

let connected: Connected;
let discord: Connected['discord'];
let post: Connected['running']['poster']['post'];

beforeEach(async () => {
  connected = await connectToDiscord(showcase);
  discord = connected.discord;
  post = connected.running.poster.post;
});
afterEach(() => connected.stop());

const KEY = 'k3f9x2/2026-11-22';
const always = () => Promise.resolve(true);
const placeOf = ({ id }: { id: string }) => `discord:${id}`;
const posting = (more: Partial<Posting> = {}): Posting => ({
  place: placeOf(discord.channel),
  key: KEY,
  reply: replies.rows ?? {},
  lang: 'en',
  ...more,
});
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);
const POSTS = { method: 'POST', path: /\/channels\/\d+\/messages$/ } as const;
const postsTo = (id: string) =>
  discord.requests.filter(({ method, path }) => method === 'POST' && path === `/channels/${id}/messages`);

describe('a delivery', () => {
  it('is posted for everyone, with all buttons, and pings nobody', async () => {
    const posted = await post(posting(), always);
    const [message] = discord.messages(discord.channel);
    expect(posted).toEqual({ kind: 'posted', message: message?.id });
    expect(message && textOf(message)).toContain('Card with a row 5');
    expect(message && buttonsOf(message)).toHaveLength(22);
    expect(discord.pings).toEqual([]);
    discord.expectClean();
  });

  it('goes into threads too', async () => {
    const thread = discord.addThread(discord.channel, 'picks');
    expect(await post(posting({ place: placeOf(thread) }), always)).toMatchObject({ kind: 'posted' });
    expect(discord.messages(thread)).toHaveLength(1);
    discord.expectClean();
  });

  it('is posted once, though the answer to the first attempt was lost and all is tried again', async () => {
    discord.faults.add(POSTS, { kind: 'lose answer' });
    await expect(post(posting(), always)).rejects.toThrow(UnavailableError);
    const again = await post(posting({ since: minutesAgo(0) }), always);
    const [message, ...others] = discord.messages(discord.channel);
    expect(others).toEqual([]);
    expect(again).toEqual({ kind: 'found', message: message?.id });
  });

  it('is posted once by discord.js’s own repetition after a gateway error', async () => {
    discord.faults.add(POSTS, { kind: 'status', status: 502 });
    expect(await post(posting(), always)).toMatchObject({ kind: 'posted' });
    expect(discord.messages(discord.channel)).toHaveLength(1);
  });

  it('is found hours later, pages of other messages before and behind it', async () => {
    const { message } = (await post(posting(), always)) as { message: string };
    for (let count = 0; count < 250; count++) discord.say(discord.channel, `message ${count}`);
    const own = (await post(posting({ key: 'other/2026-11-22' }), always)) as { message: string };
    discord.advance(5 * 3_600_000);
    expect(await post(posting({ since: minutesAgo(1) }), always)).toEqual({ kind: 'found', message });
    const late = posting({ key: 'other/2026-11-22', since: minutesAgo(1) });
    expect(await post(late, always)).toEqual({ kind: 'found', message: own.message });
    expect(await post(posting({ key: 'k3f9x2/2026-11-23', since: minutesAgo(1) }), always)).toMatchObject({
      kind: 'posted',
    });
    expect(discord.messages(discord.channel)).toHaveLength(253);
    discord.expectClean();
  });

  it('is found after people voted on it, which changes its message', async () => {
    const { message } = (await post(posting(), always)) as { message: string };
    const shown = discord.messages(discord.channel)[0];
    if (!shown) throw new Error('no message');
    await discord.press(shown, 'Three');
    expect(await post(posting({ since: minutesAgo(1) }), always)).toEqual({ kind: 'found', message });
  });

  it('is not taken for found where somebody else’s message is alike', async () => {
    await post(posting(), always);
    const mine = discord.messages(discord.channel)[0];
    if (!mine) throw new Error('no message');
    const author = { ...mine.author, id: discord.user.id };
    // The very same components, by another bot.
    Object.assign(mine, { author, nonce: 'another' } satisfies Partial<APIMessage>);
    expect(await post(posting({ since: minutesAgo(1) }), always)).toMatchObject({ kind: 'posted' });
  });

  it('relies on the nonce where it may not look, and is given up once the nonce may be forgotten', async () => {
    discord.deny(discord.channel, PermissionFlagsBits.ReadMessageHistory);
    await discord.slash('paper hello');
    const first = await post(posting(), always);
    const second = await post(posting({ since: minutesAgo(1) }), always);
    expect(second).toEqual({ kind: 'posted', message: (first as { message: string }).message });
    expect(await post(posting({ since: minutesAgo(3) }), always)).toEqual({ kind: 'unknown' });
    expect(postsTo(discord.channel.id)).toHaveLength(2);
    discord.expectClean();
  });

  it('is not sent once the claim is lost, not even after the wait for a rate limit', async () => {
    const lost = () => Promise.resolve(false);
    await expect(post(posting(), lost)).rejects.toThrow(UnavailableError);
    expect(postsTo(discord.channel.id)).toEqual([]);
    discord.faults.add(POSTS, { kind: 'rate limit', retryAfter: 0.1 });
    const answers = [true, false];
    await expect(post(posting(), () => Promise.resolve(answers.shift() ?? false))).rejects.toThrow(
      UnavailableError,
    );
    expect(postsTo(discord.channel.id).map(({ status }) => status)).toEqual([429]);
    expect(discord.messages(discord.channel)).toEqual([]);
  });

  it('is not held up by another channel that hangs', async () => {
    const stuck = discord.addChannel('stuck');
    discord.faults.add({ method: 'POST', path: new RegExp(`/channels/${stuck.id}/`) }, { kind: 'hang' });
    const hanging = post(posting({ place: placeOf(stuck), key: 'other/2026-11-22' }), always);
    hanging.catch(() => {});
    await discord.until(() => postsTo(stuck.id).length > 0, 'the request that hangs');
    expect(await post(posting(), always)).toMatchObject({ kind: 'posted' });
  });

  it('goes out beside many others, past a channel that hangs and one that is limited', async () => {
    const [stuck, limited] = [discord.addChannel('stuck'), discord.addChannel('limited')];
    const to = ({ id }: { id: string }) =>
      ({ method: 'POST', path: new RegExp(`/channels/${id}/`) }) as const;
    discord.faults.add(to(stuck), { kind: 'hang' });
    discord.faults.add(to(limited), { kind: 'rate limit', retryAfter: 0.2 });
    const others = Array.from({ length: 60 }, (_, at) => discord.addChannel(`channel-${at}`));
    const all = [stuck, limited, ...others].map((channel) =>
      post(posting({ place: placeOf(channel), key: `${channel.name}/2026-11-22` }), always),
    );
    all[0]?.catch(() => {});
    const posted = await Promise.all(all.slice(1));
    expect(posted.every(({ kind }) => kind === 'posted')).toBe(true);
    for (const channel of [limited, ...others]) expect(discord.messages(channel)).toHaveLength(1);
    expect(discord.messages(stuck)).toEqual([]);
    discord.expectClean();
  });

  it('is refused by a channel that is gone, hidden or closed to us, and says why', async () => {
    const [gone, hidden, closed, left] = ['gone', 'hidden', 'closed', 'left'].map((name) =>
      discord.addChannel(name, name === 'left' ? discord.addGuild('Elsewhere') : discord.guild),
    );
    if (!gone || !hidden || !closed || !left?.guild) throw new Error('no channels');
    discord.removeChannel(gone);
    discord.deny(hidden, PermissionFlagsBits.ViewChannel);
    discord.deny(closed, PermissionFlagsBits.SendMessages);
    discord.removeBot(left.guild);
    const why = async (place: { id: string }, since?: Date) =>
      post(posting({ place: placeOf(place), ...(since && { since }) }), always);
    expect(await why(gone)).toEqual({ kind: 'refused', why: 'gone' });
    expect(await why(gone, minutesAgo(1))).toEqual({ kind: 'refused', why: 'gone' });
    for (const place of [hidden, closed, left])
      expect(await why(place)).toEqual({ kind: 'refused', why: 'not-allowed' });
    discord.expectClean({ except: [10003, 50001, 50013] });
  });
});

describe('a word in private', () => {
  it('reaches the person', async () => {
    await connected.running.poster.tell(placeOf(discord.user), { title: 'The channel is gone' }, 'en');
    const [told] = discord.messages(discord.directChannel());
    expect(told && textOf(told)).toContain('The channel is gone');
    discord.expectClean();
  });

  it('goes to the log where the person takes none', async () => {
    discord.closeDirectMessages(discord.user);
    await connected.running.poster.tell(placeOf(discord.user), { title: 'The channel is gone' }, 'en');
    expect(connected.log.entries.at(-1)).toMatchObject({
      level: 'warn',
      fields: { person: placeOf(discord.user) },
    });
    discord.expectClean({ except: [50007] });
  });
});
