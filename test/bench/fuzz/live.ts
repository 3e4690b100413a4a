import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { createBot } from '../../../src/bot.ts';
import { commands } from '../../../src/commands/commands.ts';
import { openDoor } from '../../../src/observe/door.ts';
import { createMetrics } from '../../../src/observe/metrics.ts';
import { toPages } from '../../../src/observe/pages.ts';
import type { Random } from '../../../src/ports.ts';
import { connectToDiscord } from '../../support/discord-driver.ts';
import { startStage } from '../../support/slack-driver.ts';
import { asker, createLog, createWorld } from '../../support/world.ts';
import { anyText, damaged, pick } from './draw.ts';
import type { Target } from './target.ts';

/** Targets that need something running. */
export interface Live {
  targets: Target[];
  /** Rejects where a platform refused a payload, or somebody was pinged. */
  finish(): Promise<void>;
}

/** The bot itself, its HTTP endpoints, and its handlers of both platforms' events, over loopback. */
export async function startLive(): Promise<Live> {
  const [bot, door, slack, discord] = [
    await startBot(),
    await startDoor(),
    await startSlack(),
    await startDiscord(),
  ];
  const parts = [bot, door, slack, discord];
  return {
    targets: parts.flatMap(({ targets }) => targets),
    async finish() {
      const ends = await Promise.allSettled(parts.map(({ finish }) => finish()));
      for (const end of ends) if (end.status === 'rejected') throw end.reason;
    },
  };
}

async function startBot(): Promise<Live> {
  const bot = createBot({ ...(await createWorld()), commands, log: createLog() });
  const run = async (random: Random) => {
    const line = damaged(random, `${pick(random, commands).examples[0]} ${anyText(random, 4)}`);
    const { outcome } = await bot.run({ line, asker });
    if (outcome === 'bug' || outcome === 'unavailable') throw new Error(outcome);
    await bot.completeLine(line, asker);
  };
  return { targets: [{ name: 'commands', share: 5, run }], finish: async () => {} };
}

/** Bytes that may be a request. A server must outlive all of them. */
async function startDoor(): Promise<Live> {
  const pages = toPages(() => [], createMetrics()) ?? {};
  const door = await openDoor({ port: 0, host: '127.0.0.1', pages });
  door.mount((_request, response) => void response.writeHead(404).end());
  const request =
    'GET /healthz HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\nConnection: close\r\n\r\nbody';
  const run = async (random: Random) => {
    const socket = connect(door.port, '127.0.0.1');
    socket.on('error', () => socket.destroy());
    const path = pick(random, [
      '/healthz',
      '/readyz',
      '/metrics',
      '//',
      '/slack/events',
      '/%',
      `/${anyText(random, 2)}`,
    ]);
    socket.end(damaged(random, request.replace('/healthz', path)));
    let answer = '';
    socket.on('data', (chunk) => {
      answer += String(chunk);
    });
    await once(socket, 'close');
    if (/^HTTP\/1.1 50[01]/.test(answer)) throw new Error(answer.slice(0, 40));
  };
  return {
    targets: [{ name: 'HTTP endpoints', share: 3, run }],
    async finish() {
      const { status } = await fetch(`http://127.0.0.1:${door.port}/healthz`);
      await door.close();
      if (status !== 200) throw new Error('the endpoints are gone');
    },
  };
}

const SECRET = 'signing-secret-of-the-stand-in';

