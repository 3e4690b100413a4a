import { webApi } from '@slack/bolt';
import type { Timer } from '../../src/sources/timer.ts';
import { codeOf } from './refusals.ts';

/** Milliseconds between two messages to one channel. https://docs.slack.dev/apis/web-api/rate-limits */
const PER_CHANNEL = 1_000;
/** Milliseconds between two messages to one workspace: Slack takes several hundred a minute. */
const PER_WORKSPACE = 150;
/** What is waited where Slack names no time. */
const USUAL_REST = 1_000;

/**
 * Keeps Slack's rate limits by waiting: about one message a second per channel and several hundred a minute per
 * workspace, and what Slack says with 429 per method and workspace. What waits for one channel or workspace delays no
 * other; messages begin one after the other, but none waits until another is through.
 */
export function createPacing({ now, sleep }: Pick<Timer, 'now' | 'sleep'>) {
  /** When a method may be called again in a workspace. */
  const rests = new Map<string, number>();
  /** When the next message to a workspace may begin. */
  const begins = new Map<string, number>();
  /** The last message to a channel, sent or on its way, with the pause after it. */
  const turns = new Map<string, Promise<void>>();

  /**
   * @param work is run again after each 429, which did nothing; everything else is the caller's
   * @param begin waits for its turn to begin
   */
  async function call<Result>(
    team: string,
    method: string,
    work: () => Promise<Result>,
    begin?: () => Promise<void>,
  ): Promise<Result> {
    const key = `${team}/${method}`;
    for (;;) {
      // All who rested wake at once, so each takes its turn after that, and looks again.
      for (let rest = restOf(key); rest > 0; rest = restOf(key)) await sleep(rest);
      await begin?.();
      if (restOf(key) > 0) continue;
      try {
        return await work();
      } catch (error) {
        const rest = restAfter(error);
        if (rest === undefined) throw error;
        rests.set(key, Math.max(rests.get(key) ?? 0, now() + rest));
      }
    }
  }

  const restOf = (key: string): number => (rests.get(key) ?? Number.NEGATIVE_INFINITY) - now();

  async function begin(team: string): Promise<void> {
    const at = Math.max(now(), begins.get(team) ?? Number.NEGATIVE_INFINITY);
    begins.set(team, at + PER_WORKSPACE);
    if (at > now()) await sleep(at - now());
  }

  /** Posts to a channel, in turn. */
  async function send<Result>(team: string, channel: string, work: () => Promise<Result>): Promise<Result> {
    const key = `${team}/${channel}`;
    const before = turns.get(key);
    const sending = (before ?? Promise.resolve()).then(() =>
      call(team, 'chat.postMessage', work, () => begin(team)),
    );
    const turn = sending
      .then(
        () => sleep(PER_CHANNEL),
        () => undefined,
      )
      .finally(() => {
        if (turns.get(key) === turn) turns.delete(key);
      });
    turns.set(key, turn);
    return sending;
  }

  return { call, send };
}

/** Milliseconds for which Slack wants no more of this; undefined where that is not why it refused. */
function restAfter(error: unknown): number | undefined {
  if (error instanceof webApi.WebAPIRateLimitedError) return error.retryAfter * 1000;
  return codeOf(error) === 'ratelimited' ? USUAL_REST : undefined;
}
