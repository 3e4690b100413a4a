import { afterEach, describe, expect, it } from 'vitest';
import { toManifest } from '../../adapters/slack/manifest.ts';
import { commands } from '../../src/commands/commands.ts';
import { startDiscord } from '../support/discord/discord.ts';
import { startLoopbackLlm } from '../support/loopback-llm.ts';
import { type Program, startProgram } from '../support/program.ts';
import { startSlack } from '../support/slack/slack.ts';

const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

/** What a person writes stands out in any log. */
const SAID = 'zanzibarquokka';
const KEY = 'planted-llm-key-0123456789';

const entriesOf = (program: Program): Record<string, unknown>[] =>
  program
    .log()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('the log of the real bot', () => {
  it('holds no secret and no word of a person, whatever fails', { timeout: 60_000 }, async () => {
    const [discord, slack, llm] = await Promise.all([
      startDiscord({ patience: 25_000 }),
      startSlack({ manifest: toManifest(commands) }),
      startLoopbackLlm(({ user }) => ({ status: 401, body: JSON.stringify({ error: `${KEY} ${user}` }) })),
    ]);
    stops.push(discord.stop, slack.stop, llm.stop);
    const secrets = {
      DISCORD_TOKEN: discord.token,
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_APP_TOKEN: slack.appToken,
      LLM_API_KEY: KEY,
    };
    const addresses = {
      DISCORD_API_URL: discord.apiUrl,
      SLACK_API_URL: slack.apiUrl,
      LLM_BASE_URL: llm.baseUrl.replace('//', '//reader:planted-password@'),
    };
    const registered = await startProgram(['register'], { ...secrets, ...addresses });
    stops.push(registered.stop);
    expect(await registered.exited).toBe(0);
    const program = await startProgram([], {
      ...secrets,
      ...addresses,
      LLM_MODEL: 'small',
      LOG_LEVEL: 'debug',
    });
    stops.push(program.stop);
    await discord.until(() => program.log().includes('answering in Slack'), 'both platforms');

    const ana = slack.user('ana');
    const reading = slack.channel('reading', { members: [ana] });
    const isLogged = (text: string) => discord.until(() => program.log().includes(text), text);

    // Mistakes that quote the asker, and a language model that repeats what it was told.
    await discord.slash('paper search', { query: `cat:${SAID}` });
    await discord.slash('paper ask', { question: `How do mixtures of experts route ${SAID}?` });
    await (await slack.slash('/paper', `search year:${SAID}`, { by: ana, channel: reading })).answer();
    await isLogged('the model did not answer');

    // Refusals whose requests hold the answer, and with it the question.
    const callbacks = { path: /\/callback/ };
    discord.faults.add(callbacks, { kind: 'status', status: 503 }, 10);
    await discord.slash('paper search', { query: SAID }, { until: 'sent' });
    await isLogged('Discord refused an answer');
    slack.faults.next('chat.postMessage', { error: 'restricted_action', more: { text: SAID } });
    await slack.mention(reading, `search moe ${SAID}`, { by: ana });
    await isLogged('Slack refused: restricted_action');
    const pages = await slack.slash('/paper', `search moe -${SAID}`, { by: ana, channel: reading });
    const first = await pages.answer();
    slack.faults.always('response_url', { status: 404 });
    await slack.press(first, 'More ▶', { by: ana });
    await isLogged('Slack no longer waits');

    program.end();
    expect(await program.exited).toBe(0);
    for (const planted of [SAID, 'planted', ...Object.values(secrets)])
      expect(program.log() + program.stdout()).not.toContain(planted);

    const entries = entriesOf(program);
    const refused = entries.find(({ msg }) => msg === 'Slack refused: restricted_action');
    expect(refused).toMatchObject({ level: 'error', request: expect.stringMatching(/^[0-9a-f]{8}$/) });
    const before = entries.filter(({ request }) => request === refused?.request);
    expect(before.map(({ msg }) => msg)).toEqual(['answered', 'Slack refused: restricted_action']);
  });
});
