import { z } from 'zod';
import { answerAlone } from './answer.ts';
import type { Conversation, Owing, Respond } from './conversation.ts';
import type { Client, Parts } from './parts.ts';
import { person, situationOf, teamOf } from './person.ts';
import { progressAside, toKey } from './progress.ts';
import { fromWire } from './wire.ts';

/** What comes with an interaction in a conversation. */
export interface Interacting {
  client: Client;
  respond: Respond | undefined;
  owed?: Owing | undefined;
}

/** https://docs.slack.dev/interactivity/implementing-slash-commands */
const slash = z.object({
  team_id: z.string(),
  channel_id: z.string(),
  user_id: z.string(),
  trigger_id: z.string(),
  text: z.string().default(''),
});

/** Answers `/paper …`: for the asker alone, with a button to share. */
export async function answerSlash(
  body: unknown,
  { client, respond, owed }: Interacting,
  parts: Parts,
): Promise<void> {
  const { team_id: team, channel_id: channel, user_id: user, trigger_id: id, text } = slash.parse(body);
  const situation = await situationOf({ client, team, user, channel }, parts);
  const line = fromWire(text).trim() || 'help';
  const asked: Conversation = { client, channel, user, lang: situation.asker.lang, respond, owed };
  const { progress, signal, end } = progressAside(asked, toKey(team, channel, id), parts);
  const outcome = await parts.bot.run({ line, ...situation, progress, signal });
  await end();
  await answerAlone(asked, outcome, parts);
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
  { client, respond, owed }: Interacting,
  parts: Parts,
): Promise<void> {
  const { channel, message, ...who } = messageAction.parse(body);
  const previews = message.attachments.flatMap((each) =>
    Object.values(each).filter((text) => text !== undefined),
  );
  const text = fromWire([message.text, ...previews].join('\n')).slice(0, MOST);
  const user = who.user.id;
  const situation = await situationOf({ client, team: teamOf(who), user, channel: channel.id }, parts);
  const outcome = await parts.bot.run({ invocation: { command: 'papers', options: { text } }, ...situation });
  const { lang } = situation.asker;
  const asked: Conversation = {
    ...{ client, channel: channel.id, user, lang, respond, owed },
    thread: message.thread_ts,
  };
  await answerAlone(asked, outcome, parts);
}
