import { webApi } from '@slack/bolt';
import { createEmulator } from 'emulate';
import { decodeHTML } from 'entities';
import { createHttpDelivery, send } from './slack/http-delivery.ts';
import { type Fields, fieldsOf, walk } from './slack/json.ts';

/** The app as it is registered there: by its public address, whatever port it listens on. */
export const app = {
  id: 'A0PAPERBOY',
  botId: 'B0PAPERBOY',
  botUser: 'U0PAPERBOY',
  botToken: 'xoxb-of-paperboy',
  clientId: '1111111111.2222222222',
  clientSecret: 'client-secret-of-paperboy',
  signingSecret: 'signing-secret-of-paperboy',
  redirectUrl: 'https://papers.example/slack/oauth_redirect',
} as const;

const ANA = 'xoxp-of-ana';

/** Milliseconds in which the app must acknowledge. */
const ACK_WINDOW = 3_000;

const PAGE = { method: 'GET', headers: {} } as const;

export interface Channel {
  id: string;
  isDirect?: true;
}

/** A message, as far as a person acts on it. */
export interface Said {
  ts?: string | undefined;
  blocks?: unknown;
}

/**
 * The Slack of the npm package `emulate`, on a free port of 127.0.0.1: one workspace with Ana, for whom `ana` speaks,
 * the public channel `reading`, and the private one `board`, which the app is not in.
 *
 * It keeps messages, threads and views, checks scopes, triggers and who is in a private channel, and exchanges OAuth
 * codes. It has no Socket Mode, no `response_url` (404, as from Slack for one that is spent), no `chat.unfurl`, no
 * locales and no time zones. It takes any block, a token that it never gave, and posts to public channels from outside.
 * It has one workspace, and offers no way to subscribe to its events: what Slack sends to an app, `createSender` sends.
 *
 * @param scopes What the app's token may do; everything else is refused with `missing_scope`.
 */
export async function startEmulatedSlack(scopes: readonly string[]) {
  const { botUser, botId, redirectUrl } = app;
  const bot = { app_id: app.id, bot_id: botId, bot_user_id: botUser, scopes };
  const client = { client_id: app.clientId, client_secret: app.clientSecret, redirect_uris: [redirectUrl] };
  const emulator = await createEmulator({
    service: 'slack',
    port: 0,
    seed: {
      slack: {
        strict_scopes: true,
        users: [{ name: 'ana' }],
        channels: [{ name: 'reading' }, { name: 'board', is_private: true }],
        oauth_apps: [{ name: 'Paperboy', bot_name: 'paperboy', ...bot, ...client }],
        tokens: [
          { token: app.botToken, type: 'bot', user: botUser, ...bot },
          { token: ANA, type: 'user', user: 'ana' },
        ],
      },
    },
  });
  // It calls itself `localhost`, which may also be an address that it does not listen on.
  const address = `http://127.0.0.1:${new URL(emulator.url).port}`;
  const apiUrl = `${address}/api/`;
  const ana = new webApi.WebClient(ANA, { slackApiUrl: apiUrl, retryConfig: { retries: 0 } });
  const who = await ana.auth.test();
  const { channels } = await ana.conversations.list({ types: 'public_channel,private_channel' });
  const channel = (name: string): Channel => ({
    id: given(channels?.find((each) => each.name === name)?.id),
  });
  const opened = await ana.conversations.open({ users: botUser });
  const direct: Channel = { id: given(opened.channel?.id), isDirect: true };

  return {
    apiUrl,
    ana,
    user: given(who.user_id),
    team: given(who.team_id),
    reading: channel('reading'),
    board: channel('board'),
    /** Between Ana and the app. */
    direct,
    /** Named in interactions, and never there. */
    responseUrl: `${address}/response_url`,

    /** Makes what Slack sends with an interaction of Ana's: it opens one view, over another where that is named. */
    async trigger(view?: string): Promise<string> {
      const over = view === undefined ? {} : { view_id: view };
      return String(fieldsOf(await ana.apiCall('views.generateTriggerId', over)).trigger_id);
    },

    /** The rows of a table of its inspector, by column: for what no method of the Web API tells. */
    async inspect(tab: 'messages' | 'views' | 'auth', heading: string, channel?: Channel) {
      const { body } = await send(`${address}/?tab=${tab}&channel=${channel?.id ?? ''}`, PAGE, ACK_WINDOW);
      const section = body.split('<section').find((part) => part.includes(`<h2>${heading}</h2>`)) ?? '';
      const [columns = [], ...rows] = section.split('<tr>').slice(1).map(cellsOf);
      return rows.map(
        (row): Record<string, string | undefined> =>
          Object.fromEntries(columns.map((column, index) => [column, row[index]])),
      );
    },

    stop: () => emulator.close(),
  };
}

export type EmulatedSlack = Awaited<ReturnType<typeof startEmulatedSlack>>;

function given(value: string | undefined): string {
  if (value === undefined) throw new Error('`emulate` does not know what it was seeded with');
  return value;
}

/** The texts of a table's row. */
const cellsOf = (row: string): string[] =>
  row
    .split(/<t[hd]>/)
    .slice(1)
    .map((cell) => decodeHTML(cell.replace(/<[^<>]*>/g, '')).trim());

