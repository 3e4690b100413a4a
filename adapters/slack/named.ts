import { findArxivIds } from '../../src/papers/arxiv-id.ts';
import { post } from './answer.ts';
import { type Hearing, heard } from './messages.ts';
import type { Parts } from './parts.ts';
import { toPlace } from './person.ts';
import { fromWire, withoutLinks } from './wire.ts';

/**
 * Answers, in the thread, a message of a channel that names papers by bare arXiv IDs, where that was switched on.
 * Links are not looked at: `link_shared` brings those their preview. A message to the bot has its own answer.
 */
export async function answerNamed(
  event: unknown,
  { client, team, me }: Hearing,
  parts: Parts,
): Promise<void> {
  const message = heard.safeParse(event).data;
  if (!message || (me !== undefined && message.text.includes(`<@${me}`))) return;
  const { user, channel, ts, thread_ts: thread } = message;
  const ids = [...new Set(findArxivIds(fromWire(withoutLinks(message.text))).map(({ id }) => id))];
  const place = toPlace(team, channel);
  if (ids.length === 0 || !place || !(await parts.places.hasCards(place.id))) return;
  const asker = await parts.askerOf(client, team, user);
  const outcome = await parts.bot.run({
    invocation: { command: 'papers', options: { text: ids.join(' ') } },
    asker,
  });
  // Papers that we do not have are nobody's question here.
  const { note: _unknown, ...reply } = outcome.reply;
  if (outcome.outcome !== 'ok' || !reply.cards?.length) return;
  await post(
    { client, channel, user, thread },
    thread ?? ts,
    { outcome: { ...outcome, reply }, asker },
    parts,
  );
}
