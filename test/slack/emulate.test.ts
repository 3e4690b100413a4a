import { afterEach, describe, expect, it, vi } from 'vitest';
import { SEARCH_SHORTCUT } from '../../adapters/slack/listen.ts';
import { scopes } from '../../adapters/slack/scopes.ts';
import type { SlackSettings } from '../../adapters/slack/settings.ts';
import { startSlack } from '../../adapters/slack/slack.ts';
import { SEARCH_INPUT, SEARCH_VIEW } from '../../adapters/slack/views.ts';
import { createBot } from '../../src/bot.ts';
import { commands } from '../../src/commands/commands.ts';
import { createMemoryInstallations } from '../../src/installations.ts';
import { createMemoryOnce } from '../../src/once.ts';
import {
  app,
  buttonOf,
  type Channel,
  createSender,
  installAsAna,
  startEmulatedSlack,
} from '../support/emulated-slack.ts';
import { rapid } from '../support/slack-driver.ts';
import { createLog, createWorld } from '../support/world.ts';

// The Slack of the other tests is ours and may share our errors; this one says for itself what it keeps of what we send.
// What it does not cover stands at `startEmulatedSlack`.

const granted = scopes.map(({ scope }): string => scope);
const one: SlackSettings['workspaces'] = { kind: 'one', botToken: app.botToken };
const many: SlackSettings['workspaces'] = {
  kind: 'many',
  clientId: app.clientId,
  clientSecret: app.clientSecret,
  readsMessages: false,
};

// In a developer's shell these would make it name another address than its own.
for (const name of ['EMULATE_BASE_URL', 'PORTLESS_URL']) vi.stubEnv(name, undefined);

const world = createWorld();
const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

/** The adapter at work there, over HTTP. */
async function start(workspaces: SlackSettings['workspaces'], scopes = granted) {
  const slack = await startEmulatedSlack(scopes);
  stops.push(slack.stop);
  const everything = await world;
  const { places, clock } = everything;
  const log = createLog();
  const installations = createMemoryInstallations();
  const bot = createBot({ ...everything, commands, log });
  const connection = { kind: 'http', signingSecret: app.signingSecret, port: 0 } as const;
  const running = await startSlack(
    bot,
    { apiUrl: slack.apiUrl, connection, workspaces },
    {
      ...{ log, once: createMemoryOnce(), places, clock, zone: 'UTC', patience: rapid, installations },
      // It shows nothing of what an acknowledgement carries.
      promiseAfter: 0,
    },
  );
  stops.push(running.stop);
  const { port = 0 } = running;
  return { slack, port, installations, logged: log.entries, ana: createSender(slack, port) };
}

type Stage = Awaited<ReturnType<typeof start>>;

/** Asks until there is something: `emulate` does not tell when the adapter has done its work. */
const until = <Found>(what: string, ask: () => Promise<Found | undefined>): Promise<Found> =>
  vi.waitFor(
    async () => {
      const found = await ask();
      if (found === undefined) throw new Error(`no ${what}`);
      return found;
    },
    { timeout: 10_000, interval: 20 },
  );

/** The messages of a thread, its first one included, once there are so many. */
const thread = ({ slack }: Stage, { id }: Channel, ts: string, count: number) =>
  until(`thread of ${count}`, async () => {
    const { messages } = await slack.ana.conversations.replies({ channel: id, ts });
    return messages?.length === count ? messages : undefined;
  });

/** What a channel shows outside its threads, newest first. */
const shown = async ({ slack }: Stage, { id }: Channel) =>
  (await slack.ana.conversations.history({ channel: id })).messages ?? [];

/** A view on which this can be read. */
const view = ({ slack }: Stage, heading: 'App Home' | 'Modals', says: string) =>
  until(`view that says “${says}”`, async () => {
    const rows = await slack.inspect('views', heading);
    return rows.find(({ Preview }) => Preview?.includes(says));
  });

/** What somebody would have to look into: of refused calls and lacking scopes, too. */
const troubles = ({ logged }: Stage) => logged.filter(({ level }) => level === 'warn' || level === 'error');

