import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { wideManifest } from './support/slack/app.ts';
import { install } from './support/slack/directory.ts';
import { type Fields, fieldsOf } from './support/slack/json.ts';
import { type Slack, startSlack } from './support/slack/slack.ts';

// What Slack refuses, one row each.

let slack: Slack;
let places: Readonly<Record<string, string>>;
beforeAll(async () => {
  slack = await startSlack({ manifest: wideManifest });
  const ana = slack.user('ana');
  const [reading, secret] = [
    slack.channel('reading', { members: [ana] }),
    slack.channel('secret', { kind: 'private', withBot: false }),
  ];
  const [elsewhere, old] = [slack.channel('elsewhere', { withBot: false }), slack.channel('old')];
  old.isArchived = true;
  const { message } = await slack.say(reading, 'https://arxiv.org/abs/2401.04081', { by: ana });
  await slack.say(elsewhere, 'https://arxiv.org/abs/2402.17764', { by: ana });
  const { ts } = await call('chat.postMessage', { channel: reading.id, text: 'mine' });
  places = {
    ...{ $reading: reading.id, $secret: secret.id, $elsewhere: elsewhere.id, $old: old.id, $ana: ana.id },
    ...{ $hers: message?.ts ?? '', $mine: String(ts), $noOne: slack.user('bo').id },
  };
});
afterAll(() => slack.stop());
beforeEach(() => void slack.state.violations.splice(0));

