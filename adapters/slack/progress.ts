import type { Request } from '../../src/bot.ts';
import type { Reply } from '../../src/reply.ts';
import { wordsFor } from '../../src/words/words.ts';
import { whisper } from './answer.ts';
import { at, type Conversation, noPreviews } from './conversation.ts';
import { createEdits } from './edits.ts';
import type { Parts } from './parts.ts';
import { toPlaceId } from './person.ts';
import { logRefusal } from './refusals.ts';
import { type Rendered, render } from './render.ts';

/** Slack takes about one change of a message a second (`chat.update` is Tier 3). https://docs.slack.dev/apis/web-api/rate-limits */
const EDIT_EVERY = 1_200;

/** An answer under way. */
export interface UnderWay extends Required<Pick<Request, 'progress' | 'signal'>> {
  /** Shows no more progress, and gives the message that showed it, for the answer to take its place. */
  end(): Promise<string | undefined>;
}

/**
 * Shows in a thread what there is so far of a slow answer, with a button by which the asker cancels it: posted at once,
 * then edited.
 *
 * @param key unique to this question, also over restarts
 */
export function progressInThread(asked: Conversation, thread: string, key: string, parts: Parts): UnderWay {
  const { client, channel } = asked;
  const { signal, end } = parts.cancelling.begin(key, asked.user);
  let ts: string | undefined;

  const edits = createEdits<Reply>(
    async (reply) => {
      const message = withCancel(reply, key, asked, parts);
      try {
        if (ts === undefined)
          ts = (await client.chat.postMessage({ ...message, ...noPreviews, ...at(channel, thread) })).ts;
        else await client.chat.update({ ...message, channel, ts });
      } catch (error) {
        logRefusal(error, 'progress', parts.log);
      }
    },
    EDIT_EVERY,
    parts.timer,
  );

  return {
    signal,
    progress: edits.show,
    async end() {
      end();
      await edits.end();
      return ts;
    },
  };
}

/**
 * Says once to the asker alone that an answer is under way, with a button to cancel it: a `response_url` may be used
 * five times, and its messages cannot be edited by it.
 */
export function progressAside(asked: Conversation, key: string, parts: Parts): UnderWay {
  const { signal, end } = parts.cancelling.begin(key, asked.user);
  let told: Promise<void> | undefined;
  return {
    signal,
    progress(reply) {
      told ??= (async () => {
        await asked.owed?.promise();
        await whisper(asked, withCancel(reply, key, asked, parts), parts);
      })();
    },
    async end() {
      end();
      await told;
      return undefined;
    },
  };
}

function withCancel(reply: Reply, key: string, { lang }: Conversation, { bot }: Parts): Rendered {
  return render(reply, { commands: bot.commands, words: wordsFor(lang), cancel: key });
}

/** The key of an answer: where it was asked, and by which message or interaction. */
export const toKey = (team: string, channel: string, id: string): string =>
  `${toPlaceId(team, channel)}/${id}`;