/** Slack's side towards the app that listens on this port: signed requests for what Ana does. */
export function createSender(slack: EmulatedSlack, port: number) {
  const { team, user, trigger, responseUrl: response_url } = slack;
  const ids = { team_id: team, api_app_id: app.id, token: 'verification-token' };
  const transport = createHttpDelivery(
    `http://127.0.0.1:${port}/slack/events`,
    app.signingSecret,
    ACK_WINDOW,
  );
  let events = 0;

  /** Gives what the acknowledgement carried; rejects where there is none. */
  async function deliver(kind: 'events_api' | 'slash_commands' | 'interactive', payload: Fields) {
    const [outcome] = await transport({ kind, payload, acceptsPayload: kind !== 'events_api' }, {});
    if (!outcome?.ok) throw new Error(`not acknowledged: ${JSON.stringify(outcome)}`);
    return outcome.payload;
  }

  /** https://docs.slack.dev/reference/interaction-payloads */
  const interact = (fields: Fields) =>
    deliver('interactive', { user: { id: user, team_id: team }, team: { id: team }, ...ids, ...fields });

  /** https://docs.slack.dev/apis/events-api */
  async function event(fields: Fields): Promise<void> {
    events += 1;
    const authorizations = [
      { team_id: team, user_id: app.botUser, is_bot: true, is_enterprise_install: false },
    ];
    const envelope = { type: 'event_callback', event_id: `Ev${events}`, authorizations, ...ids };
    await deliver('events_api', { ...envelope, event: fields });
  }

  return {
    event,

    /** Ana writes a message, and the app hears of it. */
    async say({ id: channel, isDirect }: Channel, text: string, thread?: Said) {
      const where = thread?.ts === undefined ? { channel } : { channel, thread_ts: thread.ts };
      const { message } = await slack.ana.chat.postMessage({ ...where, text });
      const kind = isDirect ? { type: 'message', channel_type: 'im' } : { type: 'app_mention' };
      await event({ ...message, ...kind, channel });
      return { ts: given(message?.ts) };
    },

    /** https://docs.slack.dev/interactivity/implementing-slash-commands */
    async slash(text: string, { id: channel_id }: Channel): Promise<void> {
      const place = { channel_id, user_id: user, response_url, trigger_id: await trigger() };
      await deliver('slash_commands', { command: '/paper', text, ...place, ...ids });
    },

    /** Ana presses a button of a message. */
    async press(label: string, { id }: Channel, message: Said): Promise<void> {
      const container = { type: 'message', message_ts: message.ts, channel_id: id };
      const place = { container, channel: { id }, message, response_url, trigger_id: await trigger() };
      await interact({ type: 'block_actions', actions: [buttonOf(message.blocks, label)], ...place });
    },

    /** Ana chooses a global shortcut. */
    async shortcut(callback_id: string): Promise<void> {
      await interact({ type: 'shortcut', callback_id, trigger_id: await trigger() });
    },

    /** Ana submits a modal, which then shows what the app answers; gives that. */
    async submit(id: string, callback_id: string, values: Fields): Promise<Fields> {
      const view = { id, type: 'modal', callback_id, state: { values } };
      const ack = await interact({ type: 'view_submission', view, trigger_id: await trigger(id) });
      if (ack?.response_action !== 'update') throw new Error(`no update: ${JSON.stringify(ack)}`);
      await slack.ana.apiCall('views.update', { view_id: id, view: ack.view });
      return fieldsOf(ack.view);
    },

    /** Ana presses a button in a view, or types into an input that sends what is typed. */
    async act(view: { id: string; type: 'home' | 'modal' }, action: Fields): Promise<void> {
      const trigger_id = await trigger(view.type === 'modal' ? view.id : undefined);
      const container = { type: 'view', view_id: view.id };
      await interact({ type: 'block_actions', container, view, actions: [action], trigger_id });
    },
  };
}

/** Finds a button by the words on it. Throws where there is none. */
export function buttonOf(blocks: unknown, label: string): Fields {
  const buttons = [...walk(blocks, '')].map(({ node }) => node).filter(({ type }) => type === 'button');
  const found = buttons.find(({ text }) => fieldsOf(text).text === label);
  if (!found) throw new Error(`no button "${label}" among ${JSON.stringify(buttons)}`);
  return found;
}

/**
 * Installs the app that listens on this port as Ana's browser does: by way of its install page, Slack's consent page,
 * and back. `code` is brought back in place of Slack's own. Gives the page on which it ends.
 */
export async function installAsAna(port: number, code?: string) {
  const here = `http://127.0.0.1:${port}`;
  const page = await send(`${here}/slack/install`, PAGE, ACK_WINDOW);
  const consent = new URL(decodeHTML(/href="([^"]*\/oauth\/v2\/authorize[^"]*)"/.exec(page.body)?.[1] ?? ''));
  // Where none is named, Slack takes the first that is registered, and `emulate` fails.
  consent.searchParams.set('redirect_uri', app.redirectUrl);
  const asked = await send(consent.href, PAGE, ACK_WINDOW);
  const form = asked.body.split('<form').find((part) => part.includes('>ana<')) ?? '';
  const action = /action="([^"]*)"/.exec(form)?.[1] ?? '';
  const fields = new URLSearchParams();
  for (const [, name = '', value = ''] of form.matchAll(/name="([^"]*)" value="([^"]*)"/g))
    fields.set(name, decodeHTML(value));
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const post = { method: 'POST', headers, body: fields.toString() } as const;
  const agreed = await send(new URL(action, consent).href, post, ACK_WINDOW);
  const back = new URL(agreed.headers.location ?? '');
  if (code !== undefined) back.searchParams.set('code', code);
  const cookie = (page.headers['set-cookie'] ?? []).map((each) => each.split(';')[0]).join('; ');
  // Whatever stands at the public address passes requests on to the port.
  return send(`${here}${back.pathname}${back.search}`, { method: 'GET', headers: { cookie } }, ACK_WINDOW);
}
