import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { toManifest } from '../../../adapters/slack/manifest.ts';
import { commands } from '../../../src/commands/commands.ts';
import { seededRandom } from '../../../src/seeded-random.ts';
import { startDiscord } from '../../support/discord/discord.ts';
import { honest, startLoopbackLlm } from '../../support/loopback-llm.ts';
import { createDatabase } from '../../support/postgres.ts';
import { startProgram } from '../../support/program.ts';
import { startSlack } from '../../support/slack/slack.ts';
import { openBalancer } from './balancer.ts';
import { type Counts, countAnswers } from './counts.ts';
import { type Disturbances, disturb } from './disturb.ts';
import { createMember, type Member } from './fleet.ts';
import { createLoad } from './load.ts';
import { subscribeChannels } from './subscriptions.ts';

export interface ChaosOptions {
  seconds: number;
  seed: string;
  /** Questions a second. */
  rate: number;
  /** Subscribed channels of each platform that are due in each minute. */
  channels: number;
  /** Which search engine answers; LanceDB's index is one for all processes. The program's own choice where not said. */
  engine?: string | undefined;
}

export interface ChaosReport extends ChaosOptions {
  disturbances: Disturbances;
  answers: Counts;
  deliveries: { due: number; once: number; missed: number; doubled: number; which: string[] };
  /** What the platforms refused. */
  violations: string[];
  /** What the processes wrote. */
  logs: string[];
}

const PROCESSES = 3;
/** Milliseconds before each retry of an event by Slack: sooner than Slack's own, so that the run need not wait for minutes. */
const RETRIES = [200, 2_000, 8_000, 20_000];
/** Milliseconds that the model takes for an answer, which is longer than an answer goes unpromised. */
const MODEL_TAKES = 2_500;
/** Longer than a process that was killed keeps what it had taken on. */
const SETTLE_WITHIN = 120_000;
const QUIET = 3_000;

/** Runs three processes on one database and one index, disturbs them under load, and counts what people got. */
export async function runChaos(
  options: ChaosOptions,
  tell: (what: string) => void = () => {},
): Promise<ChaosReport> {
  const { seconds, seed, rate, channels, engine } = options;
  const index = await mkdtemp(join(tmpdir(), 'paperboy-chaos-'));
  const random = seededRandom(seed);
  const place = await createDatabase();
  const discord = await startDiscord({ patience: 60_000, shards: 2 });
  const slack = await startSlack({ manifest: toManifest(commands, undefined, true), retries: RETRIES });
  const llm = await startLoopbackLlm(honest, MODEL_TAKES);
  /** Event ids by the messages they tell of. */
  const acknowledged = new Map<string, string>();
  const triggers = new Map<string, string>();
  const members: Member[] = [];
  const balancer = await openBalancer(
    () => members.flatMap((member) => member.port() ?? []),
    (body) => {
      const ts = /"ts":"([\d.]+)"/.exec(body)?.[1];
      const event = /"event_id":"(\w+)"/.exec(body)?.[1];
      if (ts !== undefined && body.includes('"type":"app_mention"')) acknowledged.set(ts, event ?? '');
      const form = new URLSearchParams(body);
      triggers.set(form.get('user_id') ?? '', form.get('trigger_id') ?? '');
    },
  );
  try {
    const store = await place.open({ now: () => new Date() });
    const minutes = Math.ceil(seconds / 60) + 1;
    const waiting = await subscribeChannels(store, discord, slack, { minutes, each: channels });
    const settings = {
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.apiUrl,
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_SIGNING_SECRET: slack.signingSecret,
      SLACK_API_URL: slack.apiUrl,
      LLM_BASE_URL: llm.baseUrl,
      LLM_MODEL: 'slow',
      HOST: '127.0.0.1',
      LOG_LEVEL: 'info',
      ...(engine === undefined ? {} : { SEARCH_ENGINE: engine, INDEX_URL: index }),
    };
    const registering = await startProgram(['register'], settings);
    if ((await registering.exited) !== 0) throw new Error(registering.log());
    await registering.stop();
    for (let number = 0; number < PROCESSES; number += 1)
      // One runs a process per shard, the others hear of everything: an event comes to each of them.
      members.push(
        await createMember(place.url, { ...settings, ...(number === 0 ? { DISCORD_SHARDS: '2' } : {}) }),
      );
    tell('starting three processes');
    const startAll = () => Promise.all(members.map((member) => member.start()));
    await startAll();
    const isReady = () =>
      members.every(
        (each) => each.log().includes('connected to Discord') || each.log().includes('starting a shard'),
      );
    await discord.until(
      () => isReady() && members.every((member) => member.port() !== undefined),
      'three processes',
    );
    tell('three processes answer');
    await slack.useHttp(`${balancer.url}/slack/events`);

    const load = createLoad(discord, slack, random);
    tell('people ask');
    const end = new AbortController();
    const disturbed = disturb(
      members,
      () => place.breakConnections(),
      seededRandom(`${seed}, disturbances`),
      end.signal,
    );
    const until = performance.now() + seconds * 1000;
    while (performance.now() < until) {
      load.ask();
      await wait(1000 / rate);
    }
    tell('mending');
    end.abort();
    const disturbances = await disturbed;
    await load.settled();
    tell('waiting for what was promised');

    const count = async () =>
      countAnswers(load.asked, discord, slack, {
        ...{ taken: await takenOn(place.url), acknowledged, triggers },
        inDoubt: new Set(members.flatMap((member) => notSentAgain(member.log()))),
      });
    const isSettled = async () =>
      Object.values(await count()).every(({ lost }) => lost === 0) &&
      waiting.count().every(({ messages }) => messages > 0);
    const settleUntil = performance.now() + SETTLE_WITHIN;
    while (!(await isSettled()) && performance.now() < settleUntil) await wait(500);
    // What comes too often comes later than what is waited for.
    await wait(QUIET);
    const counted = waiting.count();
    return {
      ...options,
      disturbances,
      answers: await count(),
      deliveries: {
        due: counted.length,
        once: counted.filter(({ messages }) => messages === 1).length,
        missed: counted.filter(({ messages }) => messages === 0).length,
        doubled: counted.filter(({ messages }) => messages > 1).length,
        which: counted
          .filter(({ messages }) => messages !== 1)
          .map(({ name, messages }) => `${name}: ${messages}`),
      },
      violations: [...slack.violations, ...discord.violations.map((each) => JSON.stringify(each))],
      logs: members.map((member) => member.log()),
    };
  } finally {
    await Promise.all(members.map((member) => member.stop()));
    await balancer.close();
    await Promise.all([discord.stop(), slack.stop(), llm.stop()]);
    await place.drop();
    await rm(index, { recursive: true, force: true });
  }
}

/** The keys of what a process says it did not send again. */
function notSentAgain(log: string): string[] {
  return [...log.matchAll(/"key":"([^"]+)","msg":"not answered: /g)].map(([, key = '']) => key);
}

/** What the database says became of the events that some process took on; asked anew each time, for connections are broken now and then. */
async function takenOn(url: string): Promise<Map<string, string>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query('SELECT key, state, tries FROM debts');
    return new Map(
      rows.map(({ key, state, tries }) => [String(key).replace(/.*[:/]/, ''), `${state}, ${tries} tries`]),
    );
  } finally {
    await client.end();
  }
}
