import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Debt, Debts } from '../../src/debts/debts.ts';
import { createOwing, type Owing } from '../../src/debts/owing.ts';
import { openSqliteStore } from '../../src/stores/sqlite.ts';
import { createLog } from './world.ts';

/** Two processes on one database: one that lives, and one that died and left its debts. */
export interface OwingStage {
  owing: Owing;
  debts: Debts;
  /** The other process takes something on, and dies; `begun`: while it sent the answer. */
  leave(key: string, how: object, begun?: Debt['begun']): Promise<void>;
  /** The living one looks what was left behind. */
  look(): void;
  close(): void;
}

const MINUTE = 60_000;

/** @param change of what the living one sees; `before` are the same debts a minute ago, whose holds are over by now */
export function createOwingStage(
  change: (debts: Debts, before: Debts) => Debts = (debts) => debts,
): OwingStage {
  const folder = mkdtempSync(join(tmpdir(), 'paperboy-owing-'));
  const store = openSqliteStore(join(folder, 'paperboy.db'), { now: () => new Date() });
  const before = openSqliteStore(join(folder, 'paperboy.db'), { now: () => new Date(Date.now() - MINUTE) });
  const sleeping = new Set<() => void>();
  const sleep = (_ms: number, signal?: AbortSignal) =>
    new Promise<void>((resolve) => {
      sleeping.add(resolve);
      signal?.addEventListener('abort', () => resolve());
    });
  const debts = change(store.debts, before.debts);
  return {
    owing: createOwing({ debts, timer: { sleep }, log: createLog() }),
    debts,
    async leave(key, how, begun = 'no') {
      await before.debts.take(key, JSON.stringify(how), 'dead', 1_000);
      if (begun !== 'no') await before.debts.begin(key, begun, 'dead', 1_000);
    },
    look() {
      for (const wake of sleeping) wake();
      sleeping.clear();
    },
    close() {
      store.close();
      before.close();
      rmSync(folder, { recursive: true });
    },
  };
}
