import { createServer } from 'node:http';
import { App, HTTPReceiver, MemoryInstallationStore, webApi } from '@slack/bolt';
import { afterEach, describe, expect, it } from 'vitest';
import { wideManifest } from './support/slack/app.ts';
import { silentLogger, startHttpApp } from './support/slack/bolt.ts';
import { fieldsOf, parseJson } from './support/slack/json.ts';
import { listen } from './support/slack/listening.ts';
import { readBody } from './support/slack/requests.ts';
import { type SlackOptions, startSlack } from './support/slack/slack.ts';

const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

async function start(options: SlackOptions = {}) {
  const slack = await startSlack(options);
  stops.push(() => slack.stop());
  const ana = slack.user('ana');
  return { slack, ana, reading: slack.channel('reading', { members: [ana] }) };
}

async function boltOverHttp(...args: Parameters<typeof startHttpApp>): Promise<void> {
  const app = await startHttpApp(...args);
  stops.push(() => app.stop());
}

describe('Bolt over HTTP', () => {
  it('answers signed requests and refuses others', async () => {
    const { slack, ana, reading } = await start();
    await boltOverHttp(slack, (app) => app.command('/paper', ({ ack }) => ack('signed and sealed')));
    const asked = await slack.slash('/paper', 'help', { by: ana, channel: reading });
    expect((await asked.answer()).text).toBe('signed and sealed');
    for (const signing of ['wrong secret', 'too old', 'missing'] as const) {
      const forged = await slack.slash('/paper', 'help', { by: ana, channel: reading, signing });
      expect(forged.outcomes, signing).toMatchObject([{ ok: false, status: 401 }]);
    }
    slack.expectClean();
  });

  it('acknowledges events before its listeners run, and leaves a silent command with 404', async () => {
    const { slack, ana, reading } = await start();
    await boltOverHttp(slack, (app) => {
      app.event('app_mention', () => Promise.reject(new Error('lost for good')));
      app.command('/paper', async () => undefined);
    });
    const mentioned = await slack.mention(reading, 'hello', { by: ana });
    expect(mentioned.outcomes.every(({ ok }) => ok)).toBe(true);
    const silent = await slack.slash('/paper', 'help', { by: ana, channel: reading });
    expect(silent).toMatchObject({ trouble: 'dispatch_failed', outcomes: [{ status: 404 }] });
  });

  it('installs in several teams by OAuth, each with its own token, and hears of the end of one', async () => {
    const server = createServer();
    const url = await listen(server);
    stops.push(() => new Promise((resolve) => server.close(resolve)));
    const { slack } = await start({
      manifest: { ...wideManifest, oauth_config: { ...wideManifest.oauth_config, redirect_urls: [url] } },
    });
    const {
      clientId,
      clientSecret,
      signingSecret,
      authorizeUrl: authorizationUrl,
      apiUrl: slackApiUrl,
    } = slack;
    const redirectUriPath = '/slack/oauth_redirect';
    const receiver = new HTTPReceiver({
      ...{
        signingSecret,
        clientId,
        clientSecret,
        stateSecret: 'a secret for the state',
        logger: silentLogger,
      },
      scopes: ['chat:write', 'im:history'],
      redirectUri: url + redirectUriPath,
      installationStore: new MemoryInstallationStore(),
      installerOptions: { authorizationUrl, redirectUriPath, clientOptions: { slackApiUrl } },
    });
    const ended: (string | undefined)[] = [];
    const app = new App({ receiver, logger: silentLogger, clientOptions: { slackApiUrl } });
    app.message(({ say, context }) => say(`hello ${context.teamId}`).then(() => undefined));
    app.event('app_uninstalled', async ({ context }) => void ended.push(context.teamId));
    server.on('request', receiver.requestListener);
    await slack.useHttp(`${url}/slack/events`);

    const [first, second] = [slack.addTeam('First'), slack.addTeam('Second')];
    for (const team of [first, second]) {
      expect(await slack.install(`${url}/slack/install`, team)).toMatchObject({ status: 200 });
      const asked = await slack.dm(slack.user('bo', { team: team.id }), 'hello');
      expect((await asked.answer()).text).toBe(`hello ${team.id}`);
    }
    expect(await slack.install(`${url}/slack/install`, first, { forgetful: true })).toMatchObject({
      status: 400,
    });
    slack.uninstall(first);
    await slack.until('the end', () => ended.length === 1);
    expect(ended).toEqual([first.id]);
  });
});

describe('delivery over HTTP', () => {
  /** An app that answers the challenge, and everything else with these statuses in turn, the last one for good. */
  async function answering(statuses: readonly number[], headers: Record<string, string> = {}) {
    const retries: (string | undefined)[] = [];
    const server = createServer(async (request, response) => {
      const { challenge } = fieldsOf(parseJson(String(await readBody(request))));
      if (typeof challenge === 'string') return response.end(challenge);
      const { 'x-slack-retry-num': number, 'x-slack-retry-reason': reason } = request.headers;
      const status = statuses[Math.min(retries.length, statuses.length - 1)] ?? 200;
      retries.push(number && `${number} ${reason}`);
      return response.writeHead(status, headers).end();
    });
    stops.push(() => new Promise((resolve) => server.close(resolve)));
    return { url: await listen(server), retries };
  }

  it('tries an event again, numbered and with the reason, until it is acknowledged', async () => {
    const { slack, ana } = await start({ retries: [0, 0, 0] });
    const app = await answering([500, 404, 200]);
    await slack.useHttp(app.url);
    await slack.openHome(ana);
    await slack.until('an acknowledgement', () => slack.state.deliveries.some(({ outcome }) => outcome.ok));
    await slack.quiet();
    expect(app.retries).toEqual([undefined, '1 http_error', '2 http_error']);
  });

  it('gives an event up after three retries, or at once where the app asks for that', async () => {
    const { slack, ana } = await start({ retries: [0, 0, 0] });
    const failing = await answering([500]);
    await slack.useHttp(failing.url);
    await slack.openHome(ana);
    await slack.until('three retries', () => failing.retries.length === 4);
    expect(failing.retries).toEqual([undefined, '1 http_error', '2 http_error', '3 http_error']);
    const refusing = await answering([500], { 'x-slack-no-retry': '1' });
    await slack.useHttp(refusing.url);
    await slack.openHome(ana);
    await slack.quiet();
    expect(refusing.retries).toEqual([undefined]);
  });

  it('refuses an address that does not give the challenge back', async () => {
    const { slack } = await start();
    const server = createServer((_request, response) => response.end('hello'));
    stops.push(() => new Promise((resolve) => server.close(resolve)));
    await expect(slack.useHttp(await listen(server))).rejects.toThrow('challenge');
  });
});

describe("Slack's own client", () => {
  it('uploads a file in three steps and shares it in a thread', async () => {
    const { slack, ana, reading } = await start();
    const client = new webApi.WebClient(slack.botToken, {
      slackApiUrl: slack.apiUrl,
      retryConfig: { retries: 0 },
    });
    const { message } = await slack.say(reading, 'BibTeX, please', { by: ana });
    const thread_ts = message?.ts ?? '';
    await client.files.uploadV2({
      channel_id: reading.id,
      thread_ts,
      filename: 'moe.bib',
      content: '@article{moe}',
    });
    expect(slack.messages(reading, message && { thread: message }).at(-1)).toMatchObject({
      threadTs: thread_ts,
      files: [{ name: 'moe.bib', content: '@article{moe}' }],
    });
    slack.expectClean();
  });
});
