import { checkContent } from './content-checks.ts';
import { teamOf } from './directory.ts';
import type { ResponseUrl } from './entities.ts';
import { type Fields, textOf } from './json.ts';
import { LIMITS } from './limits.ts';
import { addMessage, deleteMessage, editMessage } from './messages.ts';
import { Refusal } from './refusal.ts';
import { newId, type State, violate } from './state.ts';
import { refusalAnswer } from './web-api.ts';

type Place = Pick<ResponseUrl, 'team' | 'channel' | 'user' | 'original'>;

/** Makes the path of a response_url for an interaction. */
export function newResponseUrl(state: State, place: Place): string {
  const path = `/actions/${place.team}/${newId(state, '')}`;
  state.responseUrls.set(path, { path, madeAt: state.now(), uses: 0, ...place });
  return path;
}

const KEYS = new Set([
  ...[
    'attachments',
    'blocks',
    'delete_original',
    'link_names',
    'metadata',
    'mrkdwn',
    'parse',
    'replace_original',
  ],
  ...['response_type', 'text', 'thread_ts', 'unfurl_links', 'unfurl_media'],
]);

/**
 * Answers one use of a response_url: five in thirty minutes, ephemeral unless it says `in_channel`. Gives status and body.
 * https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
 */
export function useResponseUrl(state: State, path: string, body: Fields): { status: number; body: Fields } {
  const url = state.responseUrls.get(path);
  if (!url) return { status: 404, body: { ok: false, error: 'invalid_url' } };
  if (state.now() - url.madeAt > LIMITS.responseUrlLife)
    return { status: 404, body: { ok: false, error: 'expired_url' } };
  if (url.uses >= LIMITS.responseUrlUses) return { status: 404, body: { ok: false, error: 'used_url' } };
  try {
    respond(state, url, body, 'response_url');
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { status: 400, body: refusalAnswer(state, 'response_url', error) };
  }
  url.uses += 1;
  return { status: 200, body: { ok: true } };
}

/** Does what a response, or a command's acknowledgement, says. Throws a Refusal for content that Slack does not take. */
export function respond(state: State, place: Place, body: Fields, where: string): void {
  for (const name of Object.keys(body).filter((key) => !KEYS.has(key)))
    violate(state, `${where}: unknown field ${name}`);
  const { original } = place;
  if (body.delete_original === true) {
    if (original && state.messages.includes(original)) deleteMessage(state, original);
    return;
  }
  checkContent(state, body, where);
  if (body.replace_original === true && original && state.messages.includes(original)) {
    editMessage(state, original, body);
    return;
  }
  const { botUser, botId } = teamOf(state, place.team);
  const threadTs = textOf(body.thread_ts);
  const isForAll = body.response_type === 'in_channel';
  addMessage(
    state,
    {
      channel: place.channel,
      user: botUser,
      botId,
      ...(threadTs && { threadTs }),
      ...(!isForAll && { visibleTo: place.user }),
    },
    body,
  );
}
