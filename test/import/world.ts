import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { importPages } from '../../src/import/import-pages.ts';
import { importRecords } from '../../src/import/import-records.ts';
import { openInput } from '../../src/import/input.ts';
import type { FileReport } from '../../src/import/report.ts';
import type { Paper } from '../../src/papers/paper.ts';
import type { Store } from '../../src/ports.ts';
import { createKeep } from '../../src/sources/keeper.ts';
import { createMemoryStore } from '../../src/stores/memory.ts';

export const clock = { now: () => new Date('2026-11-22T12:00:00Z') };

const folder = mkdtempSync(join(tmpdir(), 'paperboy-import-'));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;

/** Writes a file of this content under this name, in a folder of its own. */
export function writeInput(content: string | Uint8Array, name = 'papers.txt'): string {
  files += 1;
  const path = join(mkdtempSync(join(folder, `${files}-`)), name);
  writeFileSync(path, content);
  return path;
}

/** A store in memory, and what an import needs beside it; nobody interrupts it. */
export function createImportWorld() {
  const store = createMemoryStore(clock);
  const keep = createKeep(store, { add: async () => {}, remove: async () => {} });
  return { store, keep, clock, signal: new AbortController().signal };
}

type World = ReturnType<typeof createImportWorld>;

/** Imports a file as the operation does. */
export async function importPath(path: string, world: World = createImportWorld()): Promise<FileReport> {
  const input = await openInput(path);
  if (input.kind === 'records') return importRecords(input, world);
  const [report] = await importPages([input], world);
  if (report === undefined) throw new Error('a page gave no report');
  return report;
}

/** Imports a file of this content into a new store, and gives all papers by id. */
export async function importText(
  content: string | Uint8Array,
  name?: string,
): Promise<{ report: FileReport; papers: Paper[] }> {
  const world = createImportWorld();
  const report = await importPath(writeInput(content, name), world);
  return { report, papers: await papersOf(world.store) };
}

export async function papersOf(store: Pick<Store, 'all'>): Promise<Paper[]> {
  const papers: Paper[] = [];
  for await (const paper of store.all()) papers.push(paper);
  return papers;
}

/** A record as lists made from arXiv's metadata have it. */
export function toRecord(number: number, more: object = {}): object {
  return {
    id: `2401.${String(number).padStart(5, '0')}`,
    title: `On ${number} experts`,
    abstract: `We study ${number} experts and find that sparse routing helps.`,
    authors: ['Ann Lee', 'Bo Wu'],
    categories: ['cs.CL', 'cs.LG'],
    date: '2024-01-08',
    ...more,
  };
}

export function toJsonLines(records: readonly unknown[]): string {
  return records.map((record) => `${JSON.stringify(record)}\n`).join('');
}
