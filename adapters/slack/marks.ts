import { z } from 'zod';
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

/**
 * Whether the answer of that key may stand in a thread already: it does, or we may not look. Then rather none than two.
 */
export async function mayStand(
  { client, channel }: Conversation,
  thread: string,
  key: string,
  { log }: Pick<Parts, 'log'>,
): Promise<boolean> {
  try {
    const asked = { channel, ts: thread, limit: PER_PAGE, include_all_metadata: true };
    const { messages = [] } = await client.conversations.replies(asked);
    return messages.some((each) => marked.safeParse(each).data?.metadata.event_payload.key === key);
  } catch (error) {
    const todo = 'set SLACK_MESSAGE_CONTENT=1, print the manifest and install the app again to let it look';
    const fields = codeOf(error) === 'missing_scope' ? { err: error, todo } : { err: error };
    log.warn(fields, 'not answered: another process may have, before it died, and we may not look');
    return true;
  }
}
