import { resolve } from 'node:path';
import { loadEnvFile } from 'node:process';
import { startTerminal } from '../adapters/terminal/terminal.ts';
import { type App, openApp, openHoldings, type World } from './app.ts';
import { hasChats, startChats } from './chats.ts';
import type { Asker } from './command.ts';
import { commands } from './commands/commands.ts';
import { type Config, readConfig, zoneOf } from './config.ts';
import { startDelivering } from './daily/start-delivering.ts';
import { StartError, UserError } from './errors.ts';
import { createLog, openLogStream } from './observe/log.ts';
import type { Metrics } from './observe/metrics.ts';
import { createRedact, secretsIn } from './observe/redact.ts';
import type { Operation } from './operations/operation.ts';
import type { Log } from './ports.ts';
import { ROOT } from './root.ts';
import { languageOf, wordsFor } from './words/words.ts';

/** 0: done; 1: the person at the machine can mend it; 2: our fault. */
type ExitCode = 0 | 1 | 2;

/**
 * The program: an operation (`corpus`), a line to answer in the terminal, or, with no words, the chat platforms whose
 * token is set; with none, the prompt.
 *
 * @param args The words after `npm start --`.
 */
export async function main(args: readonly string[]): Promise<ExitCode> {
  // Until the settings are read, secrets are known by their form alone.
  let redact = createRedact([]);
  try {
    const config = readConfig(readEnvironment());
    redact = createRedact(secretsIn(config));
    const json = args.includes('--json');
    const words = args.filter((arg) => arg !== '--json');
    const chats = words.length === 0 && !json && hasChats(config);
    const level = config.LOG_LEVEL ?? (chats ? 'info' : 'error');
    const stream = await openLogStream(process.stderr.isTTY === true);
    const log = createLog({ level, stream, redact });
    const metrics = chats ? (await import('./observe/metrics.ts')).createMetrics() : undefined;
    const world: World = {
      clock: { now: () => new Date() },
      random: Math.random,
      log,
      fetch,
      ...(metrics ? { metrics } : {}),
    };
    const operation = await findOperation(words[0], world);
    if (operation) return await operate(operation, words.slice(1), json, config, world);
    const app = await openApp(config, world);
    return await (metrics
      ? answerInChats(app, config, metrics)
      : answerInTerminal(app, config, toLine(words), json));
  } catch (error) {
    return report(error, redact);
  }
}

/** Operations are loaded only when asked for, the platforms' own with their client: it takes its time. */
async function findOperation(name: string | undefined, world: World): Promise<Operation | undefined> {
  if (name === undefined || commands.some((command) => command.name === name)) return undefined;
  if (name === 'doctor') return findDoctor(world);
  if (name === 'register') return (await import('../adapters/discord/register.ts')).createRegister(commands);
  if (name === 'slack-manifest')
    return (await import('../adapters/slack/print-manifest.ts')).createManifest(commands);
  const { operations } = await import('./operations/operations.ts');
  return operations.find((each) => each.name === name);
}

async function findDoctor(world: World): Promise<Operation> {
  const [{ createDoctor }, { checkDiscord }, { checkSlack }] = await Promise.all([
    import('./operations/doctor.ts'),
    import('../adapters/discord/doctor.ts'),
    import('../adapters/slack/doctor.ts'),
  ]);
  return createDoctor([checkDiscord, checkSlack], world);
}

async function operate(
  operation: Operation,
  args: readonly string[],
  json: boolean,
  config: Config,
  world: World,
): Promise<ExitCode> {
  const interrupt = new AbortController();
  process.once('SIGINT', () => interrupt.abort());
  const { stdout, stderr } = process;
  const open = () => openHoldings(config, world);
  const result = await operation.run(args, { config, open, stdout, stderr, signal: interrupt.signal });
  if (result.text !== '') stdout.write(`${json ? JSON.stringify(result.json) : result.text}\n`);
  return result.failed ? 1 : 0;
}

async function answerInTerminal(app: App, config: Config, line: string, json: boolean): Promise<ExitCode> {
  const { library, bot } = app;
  const lang = languageOf(process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG);
  const asker: Asker = { id: 'terminal:me', server: 'terminal', lang, zone: zoneOf(config) };
  const newest = (await library.days(1))[0]?.day;
  try {
    return await startTerminal({
      bot,
      asker,
      io: process,
      args: { json, ...(line === '' ? {} : { line }) },
      getPapers: (ids) => library.get(ids),
      greeting: wordsFor(lang).greeting(await library.count(), newest),
      historyFile: resolve(ROOT, config.DATA_DIR, 'history'),
      deliver: (poster) => startDelivering(app, [poster], config),
    });
  } finally {
    await app.close();
  }
}

/** Runs the chat platforms until the process is told to end. */
async function answerInChats(app: App, config: Config, metrics: Metrics): Promise<ExitCode> {
  endLoudly(app.log);
  const ended = new Promise<void>((done) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => done());
    // A shard whose manager died has nobody to end it, and the next manager starts its own.
    if (process.env.SHARDING_MANAGER !== undefined && !process.connected) done();
    process.once('disconnect', () => done());
  });
  try {
    const running = await startChats(app, config, metrics);
    await ended;
    await running.stop();
  } finally {
    await app.close();
  }
  // A source that waits for its next try must not keep a bot alive that was told to end.
  process.exit(0);
}

/** What nobody caught ends the process, as Node would, but is told by the log, which shows nothing that it should not. */
function endLoudly(log: Log): void {
  process.on('uncaughtException', (err) => {
    // discord.js tells the manager of a shard what happens, also once that one is gone: the shard is ending then.
    if ('code' in err && err.code === 'ERR_IPC_CHANNEL_CLOSED') return;
    log.error({ err }, 'an error that nobody caught; the program ends');
    process.exit(2);
  });
}

/** The shell took the quotes off `--topic "state space"`; a value with spaces gets them back. */
function toLine(words: readonly string[]): string {
  const quoted = (word: string, index: number) =>
    /\s/.test(word) && words[index - 1]?.startsWith('--') === true;
  return words.map((word, index) => (quoted(word, index) ? JSON.stringify(word) : word)).join(' ');
}

function readEnvironment(): NodeJS.ProcessEnv {
  try {
    loadEnvFile(resolve(ROOT, '.env'));
  } catch (error) {
    // No `.env` is the normal case; one that cannot be read must be said.
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
  return process.env;
}

function report(error: unknown, redact: (text: string) => string): ExitCode {
  const theirs = error instanceof UserError || error instanceof StartError;
  const text =
    error instanceof Error ? (theirs ? error.message : (error.stack ?? error.message)) : String(error);
  process.stderr.write(`${redact(text)}\n`);
  if (error instanceof UserError && error.example)
    process.stderr.write(`For example: npm start -- ${error.example}\n`);
  return theirs ? 1 : 2;
}
