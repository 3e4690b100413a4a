import { statfs } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Holdings } from '../app.ts';
import type { Config } from '../config.ts';
import { StartError, UnavailableError, UserError } from '../errors.ts';
import { toVisible } from '../import/status-line.ts';
import type { Clock } from '../ports.ts';
import { ROOT } from '../root.ts';
import { checkAddresses } from './doctor-addresses.ts';
import { checkSettings } from './doctor-settings.ts';
import type { Operation, OperationWorld } from './operation.ts';
import { toTable } from './table.ts';

/** What was found out about one thing, in one line, without secrets. `bad` ones say what to do. */
export interface Finding {
  about: string;
  state: 'good' | 'note' | 'bad';
  text: string;
}

export interface CheckWorld {
  config: Config;
  fetch: typeof globalThis.fetch;
  clock: Clock;
}

/** Looks at one part of the set-up. A rejection is a finding, too. */
export type Check = (world: CheckWorld) => Promise<Finding[]>;

export const good = (about: string, text: string): Finding => ({ about, state: 'good', text });
export const note = (about: string, text: string): Finding => ({ about, state: 'note', text });
export const bad = (about: string, text: string): Finding => ({ about, state: 'bad', text });

const MEGABYTE = 2 ** 20;
/** Below this SQLite's log and an index being made anew may not find room. */
const LEAST_FREE = 200 * MEGABYTE;
/** A source that brought nothing for so many rounds is in trouble. */
const ROUNDS = 3;

/**
 * Makes the operation that looks whether everything is set up right, and says what to do about what is not.
 *
 * @param platforms what the chat platforms' folders look at
 */
export function createDoctor(platforms: readonly Check[], net: Pick<CheckWorld, 'fetch' | 'clock'>) {
  return {
    name: 'doctor',
    summary: 'Check settings, tokens, database, sources, clock and disk, and say what to do',
    example: 'doctor',

    async run(_args: readonly string[], { config, open }: Pick<OperationWorld, 'config' | 'open'>) {
      const world = { config, ...net };
      const local: Check[] = [checkNode, checkSettings, checkDisk, () => checkHoldings(open, world)];
      const checks = [...local, checkAddresses, ...platforms];
      const found = await Promise.all(checks.map((check) => check(world).catch(toFinding)));
      const findings = found.flat();
      const hasFailed = findings.some(({ state }) => state === 'bad');
      const rows = findings.map(({ about, state, text }) => [MARKS[state], about, toVisible(text)]);
      const text = toTable(['', 'what', 'finding'], rows);
      return { text, json: { findings }, ...(hasFailed && { failed: true as const }) };
    },
  } satisfies Operation;
}

const MARKS = { good: 'ok', note: 'note', bad: 'MEND' } as const;

const toFinding = (error: unknown): Finding[] => [
  bad(
    'doctor',
    `a check itself failed (${error instanceof Error ? error.name : typeof error}); please report it`,
  ),
];

async function checkNode(): Promise<Finding[]> {
  const version = process.versions.node;
  if (Number.parseInt(version, 10) >= 24) return [good('Node', version)];
  return [bad('Node', `${version} is too old; install Node 24 or newer`)];
}

async function checkDisk({ config }: CheckWorld): Promise<Finding[]> {
  const folder = resolve(ROOT, config.DATA_DIR);
  const stats = await statfs(folder).catch(() => statfs(ROOT));
  const free = stats.bavail * stats.bsize;
  const text = `${Math.round(free / MEGABYTE).toLocaleString('en')} MB free`;
  return [free < LEAST_FREE ? bad('disk', `${text} where DATA_DIR lies; make room`) : good('disk', text)];
}

/** The database, and what the sources did so far. Opening brings the tables up to date. */
async function checkHoldings(
  open: () => Promise<Pick<Holdings, 'store' | 'sources' | 'close'>>,
  { config, clock }: CheckWorld,
): Promise<Finding[]> {
  try {
    const { store, sources, close } = await open();
    try {
      // Taking a turn writes.
      await store.takeTurn('doctor', 0);
      const papers = await store.count();
      const ages = await Promise.all(
        sources.map(async ({ name }) => toAge(name, await store.readSync(name), config, clock)),
      );
      return [
        good('database', `opens, is up to date and can be written; ${papers.toLocaleString('en')} papers`),
        papers === 0
          ? bad('papers', 'there are none: put pages into SEEDS_DIR, or run npm start -- sync')
          : good('index', `is made of ${papers.toLocaleString('en')} papers`),
        ...ages,
      ];
    } finally {
      await close();
    }
  } catch (error) {
    const isOurs = [UserError, StartError, UnavailableError].some((kind) => error instanceof kind);
    if (isOurs && error instanceof Error) return [bad('database', error.message)];
    throw error;
  }
}

function toAge(
  name: string,
  state: Awaited<ReturnType<Holdings['store']['readSync']>>,
  config: Config,
  clock: Clock,
): Finding {
  const about = `source ${URL.parse(name)?.hostname ?? name}`;
  if (!state) return note(about, 'was never asked; npm start -- sync asks it now');
  const since =
    state.succeededAt === undefined ? undefined : clock.now().getTime() - Date.parse(state.succeededAt);
  const when =
    since === undefined ? 'never succeeded' : `last succeeded ${Math.round(since / 60_000)} minutes ago`;
  if (state.problem !== undefined) return bad(about, `${when}; the last try failed: ${state.problem}`);
  const isLate = since !== undefined && since > ROUNDS * config.SYNC_EVERY * 60_000;
  return isLate
    ? note(about, `${when}; a bot that runs asks every ${config.SYNC_EVERY} minutes: is it running?`)
    : good(about, when);
}
