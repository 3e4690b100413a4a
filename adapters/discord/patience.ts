import { setTimeout as wait } from 'node:timers/promises';
import type { Outcome, Request } from '../../src/bot.ts';
import { findCommand } from '../../src/line.ts';
import type { Reply } from '../../src/reply.ts';
import { logRefusal } from './log-refusal.ts';
import type { Parts } from './parts.ts';
import { createProgress } from './progress.ts';

/** Discord waits 3 s for the first answer; a command that is not done by then is acknowledged first. */
const ACKNOWLEDGE_AFTER = 1_500;

/** Shows what there is so far, with the button of that `custom_id` that cancels the rest. */
export type Show = (reply: Reply, cancel: string) => Promise<void>;

export interface Asking {
  /** Of the interaction or message that is answered. */
  id: string;
  userId: string;
  /** Says that an answer comes; gives where to show what there is of it. */
  acknowledge(): Promise<Show | undefined>;
}

/**
 * Runs a request. Where that takes its time, says so first and shows what there is so far, and the asker may cancel. Once
 * it resolves nothing more of that is shown.
 *
 * @returns `quick` where nothing was said before.
 */
export async function runPatiently(
  request: Request,
  { id, userId, acknowledge }: Asking,
  parts: Parts,
): Promise<{ outcome: Outcome; quick: boolean }> {
  const job = parts.cancels.begin(id, userId);
  const progress = createProgress(parts.timer, (error) => logRefusal(error, parts));
  try {
    const running = parts.bot.run({ ...request, progress: progress.offer, signal: job.signal });
    const quick = isSlow(request, parts)
      ? false
      : await Promise.race([running.then(() => true), wait(ACKNOWLEDGE_AFTER, false, { ref: false })]);
    const show = quick ? undefined : await acknowledge();
    if (show) progress.open((reply) => show(reply, job.customId));
    return { outcome: await running, quick };
  } finally {
    await progress.close();
    job.end();
  }
}

function isSlow(request: Request, { bot }: Parts): boolean {
  return 'invocation' in request && findCommand(request.invocation.command, bot.commands)?.slow === true;
}
