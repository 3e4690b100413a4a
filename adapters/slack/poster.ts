import { z } from 'zod';
import type { Threads } from '../../src/answers/threads.ts';
import type { Command } from '../../src/command.ts';
import type { Posted, Poster, Posting } from '../../src/daily/poster.ts';
import { UnavailableError } from '../../src/errors.ts';
import type { Log } from '../../src/ports.ts';
import type { Timer } from '../../src/sources/timer.ts';
import { wordsFor } from '../../src/words/words.ts';
import { noPreviews } from './conversation.ts';
import { rememberAnswer } from './messages.ts';
import { createPacing } from './pacing.ts';
import type { Client } from './parts.ts';
import { codeOf, logRefusal } from './refusals.ts';
import { render } from './render.ts';
import type { FindWorkspace, Workspace } from './workspaces.ts';

export interface PosterWorld {
  /** Its clients must make each call once only: see {@link posterClientOptions}. */
  workspaceOf: FindWorkspace;
  commands: readonly Command[];
  threads: Threads;
  timer: Pick<Timer, 'now' | 'sleep'>;
  log: Log;
}

/**
 * For clients that never call again by themselves: after a broken connection or a server's error a message may stand
 * already, and sending it again is for those to decide who can look first. Without a limit they would wait for ever.
 */
export const posterClientOptions = {
  retryConfig: { retries: 0 },
  rejectRateLimitedCalls: true,
  timeout: 30_000,
} as const;

/** By which a delivery's message is known. https://docs.slack.dev/messaging/message-metadata */
const EVENT_TYPE = 'paperboy_delivery';

/** Slack's clock and ours may differ by so much, in ms. */
const CLOCKS_DIFFER = 60_000;
const PER_PAGE = 200;

/** Codes that mean: that channel or workspace is not there any more, for us. https://docs.slack.dev/reference/methods/chat.postMessage#errors */
const GONE = new Set([
  'account_inactive',
  'channel_not_found',
  'is_archived',
  'team_not_found',
  'token_revoked',
]);

/** Codes that mean: it is there, but we may not post. */
const NOT_ALLOWED = new Set([
  'access_denied',
  'ekm_access_denied',
  'missing_scope',
  'no_permission',
  'not_in_channel',
  'restricted_action',
  'restricted_action_non_threadable_channel',
  'restricted_action_read_only_channel',
  'restricted_action_thread_only_channel',
  'team_access_not_granted',
]);

const delivered = z.object({
  ts: z.string(),
  bot_id: z.string(),
  metadata: z.object({
    event_type: z.literal(EVENT_TYPE),
    event_payload: z.object({ key: z.string() }),
  }),
});

/** Posts picks into channels, each once, and tells people in private what became of them. */
export function createPoster(world: PosterWorld): Poster {
  const { workspaceOf, commands, log } = world;
  const pacing = createPacing(world.timer);

  async function post(posting: Posting, stillMine: () => Promise<boolean>): Promise<Posted> {
    const { place, key, reply, lang, since } = posting;
    const [, team = '', channel = ''] = /^slack:([^/]+)\/([^/]+)$/.exec(place) ?? [];
    const workspace = await workspaceOf(team);
    if (!workspace) return { kind: 'refused', why: 'gone' };
    const { client } = workspace;
    try {
      if (since) {
        const found = await look(workspace, team, channel, key, since);
        if (found) return found;
      }
      const message = render(reply, { commands, words: wordsFor(lang) });
      const metadata = { event_type: EVENT_TYPE, event_payload: { key } };
      const sent = await pacing.send(team, channel, async () => {
        if (!(await stillMine())) throw new UnavailableError('Another process has taken over.');
        return client.chat.postMessage({ ...message, ...noPreviews, channel, metadata });
      });
      const ts = sent.ts ?? '';
      await rememberAnswer(`${place}/${ts}`, { reply }, world);
      return { kind: 'posted', message: ts };
    } catch (error) {
      return refusalOf(error);
    }
  }

  /** Looks for the message that an earlier try may have posted; undefined where there is none. */
  async function look(
    { client, botId }: Workspace,
    team: string,
    channel: string,
    key: string,
    since: Date,
  ): Promise<Posted | undefined> {
    const oldest = String((since.getTime() - CLOCKS_DIFFER) / 1000);
    try {
      for await (const { message, ts } of history(client, team, channel, oldest))
        if (message.key === key && (botId === undefined || message.botId === botId))
          return { kind: 'found', message: ts };
      return undefined;
    } catch (error) {
      if (codeOf(error) !== 'missing_scope') throw error;
      const todo = 'set SLACK_MESSAGE_CONTENT=1, print the manifest and install the app again to let it look';
      log.warn(
        { err: error, channel, key, todo },
        'not posted: an earlier try may have been, and we may not look',
      );
      return { kind: 'unknown' };
    }
  }

  /** The deliveries that a channel shows, newest first. https://docs.slack.dev/reference/methods/conversations.history */
  async function* history(client: Client, team: string, channel: string, oldest: string) {
    let cursor: string | undefined;
    do {
      const next = cursor === undefined ? {} : { cursor };
      const asked = { channel, oldest, limit: PER_PAGE, include_all_metadata: true, ...next };
      const page = await pacing.call(team, 'conversations.history', () =>
        client.conversations.history(asked),
      );
      for (const message of page.messages ?? []) {
        const read = delivered.safeParse(message).data;
        if (!read) continue;
        const { ts, bot_id: botId, metadata } = read;
        yield { ts, message: { botId, key: metadata.event_payload.key } };
      }
      cursor = page.response_metadata?.next_cursor || undefined;
    } while (cursor !== undefined);
  }

  return {
    prefix: 'slack:',
    post,
    async tell(person, reply, lang) {
      try {
        const [, team = '', user = ''] = /^slack:([^/]+)\/([^/]+)$/.exec(person) ?? [];
        const workspace = await workspaceOf(team);
        if (!workspace) throw new UnavailableError('The app is not installed there.');
        const message = render(reply, { commands, words: wordsFor(lang) });
        await pacing.send(team, user, () =>
          workspace.client.chat.postMessage({ ...message, ...noPreviews, channel: user }),
        );
      } catch (error) {
        logRefusal(error, 'telling a person', log);
      }
    },
  };
}

/** @throws UnavailableError for what is not known to be final. */
function refusalOf(error: unknown): Posted {
  const code = codeOf(error) ?? '';
  if (GONE.has(code)) return { kind: 'refused', why: 'gone' };
  if (NOT_ALLOWED.has(code)) return { kind: 'refused', why: 'not-allowed' };
  if (error instanceof UnavailableError) throw error;
  throw new UnavailableError('Slack did not take a message.', { cause: error });
}
