import type { RespondFn } from '@slack/bolt';
import { z } from 'zod';
import { fromActionId, isOpened } from './action-id.ts';
import { type Conversation, post, replace, toPrivate, whisper } from './answer.ts';
import type { Client, Parts } from './parts.ts';
import { askerBehind, inPlace, person, teamOf, toPlace } from './person.ts';
import { fromWire } from './wire.ts';

/** https://docs.slack.dev/interactivity/implementing-slash-commands */
const slash = z.object({
  team_id: z.string(),
  channel_id: z.string(),
  user_id: z.string(),
  text: z.string().default(''),
});

/** Answers `/paper …`: for the asker alone, with a button to share. */
export async function answerSlash(
  body: unknown,
  { client, respond }: Interacting,
  parts: Parts,
): Promise<void> {
  const { team_id: team, channel_id: channel, user_id: user, text } = slash.parse(body);
  const asker = await parts.askerOf(client, team, user);
  const line = fromWire(text).trim() || 'help';
  const outcome = await parts.bot.run({ line, asker, ...inPlace(toPlace(team, channel)) });
  await whisper({ client, channel, user, respond }, toPrivate(outcome, asker, parts), parts);
}

/** What comes with an interaction in a conversation. */
export interface Interacting {
  client: Client;
  respond: RespondFn | undefined;
}

/** https://docs.slack.dev/reference/interaction-payloads/block_actions-payload */
const pressed = person.extend({
  channel: z.object({ id: z.string() }),
  container: z.object({ message_ts: z.string().optional(), thread_ts: z.string().optional() }),
  message: z.object({ thread_ts: z.string().optional() }).optional(),
  actions: z.tuple([z.object({ action_id: z.string(), value: z.string().optional() })]).rest(z.unknown()),
});

/**
 * Answers a press on a button of a message. The answer is for the one who pressed, so that a channel is not filled by
 * somebody's reading; sharing is one press more.
 */
export async function answerPress(
  body: unknown,
  { client, respond }: Interacting,
  parts: Parts,
): Promise<void> {
  const { channel, container, message, actions, ...who } = pressed.parse(body);
  const [{ action_id: actionId, value: line }] = actions;
  if (isOpened(actionId)) return;
  const action = fromActionId(actionId);
  if (action === undefined || line === undefined) {
    parts.log.warn({ actionId }, 'a button that is not ours, or of a version before');
    return;
  }
  const asker = await askerBehind(who, client, parts);
  const outcome = await parts.bot.run({
    line,
    asker,
    pressed: true,
    ...inPlace(toPlace(teamOf(who), channel.id)),
  });
  const thread = container.thread_ts ?? message?.thread_ts;
  // A message that began a thread stands in the channel: so does what was pressed there.
  const asked: Conversation = {
    client,
    channel: channel.id,
    user: who.user.id,
    respond,
    thread: thread === container.message_ts ? undefined : thread,
  };
  if (action === 'share' && outcome.outcome === 'ok')
    await post(asked, asked.thread, { outcome, asker }, parts);
  else if (action === 'replace' && outcome.outcome === 'ok')
    await replace(asked, toPrivate(outcome, asker, parts), parts);
  else await whisper(asked, toPrivate(outcome, asker, parts), parts);
}

/** https://docs.slack.dev/reference/interaction-payloads/shortcuts-interaction-payload */
const messageAction = person.extend({
  channel: z.object({ id: z.string() }),
  message: z.object({
    ts: z.string(),
    text: z.string().default(''),
    thread_ts: z.string().optional(),
    attachments: z
      .array(
        z.object({
          text: z.string().optional(),
          fallback: z.string().optional(),
          title: z.string().optional(),
          from_url: z.string().optional(),
          title_link: z.string().optional(),
        }),
      )
      .default([]),
  }),
});

/** As much of a message as `papers` takes. */
const MOST = 6_000;

/** Answers the shortcut in a message's menu: a card for each paper it names, for the asker alone. */
export async function answerMessageShortcut(
  body: unknown,
  { client, respond }: Interacting,
  parts: Parts,
): Promise<void> {
  const { channel, message, ...who } = messageAction.parse(body);
  const previews = message.attachments.flatMap((each) =>
    Object.values(each).filter((text) => text !== undefined),
  );
  const text = fromWire([message.text, ...previews].join('\n')).slice(0, MOST);
  const asker = await askerBehind(who, client, parts);
  const outcome = await parts.bot.run({ invocation: { command: 'papers', options: { text } }, asker });
  const asked: Conversation = {
    client,
    channel: channel.id,
    user: who.user.id,
    respond,
    thread: message.thread_ts,
  };
  await whisper(asked, toPrivate(outcome, asker, parts), parts);
}
