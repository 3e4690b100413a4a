import type { RespondFn } from '@slack/bolt';
import type { Outcome } from '../../src/bot.ts';
import type { Asker } from '../../src/command.ts';
import { formatLine } from '../../src/line.ts';
import { wordsFor } from '../../src/words/words.ts';
import type { Client, Parts } from './parts.ts';
import { withPatience } from './patience.ts';
import { isOutside, logRefusal } from './refusals.ts';
import { type Rendered, render } from './render.ts';

/** Where something was asked, and by whom. */
export interface Conversation {
  client: Client;
  channel: string;
  user: string;
  /** The thread it was asked in, if any. */
  thread?: string | undefined;
  /** Answers through the interaction's `response_url`: five times within thirty minutes, also where we are no member. */
  respond?: RespondFn | undefined;
}

/** No preview under our own posts: the cards say what there is to say. */
const noPreviews = { unfurl_links: false, unfurl_media: false } as const;

interface Responding {
  response_type?: 'ephemeral' | 'in_channel';
  replace_original: boolean;
}

type Way = [name: string, send: () => Promise<unknown>];

/** Tries one way after the other, each with patience; gives what the last one was refused with, or undefined once it is out. */
async function firstOf(ways: readonly Way[], { log, patience }: Parts): Promise<unknown> {
  let refused: unknown;
  for (const [index, [name, send]] of ways.entries()) {
    try {
      await withPatience(patience, send);
      return undefined;
    } catch (error) {
      refused = error;
      const isExpected = isOutside(error) && index < ways.length - 1;
      if (isExpected) log.debug({ what: name }, 'no member there; taking the next way');
      else logRefusal(error, name, log);
    }
  }
  return refused;
}

function responding(asked: Conversation, message: Rendered, how: Responding): Way[] {
  const { respond, thread } = asked;
  if (!respond) return [];
  const where = thread === undefined ? {} : { thread_ts: thread };
  return [['response_url', () => respond({ ...message, ...noPreviews, ...where, ...how })]];
}

/** Shows a message to the asker alone: where they asked, else in their direct messages. */
export async function whisper(asked: Conversation, message: Rendered, parts: Parts): Promise<void> {
  const { client, channel, user, thread } = asked;
  const where = thread === undefined ? { channel } : { channel, thread_ts: thread };
  await firstOf(
    [
      ...responding(asked, message, { response_type: 'ephemeral', replace_original: false }),
      ['chat.postEphemeral', () => client.chat.postEphemeral({ ...message, ...where, user })],
      ['chat.postMessage', () => client.chat.postMessage({ ...message, ...noPreviews, channel: user })],
    ],
    parts,
  );
}

/** Puts a message in place of the one whose button was pressed; shows it to the asker alone where that one is gone. */
export async function replace(asked: Conversation, message: Rendered, parts: Parts): Promise<void> {
  const refused = await firstOf(responding(asked, message, { replace_original: true }), parts);
  if (refused !== undefined || !asked.respond)
    await whisper({ ...asked, respond: undefined }, message, parts);
}

/**
 * Posts an answer for everybody. Where Slack does not let us, the asker alone gets it, and reads why.
 *
 * @param thread The thread it goes to, which may begin with it.
 */
export async function post(
  asked: Conversation,
  thread: string | undefined,
  { outcome, asker }: { outcome: Outcome; asker: Asker },
  parts: Parts,
): Promise<void> {
  const { client, channel } = asked;
  const words = wordsFor(asker.lang);
  const message = render(outcome.reply, { commands: parts.bot.commands, words });
  const where = thread === undefined ? { channel } : { channel, thread_ts: thread };
  const refused = await firstOf(
    [
      ['chat.postMessage', () => client.chat.postMessage({ ...message, ...noPreviews, ...where })],
      ...responding(asked, message, { response_type: 'in_channel', replace_original: false }),
    ],
    parts,
  );
  if (refused === undefined) return;
  const note = isOutside(refused) ? words.notMemberHere : words.notAllowedHere;
  const explained = render({ ...outcome.reply, note }, { commands: parts.bot.commands, words });
  await whisper(asked, explained, parts);
}

/** An outcome as a message for the asker alone, which offers to share what may interest others. */
export function toPrivate(outcome: Outcome, asker: Asker, { bot }: Parts): Rendered {
  const shareable = outcome.outcome === 'ok' && outcome.reply.cards !== undefined && outcome.invocation;
  return render(outcome.reply, {
    commands: bot.commands,
    words: wordsFor(asker.lang),
    share: shareable ? formatLine(shareable, bot.commands) : undefined,
  });
}
