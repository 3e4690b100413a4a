import { z } from 'zod';
import type { Owed } from '../../src/debts/owing.ts';
import type { Conversation } from './conversation.ts';
import type { Parts } from './parts.ts';
import { codeOf } from './refusals.ts';

/** By which an answer's message is known. https://docs.slack.dev/messaging/message-metadata */
const EVENT_TYPE = 'paperboy_answer';

/** As many answers as a thread is looked through for. */
const PER_PAGE = 200;

const marked = z.object({
  metadata: z.object({
    event_type: z.literal(EVENT_TYPE),
    event_payload: z.object({ key: z.string() }),
  }),
});

/** What marks the message of an answer that is owed. */
export function toMark({ owed }: Pick<Conversation, 'owed'>): {
  metadata?: { event_type: string; event_payload: { key: string } };
} {
  return owed ? { metadata: { event_type: EVENT_TYPE, event_payload: { key: owed.key } } } : {};
}

/** Whether another process may have given an answer in a thread: it stands there, or we cannot tell. Then rather none than two. */
export async function mayBeOut(
  { client, channel }: Conversation,
  thread: string,
  { key, begun }: Pick<Owed, 'begun'> & { key: string },
  { log }: Pick<Parts, 'log'>,
): Promise<boolean> {
  if (begun === 'no') return false;
  if (begun === 'unseen') {
    logUnseen(key, log);
    return true;
  }
  try {
    const asked = { channel, ts: thread, limit: PER_PAGE, include_all_metadata: true };
    const { messages = [] } = await client.conversations.replies(asked);
    return messages.some((each) => marked.safeParse(each).data?.metadata.event_payload.key === key);
  } catch (error) {
    const todo = 'set SLACK_MESSAGE_CONTENT=1, print the manifest and install the app again to let it look';
    const fields = codeOf(error) === 'missing_scope' ? { err: error, todo, key } : { err: error, key };
    log.warn(fields, 'not answered: another process may have, before it died, and we may not look');
    return true;
  }
}

/** Says that an answer is not given which a person alone may have already. */
export function logUnseen(key: string, log: Parts['log']): void {
  log.warn({ key }, 'not answered: another process may have, before it died, and nobody can look');
}
