import { toManifest } from '../../adapters/slack/manifest.ts';
import type { SlackSettings } from '../../adapters/slack/settings.ts';
import { type Running, type SlackWorld, startSlack as startAdapter } from '../../adapters/slack/slack.ts';
import { type Bot, createBot } from '../../src/bot.ts';
import type { Command } from '../../src/command.ts';
import { commands } from '../../src/commands/commands.ts';
import { createMemoryOnce } from '../../src/once.ts';
import type { Team } from '../../src/team/team.ts';
import type { Driver, Shown } from '../contracts/adapter.ts';
import { replies } from './showcase.ts';
import type { Message } from './slack/entities.ts';
import { textOf, walk } from './slack/json.ts';
import { blocksOf, buttonsOf, type SurfaceWithBlocks } from './slack/reading.ts';
import { type Slack, type SlackOptions, startSlack } from './slack/slack.ts';
import { createLog, createTeamWorld, createWorld, type LogEntry } from './world.ts';

/** Retries at once, so that a test need not wait. */
export const rapid = { retries: 3, minTimeout: 1, maxTimeout: 1, factor: 1 };

export interface SlackStage {
  slack: Slack;
  bot: Bot;
  running: Running;
  logged: LogEntry[];
  team: Team;
  stop(): Promise<void>;
}

export interface StageOptions {
  over?: 'socket' | 'http';
  commands?: readonly Command[];
  slack?: SlackOptions;
  world?: Partial<SlackWorld>;
  /** Changes the settings that the stand-in gives. */
  settings?(given: SlackSettings): SlackSettings;
}

/** The seeds are read once for all tests of a file. */
let world: ReturnType<typeof createWorld> | undefined;

/** The adapter at work in a stand-in Slack, as our own manifest registers it. */
export async function startStage(options: StageOptions = {}): Promise<SlackStage> {
  const all = options.commands ?? commands;
  const over = options.over ?? 'socket';
  const slack = await startSlack({ manifest: toManifest(all), ...options.slack });
  world ??= createWorld();
  const everything = await world;
  const { places, clock } = everything;
  const { team, ...daily } = createTeamWorld(clock);
  const log = createLog();
  const bot = createBot({ ...everything, ...daily, team, commands: all, log });
  const given: SlackSettings = {
    apiUrl: slack.apiUrl,
    connection:
      over === 'socket'
        ? { kind: 'socket', appToken: slack.appToken }
        : { kind: 'http', signingSecret: slack.signingSecret, port: 0 },
    workspaces: { kind: 'one', botToken: slack.botToken },
  };
  const parts = {
    ...{ log, once: createMemoryOnce(), places, clock, zone: 'UTC', patience: rapid },
    sightings: team.sightings,
  };
  try {
    const running = await startAdapter(bot, options.settings?.(given) ?? given, {
      ...parts,
      ...options.world,
    });
    if (running.port !== undefined) await slack.useHttp(`http://127.0.0.1:${running.port}/slack/events`);
    const stop = async () => {
      await running.stop();
      await slack.stop();
    };
    return { slack, bot, running, logged: log.entries, team, stop };
  } catch (error) {
    await slack.stop();
    throw error;
  }
}

/** What can be read on it, a line per block or element; a style in the middle of a sentence ends no line. */
export function readable(surface: SurfaceWithBlocks): string {
  const lines = blocksOf(surface).map((block) =>
    [...walk(block, '')]
      .flatMap(({ node }) => textOf(node.text) ?? [])
      .join(block.type === 'rich_text' ? '' : '\n'),
  );
  return lines.join('\n');
}

/** Only what there is to read, not to press. */
function withoutButtons(message: Message): Message {
  const blocks = (message.blocks ?? []).filter(({ type }) => type !== 'actions');
  return { ...message, blocks: blocks.map(({ accessory: _button, ...block }) => block) };
}

/** A person who asks in a channel by mentioning the bot, and presses the buttons of its answers. */
export async function startSlackDriver(
  over: 'socket' | 'http',
  all: readonly Command[],
): Promise<Driver & { stage: SlackStage }> {
  const stage = await startStage({ over, commands: all });
  const { slack } = stage;
  const ana = slack.user('ana');
  const reading = slack.channel('reading', { members: [ana] });
  let newest: Message | undefined;

  function show(message: Message): Shown {
    newest = message;
    return {
      text: readable(withoutButtons(message)),
      private: message.visibleTo !== undefined,
      buttons: buttonsOf(message),
    };
  }

  /** Files come in a message of their own, below the answer. */
  async function filesAfter(answer: Message): Promise<string[]> {
    const { files = [] } = await slack.until('files', () =>
      slack.messages(reading, { thread: answer }).find((each) => each.files && each.ts > answer.ts),
    );
    return files.map(({ name, content }) => `${name}\n${content}`);
  }

  return {
    stage,
    keepsMessages: true,
    async ask(line) {
      const answer = await (await slack.mention(reading, line, { by: ana })).answer();
      const shown = show(answer);
      const { files } = replies[/^give (\w+)$/.exec(line)?.[1] ?? ''] ?? {};
      return files ? { ...shown, text: [shown.text, ...(await filesAfter(answer))].join('\n') } : shown;
    },
    async press(label) {
      if (!newest) throw new Error('nothing was answered yet');
      return show(await (await slack.press(newest, label, { by: ana })).answer());
    },
    expectClean() {
      slack.expectClean();
      const { pings, messages } = slack.state;
      if (pings.length > 0) throw new Error(`somebody was pinged: ${JSON.stringify(pings)}`);
      const previewed = messages.flatMap(({ botId, previews }) => (botId ? previews : []));
      if (previewed.length > 0) throw new Error(`Slack would preview ${previewed.join(', ')}`);
    },
    stop: () => stage.stop(),
  };
}
