import { z } from 'zod';
import { inPassing } from '../../src/passing.ts';
import { type Conversation, post, toPrivate, whisper } from './answer.ts';
import type { Client, Parts } from './parts.ts';
import { inPlace, toPlace } from './person.ts';
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
}

/** Answers a message that speaks to the bot, in its thread: a mention, or a direct message. */
export async function answerMessage(
  event: unknown,
  { client, team, me }: Hearing,
  { isDirect }: { isDirect: boolean },
  parts: Parts,
): Promise<void> {
  const message = heard.safeParse(event).data;
  if (!message) return;
  const { user, channel, ts, thread_ts: thread } = message;
  const asker = await parts.askerOf(client, team, user);
  const said = fromWire(me === undefined ? message.text : withoutMention(message.text, me));
  const outcome = await parts.bot.run({
    ...inPassing(said, parts.bot.commands),
    asker,
    ...inPlace(toPlace(team, channel)),
  });
  // An ephemeral message in a thread that nobody has answered yet would be seen by nobody.
  const asked: Conversation = { client, channel, user, thread };
  if (outcome.reply.visibleTo === 'asker' && !isDirect)
    await whisper(asked, toPrivate(outcome, asker, parts), parts);
  else await post(asked, thread ?? ts, { outcome, asker }, parts);
}

function withoutMention(text: string, me: string): string {
  return text
    .split(/(<@[A-Z0-9]+(?:\|[^<>]*)?>)/)
    .map((part) => (part.startsWith(`<@${me}>`) || part.startsWith(`<@${me}|`) ? ' ' : part))
    .join('');
}
