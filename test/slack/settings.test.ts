import { describe, expect, it } from 'vitest';
import { limits } from '../../adapters/slack/limits.ts';
import { toManifest } from '../../adapters/slack/manifest.ts';
import { createManifest } from '../../adapters/slack/print-manifest.ts';
import { scopes } from '../../adapters/slack/scopes.ts';
import { readSlackSettings } from '../../adapters/slack/settings.ts';
import { commands } from '../../src/commands/commands.ts';
import { readConfig } from '../../src/config.ts';
import type { OperationWorld } from '../../src/operations/operation.ts';
import { toAppSettings } from '../support/slack/app.ts';

const read = (env: Record<string, string>) => readSlackSettings(readConfig(env));
const bot = { SLACK_BOT_TOKEN: 'xoxb-1' };
const app = { SLACK_APP_TOKEN: 'xapp-1' };
const secret = { SLACK_SIGNING_SECRET: 'shh' };
/** What an operation may use; this one needs nothing of it. */
const world: OperationWorld = {
  config: readConfig({}),
  open: () => Promise.reject(new Error('nothing to open')),
  stdout: process.stdout,
  stderr: process.stderr,
  signal: new AbortController().signal,
};
const client = { SLACK_CLIENT_ID: '1.2', SLACK_CLIENT_SECRET: 'hush' };

describe('the settings of Slack', () => {
  it.each([
    ['nothing', {}, undefined],
    ['empty variables', { SLACK_BOT_TOKEN: '', SLACK_CLIENT_ID: '' }, undefined],
    ['both tokens', { ...bot, ...app }, ['socket', 'one']],
    ['a signing secret', { ...bot, ...secret }, ['http', 'one']],
    ['both, and Socket Mode comes first', { ...bot, ...app, ...secret }, ['socket', 'one']],
    ['a client', { ...client, ...secret }, ['http', 'many']],
  ])('with %s', (_what, env, expected) => {
    const settings = read(env);
    expect(settings && [settings.connection.kind, settings.workspaces.kind]).toEqual(expected);
  });

  it.each([
    ['SLACK_APP_TOKEN', bot],
    ['SLACK_CLIENT_SECRET', { SLACK_CLIENT_ID: '1.2', ...secret }],
    ['SLACK_SIGNING_SECRET', client],
    ['SLACK_SIGNING_SECRET', { ...client, ...app }],
  ])('ask for %s where it is missing', (name, env) => {
    expect(() => read(env)).toThrow(name);
  });

  it('refuse a token in the wrong place, and an address that is none', () => {
    expect(() => read({ SLACK_BOT_TOKEN: 'xapp-1' })).toThrow('starts with xoxb-');
    expect(() => read({ ...bot, SLACK_API_URL: 'slack.com' })).toThrow('is not an http(s) address');
  });

  it('take an address with or without the slash at its end', () => {
    expect(read({ ...bot, ...app, SLACK_API_URL: 'https://slack-gov.com/api' })?.apiUrl).toBe(
      'https://slack-gov.com/api/',
    );
  });
});

describe('the manifest', () => {
  it('is one that Slack saves, and asks for nothing but what it gives a reason for', () => {
    const manifest = toManifest(commands);
    const read = toAppSettings(manifest);
    expect([...read.scopes].sort()).toEqual(scopes.map(({ scope }) => scope).sort());
    expect(scopes.every(({ reason }) => reason.length > 5)).toBe(true);
    const ofChannels = [...read.scopes].filter((scope) => /^(?:channels|groups|mpim):/.test(scope));
    // Which of them are public, and nothing of what is said there.
    expect(ofChannels).toEqual(['channels:read']);
    expect(read.unfurlDomains.length).toBeLessThanOrEqual(limits.unfurlDomains);
    expect(manifest.settings?.socket_mode_enabled).toBe(true);
  });

  it('shows how each command is used', () => {
    const [slash] = toManifest(commands).features?.slash_commands ?? [];
    for (const { examples } of commands) expect(slash?.usage_hint).toContain(examples[0]);
    const many = Array.from({ length: 9 }, () => commands).flat();
    const [long] = toManifest(many).features?.slash_commands ?? [];
    expect(long?.usage_hint?.length).toBeLessThanOrEqual(limits.usageHint);
  });

  it('is printed for Socket Mode, or for HTTP with the addresses Slack calls', async () => {
    const operation = createManifest(commands);
    expect(JSON.parse((await operation.run([], world)).text)).toEqual(toManifest(commands));
    const { text } = await operation.run(['--url', 'https://papers.example.org/'], world);
    const manifest = JSON.parse(text);
    expect(manifest.settings).toMatchObject({
      socket_mode_enabled: false,
      event_subscriptions: { request_url: 'https://papers.example.org/slack/events' },
      interactivity: { request_url: 'https://papers.example.org/slack/events' },
    });
    expect(manifest.oauth_config.redirect_urls).toEqual(['https://papers.example.org/slack/oauth_redirect']);
  });

  it.each([['--url'], ['--url', 'http://insecure.example'], ['papers.example.org']])(
    'is not printed for `%s %s`',
    async (...args) => {
      const run = async () => createManifest(commands).run(args.filter(Boolean), world);
      await expect(run()).rejects.toThrow('--url takes the public https address');
    },
  );
});