/** Slack's requests, signed as they should be and damaged inside, and messages of people that say anything. */
async function startSlack(): Promise<Live> {
  const stage = await startStage({ over: 'http' });
  const { slack, running, logged } = stage;
  const ana = slack.user('ana');
  const reading = slack.channel('reading', { members: [ana] });
  const url = `http://127.0.0.1:${running.port}/slack/events`;
  const team = slack.team.id;
  const bodies = [
    {
      type: 'event_callback',
      team_id: team,
      event_id: 'Ev1',
      event: { type: 'app_mention', user: ana.id, text: 'help', ts: '1.2', channel: reading.id },
    },
    {
      type: 'event_callback',
      team_id: team,
      event_id: 'Ev2',
      event: {
        type: 'link_shared',
        user: ana.id,
        channel: reading.id,
        message_ts: '1.2',
        links: [{ url: 'https://arxiv.org/abs/2402.17764' }],
      },
    },
    {
      type: 'block_actions',
      user: { id: ana.id, team_id: team },
      team: { id: team },
      channel: { id: reading.id },
      container: { message_ts: '1.2' },
      actions: [{ action_id: 'answer:0', value: 'help' }],
    },
    {
      type: 'message_action',
      callback_id: 'papers',
      user: { id: ana.id },
      team: { id: team },
      channel: { id: reading.id },
      message: { ts: '1.2', text: '2402.17764' },
    },
  ].map((body) => JSON.stringify(body));

  async function knock(random: Random): Promise<void> {
    const body = damaged(random, pick(random, bodies));
    const timestamp = String(Math.floor(Date.now() / 1000));
    const signature = createHmac('sha256', SECRET).update(`v0:${timestamp}:${body}`).digest('hex');
    const headers = {
      'content-type': pick(random, ['application/json', 'application/x-www-form-urlencoded', 'text/plain']),
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${signature}`,
    };
    const response = await fetch(url, { method: 'POST', headers, body });
    await response.text();
    if (response.status > 500) throw new Error(`answered ${response.status}`);
  }

  async function say(random: Random): Promise<void> {
    const text = anyText(random, 5);
    const asked = pick(random, [
      () => slack.mention(reading, text, { by: ana }),
      () => slack.slash('/paper', text, { by: ana, channel: reading }),
    ]);
    await (await asked()).answer();
  }

  return {
    targets: [
      // What is of no kind that the app knows is held for 3 s by Bolt, which waits for an acknowledgement, and then refused.
      { name: 'Slack’s requests', share: 2, atOnce: 32, patience: 10_000, run: knock },
      { name: 'Slack’s messages', share: 1, run: say },
    ],
    async finish() {
      await (await slack.slash('/paper', 'help', { by: ana, channel: reading })).answer();
      const { violations, pings } = slack;
      await stage.stop();
      const bugs = logged.filter(({ message }) => message === 'a bug');
      // A damaged request names what does not exist.
      const minded = violations.filter((each) => !/not_found|cannot_find|not_in_channel/.test(each));
      const wrong = [
        ...minded,
        ...pings.map((ping) => JSON.stringify(ping)),
        ...bugs.map(({ fields }) => String(fields)),
      ];
      if (wrong.length > 0) throw new Error(`Slack minds: ${wrong.slice(0, 5).join('\n')}`);
    },
  };
}

/** Messages and commands of people on Discord that say anything. */
async function startDiscord(): Promise<Live> {
  const { discord, stop, log } = await connectToDiscord(commands);

  async function say(random: Random): Promise<void> {
    if (random() < 0.5) {
      const query = anyText(random, 4).slice(0, 900) || 'moe';
      await discord.slash('paper search', { query });
      return;
    }
    const text = `<@${discord.bot.id}> ${anyText(random, 4)}`.slice(0, 1_900);
    const { id } = discord.say(discord.channel, text);
    const isAnswer = () =>
      discord.messages(discord.channel).some((each) => each.message_reference?.message_id === id);
    await discord.until(isAnswer, 'an answer');
  }

  return {
    targets: [{ name: 'Discord’s messages', share: 1, run: say }],
    async finish() {
      const bugs = log.entries.filter(({ message }) => message === 'a bug');
      const pings = discord.pings.length;
      await stop();
      discord.expectClean();
      if (pings + bugs.length > 0) throw new Error(`${pings} pings, ${bugs.length} bugs on Discord`);
    },
  };
}
