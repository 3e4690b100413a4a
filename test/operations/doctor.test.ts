import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { checkDiscord } from '../../adapters/discord/doctor.ts';
import { checkSlack } from '../../adapters/slack/doctor.ts';
import { toManifest } from '../../adapters/slack/manifest.ts';
import { openHoldings } from '../../src/app.ts';
import { commands } from '../../src/commands/commands.ts';
import { readConfig } from '../../src/config.ts';
import { UserError } from '../../src/errors.ts';
import { createDoctor } from '../../src/operations/doctor.ts';
import { startDiscord } from '../support/discord/discord.ts';
import { startLoopbackServer } from '../support/loopback-server.ts';
import { startProgram } from '../support/program.ts';
import { startSlack } from '../support/slack/slack.ts';
import { createLog } from '../support/world.ts';

const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

const NOW = new Date('2026-11-22T12:00:00Z');
const clock = { now: () => NOW };

/** Everything a doctor asks, on one server that answers as told. */
async function startServer(
  answers: Readonly<Record<string, object>> = {},
  { date = NOW, status = 200 } = {},
) {
  const server = await startLoopbackServer((request, response) => {
    const path = request.url?.split('?')[0] ?? '';
    response.writeHead(status, { 'content-type': 'application/json', date: date.toUTCString() });
    response.end(JSON.stringify(answers[path] ?? {}));
  });
  stops.push(server.close);
  return server;
}

async function examine(url: string, env: Readonly<Record<string, string>> = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'paperboy-doctor-'));
  stops.push(() => rm(folder, { recursive: true }));
  const config = readConfig({
    DATA_DIR: folder,
    ARXIV_API_URL: `${url}/arxiv`,
    HF_API_URL: `${url}/hf`,
    DISCORD_API_URL: `${url}/discord`,
    ...env,
  });
  const world = { clock, random: Math.random, log: createLog(), fetch };
  const doctor = createDoctor([checkDiscord, checkSlack], world);
  const { text, json, failed } = await doctor.run([], { config, open: () => openHoldings(config, world) });
  const mend = json.findings.filter(({ state }) => state === 'bad').map(({ about }) => about);
  return { text, json, mend, failed };
}

describe('npm start -- doctor', () => {
  it('finds nothing to mend where all is well', async () => {
    const { mend, text, failed } = await examine((await startServer()).url);
    expect({ mend, failed }).toEqual({ mend: [], failed: undefined });
    expect(text).toMatch(/ok +database +opens, is up to date and can be written; 265 papers/);
    expect(text).toMatch(/ok +clock +agrees/);
  });

  it('compares the clock with the servers’', async () => {
    const { url } = await startServer({}, { date: new Date(NOW.getTime() + 90_000) });
    const { mend, text } = await examine(url);
    expect(mend).toEqual(['clock']);
    expect(text).toMatch(/is (?:89|90) s behind; set it by NTP/);
  });

  it('says which source does not answer, and which answers wrongly', async () => {
    const { mend } = await examine((await startServer({}, { status: 404 })).url, {
      HF_API_URL: 'http://127.0.0.1:1/api',
    });
    expect(mend).toEqual(['arXiv’s API', 'Hugging Face']);
  });

  it('says what settings lack', async () => {
    const { url } = await startServer();
    const { text } = await examine(url, {
      SLACK_BOT_TOKEN: 'xoxb-planted',
      SLACK_API_URL: `${url}/slack/`,
      LLM_MODEL: 'small',
      ADMINS: 'ana',
    });
    for (const setting of ['SLACK_APP_TOKEN', 'LLM_BASE_URL', 'ADMINS names ana', 'CONTACT'])
      expect(text).toContain(setting);
    expect(text).not.toContain('planted');
  });

  it('shows what is wrong with a database, in the words of whoever opened it', async () => {
    const doctor = createDoctor([], { fetch: () => Promise.reject(new Error('offline')), clock });
    const open = () => Promise.reject(new UserError('papers.db is damaged. Put a backup in its place.'));
    const { json } = await doctor.run([], { config: readConfig({}), open });
    expect(json.findings).toContainEqual({
      about: 'database',
      state: 'bad',
      text: 'papers.db is damaged. Put a backup in its place.',
    });
  });

  it.each([
    [0, '1', ['Discord intents', 'Discord commands']],
    [1 << 18, '1', ['Discord commands']],
    [1 << 18, '0', ['Discord commands']],
  ])('compares Discord’s intents (%i) with the settings (%s)', async (flags, wanted, expected) => {
    const app = { id: '1', flags };
    const server = await startServer({
      '/discord/v10/applications/@me': app,
      '/discord/v10/applications/1/commands': [],
    });
    const { mend } = await examine(server.url, { DISCORD_TOKEN: 'planted', DISCORD_MESSAGE_CONTENT: wanted });
    expect(mend).toEqual(expected);
  });

  it('asks Discord and Slack as they are, and ends with 1 where one refuses, with no token in what it says', async () => {
    const { url } = await startServer();
    const [discord, slack] = await Promise.all([
      startDiscord(),
      startSlack({ manifest: toManifest(commands) }),
    ]);
    stops.push(discord.stop, slack.stop);
    const sources = { ARXIV_API_URL: `${url}/arxiv`, HF_API_URL: `${url}/hf` };
    const right = {
      DISCORD_API_URL: discord.apiUrl,
      DISCORD_TOKEN: discord.token,
      SLACK_API_URL: slack.apiUrl,
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_APP_TOKEN: slack.appToken,
    };
    const registering = await startProgram(['register'], right);
    stops.push(registering.stop);
    await registering.exited;
    const well = await examine(url, { ...right, ...sources });
    expect(well.mend).toEqual([]);
    const wrong = {
      ...right,
      DISCORD_TOKEN: 'planted.discord',
      SLACK_BOT_TOKEN: 'xoxb-planted',
      SLACK_MESSAGE_CONTENT: '1',
    };
    const ill = await examine(url, wrong);
    expect(ill.mend).toEqual(['Discord', 'Slack']);
    const narrow = await examine(url, { ...right, SLACK_MESSAGE_CONTENT: '1' });
    expect(narrow.text).toContain('lack channels:history, groups:history');
    for (const { text, json } of [well, ill, narrow])
      for (const secret of ['planted', discord.token, slack.botToken, slack.appToken])
        expect(text + JSON.stringify(json)).not.toContain(secret);
    const program = await startProgram(['doctor', '--json'], { ...wrong, ...sources });
    stops.push(program.stop);
    expect(await program.exited).toBe(1);
    expect(JSON.parse(program.stdout()).findings.length).toBeGreaterThan(5);
  });
});
