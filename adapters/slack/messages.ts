import { z } from 'zod';
import { followUpOf } from '../../src/answers/thread.ts';
import { runsOf } from '../../src/answers/threads.ts';
import type { Outcome } from '../../src/bot.ts';
import type { Command, Invocation } from '../../src/command.ts';
import type { Owed } from '../../src/debts/owing.ts';
import { inPassing } from '../../src/passing.ts';
import { answerAlone, post } from './answer.ts';
import type { Conversation } from './conversation.ts';
import { mayBeOut } from './marks.ts';
import { toOwing } from './owed.ts';
import type { Client, Parts } from './parts.ts';
import { isDirect, situationOf } from './person.ts';
import { progressInThread, toKey } from './progress.ts';
import { logRefusal } from './refusals.ts';
import { namedPapers, recordSightings } from './sightings.ts';
import { fromWire } from './wire.ts';

/** A message as `app_mention` and `message.im` carry it. https://docs.slack.dev/reference/events/message */
export const heard = z.object({
  user: z.string(),
  text: z.string().default(''),
  channel: z.string(),
  ts: z.string(),
  thread_ts: z.string().optional(),
  bot_id: z.undefined().optional(),
  /** Absent for what a person writes; these two are written by people, too. Edits and deletions are not for us. */
  subtype: z.enum(['file_share', 'thread_broadcast']).optional(),
});

export interface Hearing {
  client: Client;
  team: string;
  /** Our own user there. */
  me: string | undefined;
  owed: Owed & { key: string };
}

/** Answers a message that speaks to the bot, in its thread: a mention, or a direct message. */
export async function answerMessage(
  event: unknown,
  { client, team, me, owed }: Hearing,
  parts: Parts,
): Promise<void> {
  const message = heard.safeParse(event).data;
  if (!message) return;
  const { user, channel, ts, thread_ts: inThread } = message;
  const where = { client, team, user, channel };
  const { asker, ...situation } = await situationOf(where, parts);
  const thread = inThread ?? ts;
  const said = fromWire(me === undefined ? message.text : withoutMention(message.text, me));
  const meant = inPassing(said, parts.bot.commands);
  const request =
    inThread === undefined ? meant : await followingUp(meant, toKey(team, channel, thread), parts);
  const forEveryone = !isDirect(channel);
  // An ephemeral message in a thread that nobody has answered yet would be seen by nobody.
  const asked: Conversation = {
    ...{ client, channel, user, lang: asker.lang, thread: inThread },
    owed: toOwing(owed.key, owed),
  };
  if (await mayBeOut(asked, thread, owed, parts)) return;
  const underWay = progressInThread(asked, thread, toKey(team, channel, ts), parts);
  const { progress, signal } = underWay;
  const outcome = await parts.bot.run({ ...request, ...situation, asker, forEveryone, progress, signal });
  const shown = await underWay.end();
  if (outcome.reply.visibleTo === 'asker' && forEveryone) {
    if (shown !== undefined) await takeBack(client, channel, shown, parts);
    await answerAlone(asked, outcome, parts);
  } else {
    // Remembered before it can be read, and so before anybody goes on from it.
    await rememberAnswer(toKey(team, channel, thread), outcome, parts, asker.id);
    await post(asked, thread, outcome, parts, shown);
  }
  await recordSightings(namedPapers(outcome), { ...where, ts }, parts);
}

type Meant = { line: string } | { invocation: Invocation };

/** A question in passing, in a thread where something was answered, goes on from there. */
async function followingUp(meant: Meant, thread: string, { threads, bot, log }: Parts): Promise<Meant> {
  if (!('invocation' in meant) || !takesFollowUps(meant.invocation, bot.commands)) return meant;
  const { command, options } = meant.invocation;
  try {
    return { invocation: { command, options: { ...options, ...followUpOf(await threads.recall(thread)) } } };
  } catch (error) {
    log.error({ err: error }, 'cannot tell what a thread is about');
    return meant;
  }
}

function takesFollowUps({ command }: Invocation, commands: readonly Command[]): boolean {
  const found = commands.find(({ name }) => name === command);
  return found !== undefined && 'about' in found.options.shape && 'papers' in found.options.shape;
}

/** Remembers what an answer was about, for follow-ups in its thread. Never rejects. */
export async function rememberAnswer(
  thread: string,
  outcome: Pick<Outcome, 'reply' | 'invocation'>,
  { threads, log }: Pick<Parts, 'threads' | 'log'>,
  person?: string,
): Promise<void> {
  const runs = runsOf(outcome);
  if (runs.length === 0) return;
  try {
    await threads.remember(thread, runs, person);
  } catch (error) {
    log.error({ err: error }, 'what a thread is about was not remembered');
  }
}

async function takeBack(client: Client, channel: string, ts: string, { log }: Parts): Promise<void> {
  try {
    await client.chat.delete({ channel, ts });
  } catch (error) {
    logRefusal(error, 'chat.delete', log);
  }
}

function withoutMention(text: string, me: string): string {
  return text
    .split(/(<@[A-Z0-9]+(?:\|[^<>]*)?>)/)
    .map((part) => (part.startsWith(`<@${me}>`) || part.startsWith(`<@${me}|`) ? ' ' : part))
    .join('');
}
