import { z } from 'zod';
import type { Outcome } from '../../src/bot.ts';
import { wordsFor } from '../../src/words/words.ts';
import { type Action, fromActionId, isOpened } from './action-id.ts';
import { answerAlone, post, replace, toMessage, whisper } from './answer.ts';
import type { Conversation } from './conversation.ts';
import type { Interacting } from './interactions.ts';
import type { Parts } from './parts.ts';
import { withPatience } from './patience.ts';
import { isDirect, person, type Situation, situationOf, teamOf, type Whereabouts } from './person.ts';
import { progressAside, toKey } from './progress.ts';
import { isOutside, logRefusal } from './refusals.ts';
import { relabelled, type SentBlock, toLabels } from './relabel.ts';
import { namedPapers, recordSightings } from './sightings.ts';

const block = z.custom<SentBlock>((value) => z.looseObject({ type: z.string() }).safeParse(value).success);

/** https://docs.slack.dev/reference/interaction-payloads/block_actions-payload */
const pressed = person.extend({
  trigger_id: z.string(),
  channel: z.object({ id: z.string() }),
  container: z.object({
    message_ts: z.string().optional(),
    thread_ts: z.string().optional(),
    is_ephemeral: z.boolean().optional(),
    /** `message`, or `message_attachment` for a card under somebody's link. */
    type: z.string().optional(),
  }),
  message: z
    .object({
      text: z.string().default(''),
      thread_ts: z.string().optional(),
      blocks: z.array(block).optional(),
    })
    .optional(),
  actions: z.tuple([z.object({ action_id: z.string(), value: z.string().optional() })]).rest(z.unknown()),
});

/** A press on a button that carries a line, and the message it stands in. */
interface Press {
  action: Exclude<Action, 'cancel'>;
  line: string;
  /** Names this press, and no other. */
  id: string;
  where: Whereabouts & { channel: string };
  asked: Conversation;
  situation: Situation;
  /** It stands in the conversation as ours, and can be edited; else it is seen by one person, or is part of another's. */
  stands: boolean;
  /** Everybody in a channel sees it. */
  isPublic: boolean;
  message: { ts: string; text: string; blocks: SentBlock[] } | undefined;
}

/**
 * Answers a press on a button of a message. The answer is for the one who pressed, so that a channel is not filled by
 * somebody's reading; sharing is one press more.
 */
export async function answerPress(
  body: unknown,
  { client, respond, owed }: Interacting,
  parts: Parts,
): Promise<void> {
  const { channel, container, message, actions, trigger_id: id, ...who } = pressed.parse(body);
  const [{ action_id: actionId, value: line }] = actions;
  if (isOpened(actionId)) return;
  const action = fromActionId(actionId);
  if (action === undefined || line === undefined) {
    parts.log.warn({ actionId }, 'a button that is not ours, or of a version before');
    return;
  }
  const where = { client, team: teamOf(who), user: who.user.id, channel: channel.id };
  const situation = await situationOf(where, parts);
  const thread = container.thread_ts ?? message?.thread_ts;
  const asked: Conversation = {
    client,
    channel: channel.id,
    user: who.user.id,
    lang: situation.asker.lang,
    respond,
    owed,
    // A message that began a thread stands in the channel: so does what was pressed there.
    thread: thread === container.message_ts ? undefined : thread,
  };
  const isMessage = container.type !== 'message_attachment';
  if (action === 'cancel') {
    await cancel(line, asked, container.is_ephemeral === true, parts);
    return;
  }
  const { message_ts } = container;
  const stands = isMessage && container.is_ephemeral !== true;
  const shown = isMessage && message_ts !== undefined ? message : undefined;
  const press: Press = {
    action,
    line,
    id,
    where,
    asked,
    situation,
    stands,
    isPublic: stands && !isDirect(channel.id),
    message: shown?.blocks && { ts: message_ts ?? '', text: shown.text, blocks: shown.blocks },
  };
  if (action === 'answer') await answer(press, parts);
  else if (action === 'share') await share(press, parts);
  else await parts.inTurn(`${channel.id}/${message_ts ?? id}`, () => change(press, parts));
}

async function answer({ line, id, where, asked, situation }: Press, parts: Parts): Promise<void> {
  const { progress, signal, end } = progressAside(asked, toKey(where.team, where.channel, id), parts);
  const outcome = await parts.bot.run({ line, pressed: true, ...situation, progress, signal });
  await end();
  await answerAlone(asked, outcome, parts);
}

async function share({ line, where, asked, situation }: Press, parts: Parts): Promise<void> {
  const forEveryone = !isDirect(where.channel);
  const outcome = await parts.bot.run({ line, pressed: true, ...situation, forEveryone });
  if (outcome.outcome !== 'ok') {
    await answerAlone(asked, outcome, parts);
    return;
  }
  const ts = await post(asked, asked.thread, outcome, parts);
  if (ts !== undefined) await recordSightings(namedPapers(outcome), { ...where, ts }, parts);
}

/** Changes the message whose button was pressed: all of it, or the labels of some buttons. */
async function change(press: Press, parts: Parts): Promise<void> {
  const { line, where, asked, situation, isPublic, message } = press;
  const outcome = await parts.bot.run({ line, pressed: true, ...situation, forEveryone: isPublic });
  const key = `${where.channel}/${message?.ts}`;
  if (outcome.outcome !== 'ok') {
    await answerAlone(asked, outcome, parts);
  } else if (outcome.reply.relabel) {
    if (!message || !(await relabel({ ...press, message }, outcome.reply.relabel, key, parts)))
      await answerAlone(asked, outcome, parts);
  } else {
    parts.recentLabels.forget(key);
    await replace(asked, outcome, isPublic, parts);
  }
}

/** Gives buttons of a message their new labels. False where Slack does not take it. */
async function relabel(
  { asked, stands, message }: Press & { message: NonNullable<Press['message']> },
  relabels: NonNullable<Outcome['reply']['relabel']>,
  key: string,
  parts: Parts,
): Promise<boolean> {
  const { client, channel, respond } = asked;
  const labels = parts.recentLabels.with(key, toLabels(relabels, parts.bot.commands));
  const shown = { text: message.text, blocks: relabelled(message.blocks, labels) };
  const update = () => client.chat.update({ ...shown, channel, ts: message.ts });
  // An update keeps the message's metadata, by which a delivery is found again.
  const ways = [...(stands ? [update] : []), ...(respond ? [byResponse] : [])];
  for (const way of ways) {
    try {
      await withPatience(parts.patience, way);
      return true;
    } catch (error) {
      if (isOutside(error)) parts.log.debug({ what: 'chat.update' }, 'no member there; taking the next way');
      else logRefusal(error, 'relabelling', parts.log);
    }
  }
  return false;

  function byResponse(): Promise<unknown> {
    return respond?.({ ...shown, replace_original: true }) ?? Promise.resolve();
  }
}

/** Cancels the answer that the button names, where it is the asker's. */
async function cancel(key: string, asked: Conversation, isEphemeral: boolean, parts: Parts): Promise<void> {
  const words = wordsFor(asked.lang);
  const done = parts.cancelling.cancel(key, asked.user);
  if (done === 'cancelled') {
    // In a thread the answer takes the place of what showed its progress; elsewhere it has to go.
    if (isEphemeral) await asked.respond?.({ delete_original: true }).catch(() => undefined);
    return;
  }
  const title = done === 'over' ? words.nothingToCancel : words.notYoursToCancel;
  await whisper(asked, toMessage({ title }, asked, parts), parts);
}
