import { RespondError, webApi } from '@slack/bolt';
import { z } from 'zod';
import type { Log } from '../../src/ports.ts';

/** Codes with which Slack refuses what it may take a moment later. https://docs.slack.dev/reference/methods/chat.postMessage#errors */
const TRANSIENT = new Set([
  'fatal_error',
  'internal_error',
  'ratelimited',
  'request_timeout',
  'service_unavailable',
]);

/** Codes that mean: we are not in this conversation, or may not know of it. */
const OUTSIDE = new Set(['channel_not_found', 'not_in_channel']);

/** Codes that mean: the workspace has shut us out. */
const SHUT_OUT = new Set([
  'account_inactive',
  'invalid_auth',
  'not_authed',
  'token_expired',
  'token_revoked',
]);

/** The moment has passed, and nobody is waiting any more. */
const OVER = new Set([
  'cannot_find_message',
  'cannot_unfurl_url',
  'expired_trigger_id',
  'expired_url',
  'hash_conflict',
  'message_not_found',
  'not_found',
]);

const REINSTALL = 'install the app again (OAuth & Permissions) and put the new token into SLACK_BOT_TOKEN';

/** What whoever runs the bot can do, by code. */
const advice: Readonly<Record<string, string>> = {
  missing_scope:
    'compare the scopes with `npm run slack:manifest`, add what is missing and install the app again',
  not_allowed_token_type:
    'SLACK_BOT_TOKEN takes the token that starts with xoxb-, SLACK_APP_TOKEN the one with xapp-',
  ...Object.fromEntries([...SHUT_OUT].map((code) => [code, REINSTALL])),
  channel_not_found: 'invite the app to that conversation',
  not_in_channel: 'invite the app to that conversation',
  is_archived: 'that channel is archived',
  restricted_action: 'an administrator has limited who may post there',
};

const refusal = z.looseObject({ error: z.string(), needed: z.string().optional() });

/** Slack's own code for why it refused a call: `not_in_channel`. Undefined for anything but a refusal. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof webApi.WebAPIPlatformError ? error.data.error : undefined;
}

/** Whether the same call may succeed a moment later. Broken connections were already retried by the client, but for `response_url`. */
export function isTransient(error: unknown): boolean {
  if (error instanceof RespondError) return error.statusCode >= 500 || error.statusCode === 429;
  const code = codeOf(error);
  return code === undefined ? error instanceof TypeError : TRANSIENT.has(code);
}

export const isOutside = (error: unknown): boolean => OUTSIDE.has(codeOf(error) ?? '');

export const isShutOut = (error: unknown): boolean => SHUT_OUT.has(codeOf(error) ?? '');

/** Notes what Slack refused, loudly where somebody must do something about it. */
export function logRefusal(error: unknown, what: string, log: Log): void {
  const code = codeOf(error);
  if (error instanceof RespondError || (code !== undefined && OVER.has(code))) {
    log.info({ err: error, what }, 'Slack no longer waits for this');
    return;
  }
  const { needed } =
    (error instanceof webApi.WebAPIPlatformError && refusal.safeParse(error.data).data) || {};
  const todo = code === undefined ? undefined : advice[code];
  const fields = { err: error, what, ...(needed ? { needed } : {}), ...(todo ? { todo } : {}) };
  if (isOutside(error)) log.warn(fields, `Slack refused: ${code}`);
  else log.error(fields, code === undefined ? 'Slack could not be reached' : `Slack refused: ${code}`);
}

/** Why Slack cannot be used, as a line that says what to do. `setting` names the token that was tried. */
export function whyNot(error: unknown, setting: string): string {
  const code = codeOf(error);
  if (code !== undefined && SHUT_OUT.has(code))
    return `Slack does not accept ${setting} (${code}). Copy it again from https://api.slack.com/apps into .env.`;
  if (code === 'missing_scope' || code === 'not_allowed_token_type')
    return `Slack does not accept ${setting} (${code}): ${advice[code]}.`;
  return `I cannot reach Slack: ${error instanceof Error ? error.message : String(error)}`;
}
