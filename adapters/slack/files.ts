import type { Reply } from '../../src/reply.ts';
import { wordsFor } from '../../src/words/words.ts';
import type { Conversation } from './conversation.ts';
import type { Parts } from './parts.ts';
import { withPatience } from './patience.ts';
import { isDirect } from './person.ts';
import { isOutside, logRefusal } from './refusals.ts';
import { render } from './render.ts';

type Files = NonNullable<Reply['files']>;

/**
 * Uploads files into a thread or conversation of ours (scope `files:write`). False where Slack does not take them.
 * https://docs.slack.dev/messaging/working-with-files
 */
export async function uploadHere(
  { client }: Pick<Conversation, 'client'>,
  where: { channel: string; thread?: string | undefined },
  files: Files,
  { patience, log }: Parts,
): Promise<boolean> {
  const place =
    where.thread === undefined
      ? { channel_id: where.channel }
      : { channel_id: where.channel, thread_ts: where.thread };
  const file_uploads = files.map(({ name, text }) => ({ filename: name, title: name, content: text }));
  try {
    await withPatience(patience, () => client.files.uploadV2({ ...place, file_uploads }));
    return true;
  } catch (error) {
    if (isOutside(error)) log.debug({ what: 'files.uploadV2' }, 'no member there; taking the next way');
    else logRefusal(error, 'files.uploadV2', log);
    return false;
  }
}

/**
 * Files that come with an answer for the asker alone. Ephemeral messages carry none, so they go into the conversation
 * of the asker with us, where the answer is not given there anyway. Gives the reply with a word on where they are.
 */
export async function sendAlone(asked: Conversation, reply: Reply, parts: Parts): Promise<Reply> {
  const { files, ...rest } = reply;
  if (!files || files.length === 0) return rest;
  const { client, channel, thread, user, lang } = asked;
  if (isDirect(channel) && (await uploadHere(asked, { channel, thread }, files, parts))) return rest;
  const words = wordsFor(lang);
  const title = reply.title ?? files.map(({ name }) => name).join(', ');
  const note = render({ title }, { commands: parts.bot.commands, words });
  const sent = await direct();
  const told = sent ? words.filesInDirectMessages(files.length) : words.filesNotSent(files.length);
  return { ...rest, note: rest.note === undefined ? told : [...toSpans(rest.note), ' ', told] };

  async function direct(): Promise<boolean> {
    try {
      // A message to a person opens the conversation with them, for which nothing but chat:write is needed.
      const opened = await client.chat.postMessage({
        ...note,
        channel: user,
        unfurl_links: false,
        unfurl_media: false,
      });
      return await uploadHere(asked, { channel: opened.channel ?? user }, files ?? [], parts);
    } catch (error) {
      logRefusal(error, 'chat.postMessage', parts.log);
      return false;
    }
  }
}

const toSpans = (text: NonNullable<Reply['note']>) => (typeof text === 'string' ? [text] : [...text]);
