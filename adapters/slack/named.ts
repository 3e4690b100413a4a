import { findArxivIds } from '../../src/papers/arxiv-id.ts';
import { post } from './answer.ts';
import type { Conversation } from './conversation.ts';
import { mayBeOut } from './marks.ts';
import { type Hearing, heard, rememberAnswer } from './messages.ts';
import { toOwing } from './owed.ts';
import type { Parts } from './parts.ts';
import { situationOf, toPlaceId } from './person.ts';
import { toKey } from './progress.ts';
import { namedPapers, recordSightings } from './sightings.ts';
import { fromWire, withoutLinks } from './wire.ts';

/**
 * Answers, in the thread, a message of a channel that names papers by bare arXiv IDs, where that was switched on.
 * Links are not looked at: `link_shared` brings those their preview. A message to the bot has its own answer.
 */
export async function answerNamed(
  event: unknown,
  { client, team, me, owed }: Hearing,
  parts: Parts,
): Promise<void> {
  const message = heard.safeParse(event).data;
  if (!message || (me !== undefined && message.text.includes(`<@${me}`))) return;
  const { user, channel, ts, thread_ts: inThread } = message;
  const ids = [...new Set(findArxivIds(fromWire(withoutLinks(message.text))).map(({ id }) => id))];
  if (ids.length === 0 || !(await parts.places.hasCards(toPlaceId(team, channel)))) return;
  const where = { client, team, user, channel };
  const { asker, ...situation } = await situationOf(where, parts);
  const thread = inThread ?? ts;
  const asked: Conversation = {
    ...{ client, channel, user, lang: asker.lang, thread: inThread },
    owed: toOwing(owed.key, owed),
  };
  if (await mayBeOut(asked, thread, owed, parts)) return;
  const outcome = await parts.bot.run({
    invocation: { command: 'papers', options: { text: ids.join(' ') } },
    ...situation,
    asker,
    forEveryone: true,
  });
  // Papers that we do not have are nobody's question here.
  const { note: _unknown, ...reply } = outcome.reply;
  if (outcome.outcome !== 'ok' || !reply.cards?.length) return;
  const answer = { ...outcome, reply };
  await rememberAnswer(toKey(team, channel, thread), answer, parts, asker.id);
  await post(asked, thread, answer, parts);
  await recordSightings(namedPapers(outcome), { ...where, ts }, parts);
}
