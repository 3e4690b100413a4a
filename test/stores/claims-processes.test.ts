import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { openSqliteStore } from '../../src/stores/sqlite.ts';
import { createSchema, hasPostgres, whyNoPostgres } from '../support/postgres.ts';

const PROCESSES = 4;
const CLAIMS = 150;
const CLAIMER = fileURLToPath(new URL('../support/claimer.ts', import.meta.url));

const folder = mkdtempSync(join(tmpdir(), 'paperboy-claims-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Starts a process that claims; resolves once it is ready, with a function that lets it go and gives what it printed. */
async function startClaimer(where: string): Promise<() => Promise<string[]>> {
  const claimer: ChildProcess = spawn(process.execPath, [CLAIMER, where, String(CLAIMS)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  if (!claimer.stdout) throw new Error('a process without output');
  const lines = createInterface(claimer.stdout)[Symbol.asyncIterator]();
  expect((await lines.next()).value).toBe('ready');
  return async () => {
    claimer.stdin?.write('go\n');
    const printed: string[] = [];
    for (let line = await lines.next(); !line.done; line = await lines.next()) printed.push(line.value);
    return printed;
  };
}

/** Lets several processes go at once for the same deliveries and events; gives what all of them got, in order. */
async function race(where: string): Promise<string[]> {
  const starts = await Promise.all(Array.from({ length: PROCESSES }, () => startClaimer(where)));
  return (await Promise.all(starts.map((go) => go()))).flat().sort();
}

const each = Array.from({ length: CLAIMS }, (_, n) => [`posted day-${n}`, `answered event-${n}`])
  .flat()
  .sort();

describe('several processes that claim the same deliveries and events', () => {
  it('get each once between them, in a SQLite file', async () => {
    const path = join(folder, 'paperboy.db');
    expect(await race(path)).toEqual(each);
    const store = openSqliteStore(path, { now: () => new Date() });
    expect(await store.deliveries.delivered('s')).toHaveLength(CLAIMS);
    store.close();
  }, 120_000);

  it.skipIf(!hasPostgres)(
    `get each once between them, in PostgreSQL${whyNoPostgres}`,
    async () => {
      const schema = await createSchema();
      try {
        expect(await race(schema.url)).toEqual(each);
      } finally {
        await schema.drop();
      }
    },
    120_000,
  );
});
