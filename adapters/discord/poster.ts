import {
  type APIChannel,
  type APIMessage,
  DiscordAPIError,
  type REST,
  RESTJSONErrorCodes,
  type RESTPostAPIChannelMessageJSONBody,
  Routes,
  SnowflakeUtil,
} from 'discord.js';
import type { Command } from '../../src/command.ts';
import type { Posted, Poster, Posting } from '../../src/daily/poster.ts';
import { UnavailableError } from '../../src/errors.ts';
import type { Language } from '../../src/papers/paper.ts';
import type { Clock, Log } from '../../src/ports.ts';
import type { Reply } from '../../src/reply.ts';
import { wordsFor } from '../../src/words/words.ts';
import { PREFIX } from './asker.ts';
import { askingFirst, type MayGo } from './attempts.ts';
import { type Marks, marked, toMarks } from './delivery-marks.ts';
import { render } from './render.ts';

export interface PosterParts {
  /** Sends by {@link makeRequest}, and so asks before each attempt. */
  rest: REST;
  commands: readonly Command[];
  /** The bot's own user. */
  userId: string;
  /** Whether we may read what was said in a channel; throws what Discord answers. */
  mayReadHistory(channelId: string): Promise<boolean>;
  clock: Clock;
  log: Log;
}

/** For so long Discord surely remembers a nonce: it says “the past few minutes”. */
const NONCE_HOLDS = 2 * 60_000;
/** How far our clock and Discord's may be apart. */
const CLOCKS_APART = 60_000;
const PAGE = 100;

/**
 * Posts deliveries into channels and threads. discord.js keeps the rate limits, queues requests by channel, so that one
 * that hangs delays no other, and gives up on a request after 15 s. It repeats a request that timed out or met a 5xx up
 * to three times by itself: where the first attempt had gone through, the nonce makes Discord answer with that message.
 */
export function createPoster(parts: PosterParts): Poster {
  const { rest, commands, userId, clock, log } = parts;

  /** @returns the message, undefined where there is none, or `blind` where we may not look. */
  async function find(channelId: string, { id }: Marks, since: Date): Promise<string | undefined | 'blind'> {
    if (!(await parts.mayReadHistory(channelId))) return 'blind';
    let after = toSnowflake(since.getTime() - CLOCKS_APART);
    for (;;) {
      const query = new URLSearchParams({ after, limit: String(PAGE) });
      // Discord documents this answer: newest first, and of all after that one the next ones.
      const page = (await rest.get(Routes.channelMessages(channelId), { query })) as APIMessage[];
      const found = page.find(({ author, components }) => author.id === userId && components?.[0]?.id === id);
      if (found) return found.id;
      const [newest] = page;
      if (!newest || page.length < PAGE) return undefined;
      after = newest.id;
    }
  }

  async function send(channelId: string, reply: Reply, lang: Language, marks?: Marks): Promise<string> {
    const { components, flags, allowedMentions, files } = render(reply, { commands, words: wordsFor(lang) });
    const body: RESTPostAPIChannelMessageJSONBody = {
      components: marks ? marked(components, marks) : components,
      flags,
      allowed_mentions: allowedMentions,
      ...(marks && { nonce: marks.nonce, enforce_nonce: true }),
    };
    const attached = files.map(({ name, text }) => ({ name, data: Buffer.from(text) }));
    const message = await rest.post(Routes.channelMessages(channelId), { body, files: attached });
    // Discord documents this answer.
    return (message as APIMessage).id;
  }

  async function post({ place, key, reply, lang, since }: Posting, mayGo: MayGo): Promise<Posted> {
    const channelId = place.slice(PREFIX.length);
    const marks = toMarks(key);
    if (since) {
      const found = await find(channelId, marks, since);
      if (found === 'blind' && clock.now().getTime() - since.getTime() > NONCE_HOLDS)
        return { kind: 'unknown' };
      if (found !== undefined && found !== 'blind') return { kind: 'found', message: found };
    }
    return { kind: 'posted', message: await askingFirst(mayGo, () => send(channelId, reply, lang, marks)) };
  }

  return {
    prefix: PREFIX,
    async post(posting, stillMine) {
      try {
        return await post(posting, stillMine);
      } catch (cause) {
        const why = refusals.get(cause instanceof DiscordAPIError ? cause.code : undefined);
        if (why) return { kind: 'refused', why };
        throw new UnavailableError('Discord did not take the post.', { cause });
      }
    },
    async tell(person, reply, lang) {
      try {
        const body = { recipient_id: person.slice(PREFIX.length) };
        // Discord documents this answer.
        const { id } = (await rest.post(Routes.userChannels(), { body })) as APIChannel;
        await send(id, reply, lang);
      } catch (err) {
        log.warn({ err, person }, 'a person could not be told in private');
      }
    },
  };
}

const refusals: ReadonlyMap<string | number | undefined, 'gone' | 'not-allowed'> = new Map([
  [RESTJSONErrorCodes.UnknownChannel, 'gone'],
  [RESTJSONErrorCodes.UnknownGuild, 'gone'],
  [RESTJSONErrorCodes.MissingAccess, 'not-allowed'],
  [RESTJSONErrorCodes.MissingPermissions, 'not-allowed'],
]);

/** The smallest id that a message of this moment can have. */
function toSnowflake(milliseconds: number): string {
  const since = BigInt(Math.max(0, milliseconds - Number(SnowflakeUtil.epoch)));
  return (since << 22n).toString();
}