describe('in the Slack of `emulate`', () => {
  it('answers a mention in its thread, as the app and without previews, and goes on there', async () => {
    const stage = await start(one);
    const { slack, ana } = stage;
    const asked = await ana.say(slack.reading, `<@${app.botUser}> show 2402.17764`);
    const [, answer] = await thread(stage, slack.reading, asked.ts, 2);
    expect(answer).toMatchObject({ user: app.botUser, unfurl_links: false, unfurl_media: false });
    expect(answer?.text).toContain('The Era of 1-bit LLMs');
    expect(buttonOf(answer?.blocks, 'Summary').value).toBe('summary 2402.17764');

    await ana.say(slack.reading, `<@${app.botUser}> search moe`, asked);
    const replies = await thread(stage, slack.reading, asked.ts, 4);
    expect(replies.at(-1)?.text).toMatch(/^\d+ papers about moe/);
    expect(await shown(stage, slack.reading)).toMatchObject([{ ts: asked.ts, reply_count: 3 }]);
    expect(troubles(stage)).toEqual([]);
  });

  it('answers a direct message that does not mention it', async () => {
    const stage = await start(one);
    const asked = await stage.ana.say(stage.slack.direct, '2402.17764');
    const [, answer] = await thread(stage, stage.slack.direct, asked.ts, 2);
    expect(answer?.text).toContain('The Era of 1-bit LLMs');
  });

  it('answers a command for the asker alone, also where its response_url is spent', async () => {
    const stage = await start(one);
    const { slack, ana } = stage;
    await ana.slash('search moe', slack.reading);
    const answer = await until('ephemeral message', async () => {
      const [row] = await slack.inspect('messages', 'Ephemeral', slack.reading);
      return row;
    });
    expect(answer.Target).toMatch(/^ana\b/);
    expect(answer.Message).toMatch(/^\d+ papers about moe/);
    expect(await shown(stage, slack.reading)).toEqual([]);
  });

  it('answers in direct messages where it is no member, and shares there when told to', async () => {
    const stage = await start(one);
    const { slack, ana } = stage;
    await ana.slash('show 2402.17764', slack.board);
    const told = await until('direct message', async () => (await shown(stage, slack.direct))[0]);
    expect(told.text).toContain('The Era of 1-bit LLMs');
    await ana.press('Share', slack.direct, told);
    const shared = await until('second one', async () => {
      const [newest, ...older] = await shown(stage, slack.direct);
      return older.length > 0 ? newest : undefined;
    });
    expect(shared.text).toBe(told.text);
    expect(() => buttonOf(shared.blocks, 'Share')).toThrow('no button');
    expect(await shown(stage, slack.board)).toEqual([]);
  });

  it('logs the scope that its token lacks', async () => {
    const { slack, ana, logged } = await start(
      one,
      granted.filter((scope) => scope !== 'chat:write'),
    );
    await ana.say(slack.reading, `<@${app.botUser}> show 2402.17764`);
    const refusal = await until('refusal', async () => logged.find(({ level }) => level === 'error'));
    expect(refusal.message).toBe('Slack refused: missing_scope');
    expect(refusal.fields).toMatchObject({ what: 'chat.postMessage', needed: 'chat:write' });
  });

  it('publishes the Home tab, and opens a modal over it', async () => {
    const stage = await start(one);
    const { slack, ana } = stage;
    await ana.event({ type: 'app_home_opened', user: slack.user, channel: slack.direct.id, tab: 'home' });
    const home = await view(stage, 'App Home', 'Nothing new today, 22 Nov 2026');
    expect(home.User).toBe('ana');
    await ana.act({ id: home.ID ?? '', type: 'home' }, { action_id: SEARCH_INPUT, value: 'search moe' });
    expect(await view(stage, 'Modals', 'papers about moe')).toMatchObject({ User: 'ana', Previous: '' });
    expect(troubles(stage)).toEqual([]);
  });

  it('searches in a modal, and lays an answer over its results', async () => {
    const stage = await start(one);
    const { ana } = stage;
    await ana.shortcut(SEARCH_SHORTCUT);
    const { ID: id = '' } = await view(stage, 'Modals', 'Search papers');
    const values = { [SEARCH_INPUT]: { [SEARCH_INPUT]: { type: 'plain_text_input', value: 'search moe' } } };
    const { blocks } = await ana.submit(id, SEARCH_VIEW, values);
    expect(await view(stage, 'Modals', 'papers about moe')).toMatchObject({ ID: id });
    await ana.act({ id, type: 'modal' }, buttonOf(blocks, 'Summary'));
    expect(await view(stage, 'Modals', 'TL;DR')).toMatchObject({ User: 'ana', Previous: id });
    expect(troubles(stage)).toEqual([]);
  });
});

describe('installed by OAuth in the Slack of `emulate`', () => {
  it('answers with the token it was given, for the scopes it asked for', async () => {
    const stage = await start(many);
    const { slack, ana, port, installations } = stage;
    expect(await installAsAna(port)).toMatchObject({ status: 200 });
    const installed = await slack.inspect('auth', 'Installations');
    expect(installed).toMatchObject([{ App: app.id, Installer: slack.user, Scopes: granted.join(', ') }]);
    const kept: unknown = JSON.parse((await installations.find(`slack:${slack.team}`)) ?? 'null');
    const token = expect.stringMatching(/^xoxb-/);
    expect(kept).toMatchObject({ bot: { id: app.botId, userId: app.botUser, scopes: granted, token } });

    const asked = await ana.say(slack.direct, '2402.17764');
    const [, answer] = await thread(stage, slack.direct, asked.ts, 2);
    expect(answer).toMatchObject({ user: app.botUser });
    expect(troubles(stage)).toEqual([]);
  });

  it('is not installed by a code that was never given', async () => {
    const stage = await start(many);
    const { slack, port, installations } = stage;
    expect(await installAsAna(port, 'made-up')).toMatchObject({ status: 500 });
    expect(await installations.find(`slack:${slack.team}`)).toBeUndefined();
    const why = expect.stringContaining('invalid_code');
    expect(troubles(stage)).toMatchObject([{ message: why }]);
  });
});
