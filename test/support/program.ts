import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ROOT } from '../../src/root.ts';

/** The real program in a process of its own, with a data folder of its own and no settings but those given. */
export interface Program {
  pid: number;
  /** All it wrote to standard error so far. */
  log(): string;
  stdout(): string;
  /** Asks it to end. */
  end(signal?: NodeJS.Signals): void;
  /** Its exit code, once it has ended; null where a signal ended it. */
  exited: Promise<number | null>;
  /** Ends it where it still runs, and takes its folder away. */
  stop(): Promise<void>;
}

export async function startProgram(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Program> {
  const folder = await mkdtemp(join(tmpdir(), 'paperboy-program-'));
  const { PATH = '' } = process.env;
  const child = spawn(process.execPath, [resolve(ROOT, 'src/start.js'), ...args], {
    env: { PATH, DATA_DIR: folder, LANG: 'en_GB.UTF-8', PORT: '0', ...NOWHERE, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const written = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (chunk: string) => {
      written[name] += chunk;
    });
  }
  const exited = once(child, 'close').then(() => child.exitCode);
  return {
    pid: child.pid ?? 0,
    log: () => written.stderr,
    stdout: () => written.stdout,
    end: (signal = 'SIGTERM') => void child.kill(signal),
    exited,
    async stop() {
      child.kill('SIGKILL');
      await exited;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A port where nobody listens: no test asks the real sources. */
const NOWHERE = { HF_API_URL: 'http://127.0.0.1:9/api', ARXIV_API_URL: 'http://127.0.0.1:9/api/query' };
