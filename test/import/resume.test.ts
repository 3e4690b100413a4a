import { appendFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { importRecords } from '../../src/import/import-records.ts';
import { openInput, type RecordFile } from '../../src/import/input.ts';
import { createImportWorld, importPath, papersOf, toJsonLines, toRecord, writeInput } from './world.ts';

const LONG = 'Sparse routing helps, as many have seen before. '.repeat(12);
const RECORDS = Array.from({ length: 2400 }, (_, n) => toRecord(n + 1, { abstract: `${n} ${LONG}` }));
const TABLE = [
  'id,title,abstract',
  ...RECORDS.map((_, n) => `2402.${String(n + 1).padStart(5, '0')},T ${n},"${n} ${LONG}"`),
];

async function openRecords(content: string | Uint8Array): Promise<RecordFile> {
  const input = await openInput(writeInput(content));
  if (input.kind === 'page') throw new Error('taken for a page');
  return input;
}

/** Imports until some batches are kept, then interrupts as Ctrl-C does. */
async function importSome(file: RecordFile, world: ReturnType<typeof createImportWorld>, batches: number) {
  const interrupt = new AbortController();
  let left = batches;
  return importRecords(file, { ...world, signal: interrupt.signal }, () => {
    left -= 1;
    if (left === 0) interrupt.abort();
  });
}

describe('an import that is interrupted', () => {
  it.each([
    ['JSON Lines', toJsonLines(RECORDS)],
    ['packed JSON Lines', gzipSync(toJsonLines(RECORDS))],
    ['a table', TABLE.join('\r\n')],
  ])('of %s goes on where it stopped, until all is read once', async (_, content) => {
    const world = createImportWorld();
    const file = await openRecords(content);
    const first = await importSome(file, world, 2);
    expect(first.interrupted).toBe(true);
    expect(await world.store.count()).toBe(first.added);
    expect(first.added).toBeGreaterThanOrEqual(1000);
    expect(first.added).toBeLessThan(2400);

    const second = await importSome(file, world, 1);
    expect(second).toMatchObject({ interrupted: true, passedOver: first.added });

    const last = await importRecords(file, world);
    expect(last.interrupted).toBeUndefined();
    expect(last.passedOver).toBe(first.added + second.added);
    expect(first.added + second.added + last.added).toBe(2400);
    expect(await world.store.count()).toBe(2400);
  });

  it('is known by the content of the file, so that another file begins at its beginning', async () => {
    const world = createImportWorld();
    await importSome(await openRecords(toJsonLines(RECORDS)), world, 1);
    const moved = await importRecords(await openRecords(toJsonLines(RECORDS)), world);
    expect(moved.passedOver).toBeGreaterThan(0);
    const other = await importRecords(await openRecords(toJsonLines(RECORDS.slice(0, 2000))), world);
    expect(other.passedOver).toBe(0);
  });

  it('before its first record keeps what it has in hand', async () => {
    const report = await importRecords(await openRecords(toJsonLines(RECORDS.slice(0, 3))), {
      ...createImportWorld(),
      signal: AbortSignal.abort(),
    });
    expect(report).toMatchObject({ added: 3, interrupted: true });
  });

  it('by a store that fails is not taken for done', async () => {
    const world = createImportWorld();
    const file = await openRecords(toJsonLines(RECORDS));
    let batches = 0;
    const failing: typeof world.keep = async (papers) => {
      batches += 1;
      if (batches === 3) throw new Error('disk full');
      return world.keep(papers);
    };
    await expect(importRecords(file, { ...world, keep: failing })).rejects.toThrow('disk full');
    expect(await importRecords(file, world)).toMatchObject({ passedOver: 1000, added: 1400 });
  });
});

describe('an import that is repeated', () => {
  it('brings nothing new', async () => {
    const world = createImportWorld();
    const path = writeInput(toJsonLines(RECORDS.slice(0, 600)));
    await importPath(path, world);
    const before = await papersOf(world.store);
    expect(await importPath(path, world)).toMatchObject({
      passedOver: 0,
      added: 0,
      updated: 0,
      unchanged: 600,
    });
    expect(await papersOf(world.store)).toEqual(before);
  });

  it('of a file that has grown brings what is new in it', async () => {
    const world = createImportWorld();
    const path = writeInput(toJsonLines(RECORDS.slice(0, 3)));
    await importPath(path, world);
    appendFileSync(path, toJsonLines(RECORDS.slice(3, 5)));
    expect(await importPath(path, world)).toMatchObject({ added: 2, updated: 0, unchanged: 3 });
    const moved = writeInput(toJsonLines([...RECORDS.slice(0, 5)].reverse()));
    expect(await importPath(moved, world)).toMatchObject({ added: 0, updated: 0, unchanged: 5 });
  });
});

describe('a packed file that breaks off', () => {
  const packed = gzipSync(toJsonLines(RECORDS));

  it('gives all that came before, and says so', async () => {
    const world = createImportWorld();
    const path = writeInput(packed.subarray(0, Math.floor(packed.length / 2)));
    const report = await importPath(path, world);
    expect(report.problem).toMatch(/breaks off or is damaged here/);
    expect(report.added).toBeGreaterThan(500);
    expect(await world.store.count()).toBe(report.added);
  });

  it.each([
    ['zeros behind its end', Buffer.alloc(100_000), undefined],
    ['something else behind its end', Buffer.alloc(200_000, 'x'), /damaged/],
  ])('is not meant by %s', async (_, rest, problem) => {
    const report = await importPath(writeInput(Buffer.concat([packed, rest])), createImportWorld());
    expect(report.added).toBeGreaterThan(1500);
    if (problem === undefined) expect(report).toMatchObject({ added: 2400 });
    else expect(report.problem).toMatch(problem);
  });
});
