import { webApi } from '@slack/bolt';
import { describe, expect, it } from 'vitest';
import { createEdits } from '../../adapters/slack/edits.ts';
import { createPacing } from '../../adapters/slack/pacing.ts';
import { createFakeTimer } from '../support/fake-timer.ts';

/**
 * A timer whose sleepers wake in the order of their time, whoever sleeps beside them: the others of a test move the
 * clock for all at once.
 */
function createSharedTimer() {
  let now = 0;
  const sleepers: { at: number; wake: () => void }[] = [];
  return {
    now: () => now,
    sleep: (ms: number) =>
      new Promise<void>((wake) => {
        sleepers.push({ at: now + ms, wake });
      }),
    /** Lets time pass until nobody sleeps and nothing is left to do. */
    async pass() {
      for (;;) {
        await new Promise((resolve) => setImmediate(resolve));
        const [next] = sleepers.toSorted((a, b) => a.at - b.at);
        if (!next) return;
        sleepers.splice(sleepers.indexOf(next), 1);
        now = Math.max(now, next.at);
        next.wake();
      }
    },
  };
}

describe('messages', () => {
  it('keep a second per channel and a steady pace per workspace, 500 at once', async () => {
    const timer = createSharedTimer();
    const pacing = createPacing(timer);
    const sent: { team: string; channel: string; at: number }[] = [];
    const all = Array.from({ length: 500 }, (_, index) => {
      const [team, channel] = [`T${index % 2}`, `C${index % 100}`];
      return pacing.send(team, channel, () =>
        Promise.resolve(void sent.push({ team, channel, at: timer.now() })),
      );
    });
    await timer.pass();
    await Promise.all(all);
    expect(sent).toHaveLength(500);
    for (const team of ['T0', 'T1']) {
      const times = sent.filter((each) => each.team === team).map(({ at }) => at);
      const gaps = times.slice(1).map((at, index) => at - (times[index] ?? 0));
      expect(Math.min(...gaps)).toBeGreaterThanOrEqual(150);
      expect(times.at(-1)).toBeLessThan(250 * 150 + 2_000);
    }
    for (let index = 0; index < 100; index += 1) {
      const times = sent.filter(({ channel }) => channel === `C${index}`).map(({ at }) => at);
      expect(times.slice(1).every((at, later) => at - (times[later] ?? 0) >= 1_000)).toBe(true);
    }
  });

  it('wait as long as Slack says, in that workspace and for that method alone', async () => {
    const timer = createSharedTimer();
    const pacing = createPacing(timer);
    const done: string[] = [];
    const limits = [new webApi.WebAPIRateLimitedError(30)];
    const note = (what: string) => () => {
      const limit = what === 'T1/C1' ? limits.pop() : undefined;
      if (limit) return Promise.reject(limit);
      return Promise.resolve(void done.push(`${what} at ${timer.now()}`));
    };
    const all = [
      pacing.send('T1', 'C1', note('T1/C1')),
      pacing.send('T1', 'C2', note('T1/C2')),
      pacing.send('T2', 'C1', note('T2/C1')),
      pacing.call('T1', 'conversations.history', note('history')),
    ];
    await timer.pass();
    await Promise.all(all);
    expect(done.sort()).toEqual(['T1/C1 at 30000', 'T1/C2 at 30150', 'T2/C1 at 0', 'history at 0']);
  });

  it('do not wait for one that never ends', async () => {
    const timer = createSharedTimer();
    const pacing = createPacing(timer);
    void pacing.send('T1', 'C1', () => new Promise(() => undefined));
    const other = pacing.send('T1', 'C2', () => Promise.resolve('sent'));
    await timer.pass();
    expect(await other).toBe('sent');
  });
});

describe('edits', () => {
  it('show the newest, in order, one at a time, and nothing once they ended', async () => {
    const shown: number[] = [];
    let sending = 0;
    const send = async (count: number) => {
      sending += 1;
      expect(sending).toBe(1);
      await new Promise((resolve) => setImmediate(resolve));
      shown.push(count);
      sending -= 1;
    };
    const edits = createEdits(send, 1_000, createFakeTimer());
    for (let count = 0; count < 5; count += 1) edits.show(count);
    await new Promise((resolve) => setImmediate(resolve));
    edits.show(5);
    edits.show(6);
    await edits.end();
    edits.show(7);
    await edits.end();
    expect(shown).toEqual(shown.toSorted((a, b) => a - b));
    expect(shown[0]).toBe(0);
    expect(shown).not.toContain(7);
    expect(sending).toBe(0);
  });
});
