import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { toManifest } from '../../../adapters/slack/manifest.ts';
import { commands } from '../../../src/commands/commands.ts';
import type { Subscription } from '../../../src/daily/subscriptions.ts';
import { EVERY_DAY } from '../../../src/daily/weekdays.ts';
import { openSqliteStore, type SqliteStore } from '../../../src/stores/sqlite.ts';
import { type Discord, startDiscord } from '../discord/discord.ts';
import { type Slack, startSlack } from '../slack/slack.ts';
import type { Step } from './steps.ts';

const PROGRAM = fileURLToPath(new URL('./program.ts', import.meta.url));
/** Past the end of a dead process's lease, in ms. */
const AHEAD = 200_000;
const PATIENCE = 110_000;
const MINUTE = 60_000;

/** How many messages stand in the two channels after a kill and a restart, and whether the kill hit. */
export interface Proof {
  discord: number;
  slack: number;
  killed: boolean;
}

/** The stand-ins, and a run of the bot against them: killed at a step, started again, and counted. */
export interface Prover {
  run(step: Step): Promise<Proof>;
  stop(): Promise<void>;
}

export async function startProver(): Promise<Prover> {
  const discord = await startDiscord({ patience: PATIENCE });
  const slack = await startSlack({ manifest: toManifest(commands, undefined, true) });
  let count = 0;
  return {
    run(step) {
      count += 1;
      return prove(step, `run-${count}`, discord, slack);
    },
    async stop() {
      await discord.stop();
      await slack.stop();
    },
  };
}

async function prove(step: Step, name: string, discord: Discord, slack: Slack): Promise<Proof> {
  const folder = mkdtempSync(join(tmpdir(), 'paperboy-once-'));
  const store = openSqliteStore(join(folder, 'data', 'paperboy.db'), { now: () => new Date() });
  const started: ReturnType<typeof spawn>[] = [];
  try {
    const channel = discord.addChannel(name);
    const conversation = slack.channel(name);
    const places = [`discord:${channel.id}`, `slack:${conversation.team}/${conversation.id}`];
    // Names are never used again: by them Discord knows what was posted.
    const wishes = places.map((place, index) => ({ id: `${name}-${index}`, place }));
    await fill(store, wishes);
    const env = {
      PATH: process.env.PATH,
      DATA_DIR: join(folder, 'data'),
      SEEDS_DIR: folder,
      HF_API_URL: 'http://127.0.0.1:9',
      PORT: '0',
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.apiUrl,
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_APP_TOKEN: slack.appToken,
      SLACK_API_URL: slack.apiUrl,
    };
    const posted = () => ({
      discord: discord.messages(channel).filter(({ author }) => author.id === discord.bot.id).length,
      slack: slack.state.messages.filter((each) => each.channel === conversation.id && each.botId).length,
    });
    const first = start([step], env);
    started.push(first.child);
    if (step === 'after the post, before its answer arrives') await killOnPost(first, posted);
    await Promise.race([first.ended, waitUntil(() => isDone(store, wishes))]);
    const killed = first.child.exitCode === null && first.child.signalCode === 'SIGKILL';
    first.child.kill('SIGKILL');
    await first.ended;
    const second = start(['', String(AHEAD)], env);
    started.push(second.child);
    await Promise.race([second.ended, waitUntil(() => isDone(store, wishes))]);
    if (second.child.exitCode !== null)
      throw new Error(`the restarted bot ended by itself: ${second.errors()}`);
    second.child.kill('SIGKILL');
    await second.ended;
    return { ...posted(), killed };
  } finally {
    // Where the wait was in vain, none must live on.
    for (const child of started) child.kill('SIGKILL');
    store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Two subscriptions that are due now, and a paper that is new. */
async function fill(store: SqliteStore, wishes: readonly { id: string; place: string }[]): Promise<void> {
  const now = Date.now();
  const at = new Date(now - MINUTE).toISOString().slice(11, 16);
  const from = new Date(now - 30 * MINUTE).toISOString();
  const day = new Date(now).toISOString().slice(0, 10);
  await store.save([
    {
      id: '2611.00001',
      arxivId: '2611.00001',
      title: 'A Paper of Today',
      abstract: 'We show that a paper can be new. It is new today.',
      lang: 'en',
      date: day,
      foundIn: [{ document: 'arXiv', line: 1 }],
    },
  ]);
  for (const { id, place } of wishes) {
    const subscription: Subscription = {
      ...{ id, place, server: place, madeBy: 'discord:1', madeAt: from, from, at },
      ...{ zone: 'UTC', days: EVERY_DAY, count: 5, lang: 'en', whenEmpty: 'say' },
    };
    await store.subscriptions.save(subscription);
  }
}

async function isDone(store: SqliteStore, wishes: readonly { id: string }[]): Promise<boolean> {
  const newest = await Promise.all(wishes.map(({ id }) => store.deliveries.newest(id, 1)));
  return newest.every(([delivery]) => !['claimed', 'posting', undefined].includes(delivery?.state));
}

function start(args: readonly string[], env: NodeJS.ProcessEnv) {
  const child = spawn(process.execPath, [PROGRAM, ...args], { env, stdio: ['ignore', 'ignore', 'pipe'] });
  let errors = '';
  child.stderr.on('data', (chunk) => {
    errors += chunk;
  });
  return { child, ended: once(child, 'exit'), errors: () => errors };
}

/** Kills as soon as the platform has the message, most often before the bot has its answer. */
async function killOnPost(
  { child, ended }: ReturnType<typeof start>,
  posted: () => { discord: number; slack: number },
): Promise<void> {
  let isOver = false;
  void ended.then(() => {
    isOver = true;
  });
  await waitUntil(async () => isOver || posted().discord + posted().slack > 0);
  child.kill('SIGKILL');
}

async function waitUntil(isTrue: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + PATIENCE;
  while (!(await isTrue())) {
    if (performance.now() > end) throw new Error('waited too long for a delivery');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
