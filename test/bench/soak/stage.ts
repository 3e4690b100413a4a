import { toManifest } from '../../../adapters/slack/manifest.ts';
import { commands } from '../../../src/commands/commands.ts';
import { parseLine } from '../../../src/line.ts';
import { startDiscord } from '../../support/discord/discord.ts';
import { startProgram } from '../../support/program.ts';
import { startSlack } from '../../support/slack/slack.ts';

/** The real program, connected to both platforms on loopback, and the people who ask it. */
export interface Stage {
  /** Asks as one of the people, on one platform or the other; resolves once the answer stands there. */
  ask(line: string, number: number): Promise<void>;
  /** What `/metrics` says: each sample by its name and labels. */
  metrics(): Promise<Map<string, number>>;
  /** Lets go of what the stand-ins remember, which would fill the memory of whoever measures. */
  tidy(): void;
  /** What the platforms minded. */
  complaints(): string[];
  stop(): Promise<void>;
}

/** As many as keep each below the limits of fairness at the rate that is asked for. */
const PEOPLE = 600;
/** As many answers, messages and requests as a platform still knows of when it tidies up. */
const REMEMBERED = 2_000;

export async function startStage(): Promise<Stage> {
  const [discord, slack] = await Promise.all([
    startDiscord({ patience: 30_000 }),
    startSlack({ manifest: toManifest(commands) }),
  ]);
  const settings = {
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.apiUrl,
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_APP_TOKEN: slack.appToken,
    SLACK_API_URL: slack.apiUrl,
    LOG_LEVEL: 'info',
  };
  const registering = await startProgram(['register'], settings);
  if ((await registering.exited) !== 0) throw new Error(registering.log());
  await registering.stop();
  const program = await startProgram([], settings);
  await discord.until(() => program.log().includes('answering in Slack'), 'both platforms');
  const port = /"port":(\d+)/.exec(program.log())?.[1] ?? '';
  const readers = Array.from({ length: PEOPLE }, (_, n) => discord.addUser(`reader${n}`));
  const members = Array.from({ length: PEOPLE }, (_, n) => slack.user(`reader${n}`));
  const channel = slack.channel('reading', { members });

  async function askInDiscord(line: string, number: number): Promise<void> {
    const { command, options } = parseLine(line, commands);
    const user = readers[number % PEOPLE];
    const { reply } = await discord.slash(`paper ${command}`, options, user ? { user } : {});
    if (!reply) throw new Error('no answer in Discord');
  }

  async function askInSlack(line: string, number: number): Promise<void> {
    const by = members[number % PEOPLE];
    if (!by) throw new Error('nobody to ask');
    await (await slack.slash('/paper', line, { by, channel })).answer();
  }

  return {
    ask: (line, number) =>
      number % 2 === 0 ? askInDiscord(line, number / 2) : askInSlack(line, (number - 1) / 2),
    async metrics() {
      // A connection that is kept would be closed by the program just when it is used again: both wait five seconds.
      const asked = await fetch(`http://127.0.0.1:${port}/metrics`, { headers: { connection: 'close' } });
      const text = await asked.text();
      const samples = [...text.matchAll(/^([a-z_]\S*(?:\{.*\})?) (\S+)$/gm)];
      return new Map(samples.map(([, name = '', value]) => [name, Number(value)]));
    },
    tidy() {
      discord.forget(REMEMBERED);
      const { calls, messages, deliveries, links, unfurls, triggers, responseUrls, files } = slack.state;
      for (const list of [calls, messages, deliveries, links, unfurls])
        list.splice(0, Math.max(0, list.length - REMEMBERED));
      for (const kept of [triggers, responseUrls, files])
        for (const id of [...kept.keys()].slice(0, Math.max(0, kept.size - REMEMBERED))) kept.delete(id);
    },
    complaints: () => [...slack.violations, ...discord.violations.map((each) => JSON.stringify(each))],
    async stop() {
      program.end();
      await program.exited;
      await program.stop();
      await Promise.all([discord.stop(), slack.stop()]);
    },
  };
}
