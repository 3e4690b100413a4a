import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { openSqliteStore } from '../../src/stores/sqlite.ts';
import { makeBatch } from '../support/writer-batches.ts';

const KILLS = 50;
/** Writers at once on the one file, so that they also get in each other's way. */
const AT_ONCE = 4;
const WRITER = fileURLToPath(new URL('../support/writer.ts', import.meta.url));

const folder = mkdtempSync(join(tmpdir(), 'paperboy-kill-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Lets a writer work until it has acknowledged so many batches, kills it, and gives all that it acknowledged. */
async function killWriter(path: string, name: string, size: number, after: number): Promise<string[]> {
  const writer = spawn(process.execPath, [WRITER, path, name, String(size)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(writer, 'close');
  let complaint = '';
  writer.stderr.on('data', (chunk) => {
    complaint += chunk;
  });
  const acknowledged: string[] = [];
  // What is still in the pipe at the kill was acknowledged as well, so reading goes on to its end.
  for await (const line of createInterface(writer.stdout)) {
    acknowledged.push(line);
    if (acknowledged.length === after) writer.kill('SIGKILL');
  }
  await ended;
  expect({ signal: writer.signalCode, complaint }).toEqual({ signal: 'SIGKILL', complaint: '' });
  return acknowledged;
}

describe('the SQLite store under kill -9', () => {
  it(`loses nothing that was acknowledged when its writers are killed ${KILLS} times, four at once`, async () => {
    const path = join(folder, 'paperboy.db');
    const sizes = [1, 7, 40];
    const runs = Array.from({ length: KILLS }, (_, n) => ({
      name: `w${n}`,
      size: sizes[n % 3] ?? 1,
      after: 1 + (n % 5),
    }));
    const acknowledged: { batch: string; size: number }[] = [];

    async function work(): Promise<void> {
      for (let run = runs.pop(); run; run = runs.pop()) {
        const { name, size, after } = run;
        for (const batch of await killWriter(path, name, size, after)) acknowledged.push({ batch, size });
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, work));

    const db = new DatabaseSync(path);
    expect(db.prepare('PRAGMA integrity_check').all()).toEqual([{ integrity_check: 'ok' }]);
    db.close();

    const store = openSqliteStore(path, { now: () => new Date() });
    expect(acknowledged.length).toBeGreaterThanOrEqual(KILLS);
    for (const { batch, size } of acknowledged) {
      const papers = makeBatch(batch, size);
      expect(await store.get(papers.map((paper) => paper.id))).toEqual(papers);
    }
    const sizeOf = new Map<string, number>();
    for await (const paper of store.all()) {
      const batch = paper.id.slice(0, paper.id.indexOf('/'));
      sizeOf.set(batch, (sizeOf.get(batch) ?? 0) + 1);
    }
    // A batch cut off by the kill is there whole or not at all.
    for (const [batch, papers] of sizeOf)
      expect([batch, papers]).toEqual([batch, sizes[Number(batch.match(/\d+/)) % 3]]);
    store.close();
  }, 120_000);
});