/** Calls a method as the clients do, by a form. */
async function call(
  method: string,
  args: Fields,
  token: string | undefined = slack.botToken,
): Promise<Fields> {
  const form = Object.entries(args).map(([key, value]): [string, string] => [
    key,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  const headers: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {};
  const response = await fetch(slack.apiUrl + method, {
    method: 'POST',
    headers,
    body: new URLSearchParams(form),
  });
  return fieldsOf(await response.json());
}

/** The arguments with `$reading` and the like filled in. */
const placed = (args: Fields): Fields =>
  Object.fromEntries(Object.entries(args).map(([key, value]) => [key, places[String(value)] ?? value]));

const plain = (text: string) => ({ type: 'plain_text', text });
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
const section = (text: string) => ({ type: 'section', text: mrkdwn(text) });
const button = (more: Fields = {}) => ({ type: 'button', text: plain('Go'), ...more });
const actions = (...elements: Fields[]) => ({ type: 'actions', elements });
const many = <Item>(count: number, item: Item): Item[] => Array.from({ length: count }, () => item);
const x = (count: number) => 'x'.repeat(count);

const message = { channel: '$reading', text: 'x' };
const link = 'https://arxiv.org/abs/2401.04081';
const shared = { channel: '$reading', ts: '$hers' };
const home = { type: 'home', blocks: [] };

const REFUSALS: readonly (readonly [error: string, method: string, args: Fields])[] = [
  ['unknown_method', 'chat.shout', {}],
  ['invalid_arguments', 'chat.postMessage', { text: 'no channel' }],
  ['invalid_arguments', 'conversations.history', { channel: '$reading', limit: 'many' }],
  ['invalid_arguments', 'chat.postMessage', { ...message, parse: 'some' }],
  ['no_text', 'chat.postMessage', { channel: '$reading' }],
  ['no_text', 'chat.postMessage', { channel: '$reading', text: '' }],
  ['msg_too_long', 'chat.postMessage', { ...message, text: x(40_001) }],
  ['markdown_text_conflict', 'chat.postMessage', { ...message, markdown_text: '**x**' }],
  ['invalid_blocks_format', 'chat.postMessage', { ...message, blocks: '[{' }],
  ['invalid_blocks', 'chat.postMessage', { ...message, blocks: many(51, { type: 'divider' }) }],
  ['msg_blocks_too_long', 'chat.postMessage', { ...message, blocks: many(5, section(x(2_700))) }],
  ['too_many_attachments', 'chat.postMessage', { ...message, attachments: many(101, { text: 'x' }) }],
  [
    'invalid_attachments',
    'chat.postMessage',
    { ...message, attachments: [{ blocks: [section('x')], footer: 'x' }] },
  ],
  ['invalid_metadata_format', 'chat.postMessage', { ...message, metadata: { event_type: 'x' } }],
  ['cannot_reply_to_message', 'chat.postMessage', { ...message, thread_ts: '1.000000' }],
  ['channel_not_found', 'chat.postMessage', { ...message, channel: 'C404' }],
  ['channel_not_found', 'chat.postMessage', { ...message, channel: '$secret' }],
  ['not_in_channel', 'chat.postMessage', { ...message, channel: '$elsewhere' }],
  ['is_archived', 'chat.postMessage', { ...message, channel: '$old' }],
  ['user_not_in_channel', 'chat.postEphemeral', { ...message, user: '$noOne' }],
  ['message_not_found', 'chat.update', { ...message, ts: '1.000000' }],
  ['cant_update_message', 'chat.update', { ...message, ts: '$hers' }],
  ['msg_too_long', 'chat.update', { ...message, ts: '$mine', text: x(4_001) }],
  ['cant_delete_message', 'chat.delete', { channel: '$reading', ts: '$hers' }],
  ['missing_unfurls', 'chat.unfurl', shared],
  ['missing_ts', 'chat.unfurl', { channel: '$reading', unfurls: {} }],
  ['missing_source', 'chat.unfurl', { unfurl_id: 'x', unfurls: {} }],
  ['invalid_unfurl_id', 'chat.unfurl', { unfurl_id: 'x', source: 'composer', unfurls: {} }],
  ['cannot_find_message', 'chat.unfurl', { ...shared, ts: '1.000000', unfurls: {} }],
  ['cannot_unfurl_url', 'chat.unfurl', { ...shared, unfurls: { [`${link}v1`]: { text: 'x' } } }],
  [
    'cannot_unfurl_message',
    'chat.unfurl',
    { ...shared, unfurls: { 'https://arxiv.org/abs/2402.17764': { text: 'x' } } },
  ],
  ['cannot_parse_attachment', 'chat.unfurl', { ...shared, unfurls: { [link]: { blocks: [section('')] } } }],
  ['invalid_arguments', 'views.publish', { user_id: '$ana', view: { type: 'home' } }],
  ['invalid_arguments', 'views.publish', { user_id: '$ana', view: { ...home, title: plain('x') } }],
  ['view_too_large', 'views.publish', { user_id: '$ana', view: { ...home, private_metadata: x(250_001) } }],
  ['not_found', 'views.update', { view_id: 'V404', view: home }],
  ['user_not_found', 'users.info', { user: 'U404' }],
  ['not_in_channel', 'conversations.history', { channel: '$elsewhere' }],
  ['thread_not_found', 'conversations.replies', { channel: '$reading', ts: '1.000000' }],
  ['invalid_cursor', 'conversations.history', { channel: '$reading', cursor: 'x' }],
  ['file_not_found', 'files.completeUploadExternal', { files: [{ id: 'F404' }] }],
  [
    'invalid_code',
    'oauth.v2.access',
    { client_id: '1111111111.2222222222', client_secret: 'client-secret-of-the-stand-in', code: 'x' },
  ],
];

describe('the Web API', () => {
  it.each(REFUSALS)('answers %s to %s', async (error, method, args) => {
    expect(await call(method, placed(args))).toMatchObject({ ok: false, error });
  });

  it('says where blocks are wrong', async () => {
    const refused = await call(
      'chat.postMessage',
      placed({ ...message, blocks: [actions(button({ text: plain(x(76)) }))] }),
    );
    const complaint = 'must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]';
    expect(refused).toMatchObject({
      errors: [complaint],
      response_metadata: { messages: [`[ERROR] ${complaint}`] },
    });
    expect(() => slack.expectClean()).toThrow(complaint);
  });

  it('knows its tokens and what each may do', async () => {
    const ask = (token: string | undefined, method = 'users.info') =>
      call(method, placed({ user: '$ana' }), token);
    expect(await ask('')).toMatchObject({ error: 'not_authed' });
    expect(await ask('xoxb-unknown')).toMatchObject({ error: 'invalid_auth' });
    expect(await ask(slack.appToken)).toMatchObject({ error: 'not_allowed_token_type' });
    expect(await ask(undefined, 'apps.connections.open')).toMatchObject({ error: 'not_allowed_token_type' });
    const narrow = install(slack.state, slack.addTeam('Narrow'), new Set(['chat:write']));
    expect(await ask(narrow)).toMatchObject({
      error: 'missing_scope',
      needed: 'users:read',
      provided: 'chat:write',
    });
    for (const [end, error] of [
      ['revoke', 'token_revoked'],
      ['uninstall', 'account_inactive'],
    ] as const) {
      const team = slack.addTeam(end);
      const token = install(slack.state, team, new Set(['users:read']));
      slack[end](team);
      expect(await ask(token)).toMatchObject({ error });
    }
  });

  it.each([
    ['an argument that no method has', { ...message, txt: 'x' }, 'unknown argument txt'],
    [
      'blocks that screen readers cannot read',
      { channel: '$reading', blocks: [section('x')] },
      'blocks without text',
    ],
  ])('takes, but minds, %s', async (_what, args, complaint) => {
    expect(await call('chat.postMessage', placed(args))).toMatchObject({ ok: true });
    expect(() => slack.expectClean()).toThrow(complaint);
  });

  it('answers with what goes wrong by plan, and does not mind that', async () => {
    slack.faults.next('chat.postMessage', { error: 'not_in_channel' }, 2);
    const post = async () => (await call('chat.postMessage', placed(message))).error;
    expect([await post(), await post(), await post()]).toEqual([
      'not_in_channel',
      'not_in_channel',
      undefined,
    ]);
    slack.faults.always('*', { error: 'fatal_error' });
    expect([await post(), await post()]).toEqual(['fatal_error', 'fatal_error']);
    slack.faults.clear();
    expect(await post()).toBeUndefined();
    slack.expectClean();
  });

  it('keeps what an update leaves out, and gives metadata back to who asks for it', async () => {
    const metadata = { event_type: 'picks', event_payload: { day: '2026-11-22' } };
    const { ts } = await call('chat.postMessage', placed({ ...message, blocks: [section('x')], metadata }));
    await call('chat.update', placed({ channel: '$reading', ts, text: 'new' }));
    const ask = async (args: Fields) =>
      (await call('conversations.history', placed({ channel: '$reading', limit: 1, ...args }))).messages;
    expect(await ask({ include_all_metadata: true })).toMatchObject([
      { text: 'new', blocks: [section('x')], metadata },
    ]);
    expect(await ask({})).not.toMatchObject([{ metadata }]);
  });

  it('refuses a view whose hash is of yesterday', async () => {
    const publish = (more: Fields) => call('views.publish', placed({ user_id: '$ana', view: home, ...more }));
    const { hash } = fieldsOf((await publish({})).view);
    expect(await publish({ hash })).toMatchObject({ ok: true });
    expect(await publish({ hash })).toMatchObject({ error: 'hash_conflict' });
  });
});
