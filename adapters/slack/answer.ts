import type { Outcome } from '../../src/bot.ts';
import { formatLine } from '../../src/line.ts';
import type { Reply } from '../../src/reply.ts';
import { wordsFor } from '../../src/words/words.ts';
import { at, type Conversation, isOurs, noPreviews } from './conversation.ts';
import { sendAlone, uploadHere } from './files.ts';
import { toMark } from './marks.ts';
import type { Parts } from './parts.ts';
import { withPatience } from './patience.ts';
import { isOutside, logRefusal } from './refusals.ts';
import { type Rendered, render } from './render.ts';

interface Responding {
  response_type?: 'ephemeral' | 'in_channel';
  replace_original: boolean;
}

/** `send` may give the timestamp by which the message is known. */
type Way = [name: string, send: () => Promise<string | undefined>];

/** What came of it: the message, where one is known, or what the last way was refused with. */
type Sent = { ts: string | undefined } | { refused: unknown };

/** Tries one way after the other, each with patience. */
async function firstOf(ways: readonly Way[], { log, patience }: Parts): Promise<Sent> {
  let refused: unknown;
  for (const [index, [name, send]] of ways.entries()) {
    try {
      return { ts: await withPatience(patience, send) };
    } catch (error) {
      refused = error;
      const isExpected = isOutside(error) && index < ways.length - 1;
      if (isExpected) log.debug({ what: name }, 'no member there; taking the next way');
      else logRefusal(error, name, log);
    }
  }
  return { refused };
}

function responding(asked: Conversation, message: Rendered, how: Responding): Way[] {
  const { respond, thread } = asked;
  if (!respond) return [];
  const where = thread === undefined ? {} : { thread_ts: thread };
  const send = async () => void (await respond({ ...message, ...noPreviews, ...where, ...how }));
  return [['response_url', send]];
}

/** Shows a message to the asker alone: where they asked, else in their direct messages. */
export async function whisper(asked: Conversation, message: Rendered, parts: Parts): Promise<void> {
  const { client, channel, user, thread } = asked;
  await firstOf(
    [
      ...responding(asked, message, { response_type: 'ephemeral', replace_original: false }),
      [
        'chat.postEphemeral',
        async () => void (await client.chat.postEphemeral({ ...message, ...at(channel, thread), user })),
      ],
      [
        'chat.postMessage',
        async () => (await client.chat.postMessage({ ...message, ...noPreviews, channel: user })).ts,
      ],
    ],
    parts,
  );
}

/** Answers the asker alone, with a button to share what may interest others; files go with it. */
export async function answerAlone(asked: Conversation, outcome: Outcome, parts: Parts): Promise<void> {
  if (outcome.reply.files) await asked.owed?.promise();
  if (!(await isOurs(asked, 'unseen'))) return;
  const reply = await sendAlone(asked, outcome.reply, parts);
  await whisper(asked, toPrivate({ ...outcome, reply }, asked, parts), parts);
}

/**
 * Puts an answer in place of the message whose button was pressed; shows it to the asker alone where that one is gone.
 *
 * @param isPublic everybody sees that message, so there is nothing to share
 */
export async function replace(
  asked: Conversation,
  outcome: Outcome,
  isPublic: boolean,
  parts: Parts,
): Promise<void> {
  if (!(await isOurs(asked, 'unseen'))) return;
  const reply = await sendAlone(asked, outcome.reply, parts);
  const shown = { ...outcome, reply };
  const message = isPublic ? toMessage(reply, asked, parts) : toPrivate(shown, asked, parts);
  const sent = await firstOf(responding(asked, message, { replace_original: true }), parts);
  if ('ts' in sent) return;
  await whisper({ ...asked, respond: undefined }, toPrivate(shown, asked, parts), parts);
}

/**
 * Posts an answer for everybody. Where Slack does not let us, the asker alone gets it, and reads why.
 *
 * @param thread The thread it goes to, which may begin with it.
 * @param instead The timestamp of a message of ours in whose place it goes.
 * @returns the timestamp of the message, where it is known
 */
export async function post(
  asked: Conversation,
  thread: string | undefined,
  { reply }: Outcome,
  parts: Parts,
  instead?: string,
): Promise<string | undefined> {
  if (!(await isOurs(asked, 'seen'))) return undefined;
  const { client, channel, lang } = asked;
  const words = wordsFor(lang);
  const { files, ...rest } = reply;
  const message = { ...toMessage(rest, asked, parts), ...toMark(asked) };
  const updating: Way[] =
    instead === undefined
      ? []
      : [['chat.update', async () => (await client.chat.update({ ...message, channel, ts: instead })).ts]];
  const sent = await firstOf(
    [
      ...updating,
      [
        'chat.postMessage',
        async () => (await client.chat.postMessage({ ...message, ...noPreviews, ...at(channel, thread) })).ts,
      ],
      ...responding(asked, message, { response_type: 'in_channel', replace_original: false }),
    ],
    parts,
  );
  if ('refused' in sent) {
    if (!(await isOurs(asked, 'unseen'))) return undefined;
    const note = isOutside(sent.refused) ? words.notMemberHere : words.notAllowedHere;
    const explained = await sendAlone(asked, { ...reply, note }, parts);
    await whisper(asked, toMessage(explained, asked, parts), parts);
    return undefined;
  }
  if (
    files &&
    files.length > 0 &&
    !(await uploadHere(asked, { channel, thread: thread ?? sent.ts }, files, parts))
  )
    await whisper(asked, toMessage({ title: words.filesNotSent(files.length) }, asked, parts), parts);
  return sent.ts;
}

/** A reply as a message in the asker's language. */
export function toMessage(reply: Reply, { lang }: Pick<Conversation, 'lang'>, { bot }: Parts): Rendered {
  return render(reply, { commands: bot.commands, words: wordsFor(lang) });
}

/** An outcome as a message for the asker alone, which offers to share what may interest others. */
function toPrivate(outcome: Outcome, { lang }: Conversation, { bot }: Parts): Rendered {
  const shareable = outcome.outcome === 'ok' && outcome.reply.cards !== undefined && outcome.invocation;
  return render(outcome.reply, {
    commands: bot.commands,
    words: wordsFor(lang),
    share: shareable ? formatLine(shareable, bot.commands) : undefined,
  });
}
