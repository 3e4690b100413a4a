import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { importPapers } from '../../src/operations/import.ts';
import { openSqliteStore } from '../../src/stores/sqlite.ts';
import { clock, toJsonLines, toRecord, writeInput } from '../import/world.ts';
import { SEEDS, SHAPES } from '../support/pages.ts';

const folder = mkdtempSync(join(tmpdir(), 'paperboy-operation-'));
afterAll(() => rmSync(folder, { recursive: true }));
let databases = 0;

/** A database of its own, opened anew for each run as a program would, and a terminal that remembers. */
function createWorld(isTTY = false) {
  databases += 1;
  const path = join(folder, `${databases}.db`);
  const written: string[] = [];
  let isOpen = 0;
  const world = {
    async open() {
      const store = openSqliteStore(path, clock);
      isOpen += 1;
      const close = async () => {
        isOpen -= 1;
        store.close();
      };
      return { store, clock, close };
    },
    stderr: { write: (text: string) => written.push(text), isTTY, columns: 120 },
    signal: new AbortController().signal,
  };
  return { world, written, leftOpen: () => isOpen };
}

const LINES = toJsonLines([toRecord(1), toRecord(2), 'no record', toRecord(3)]);
const TABLE = 'id,title,abstract\n2401.00003,On 3 experts,Sparse ones.\n2401.00009,Routers,Dense ones.\n';

describe('npm start -- import', () => {
  it('takes in files of all shapes at once, and says what came from which and what was left out', async () => {
    const { world, written, leftOpen } = createWorld();
    const paths = [
      writeInput(gzipSync(LINES), 'lines.jsonl.gz'),
      writeInput(SEEDS['daily-page'], 'page.txt'),
      writeInput(TABLE, 'table.csv'),
    ];
    const { text, json, ...rest } = await importPapers.run(paths, world);
    expect(text.split('\n')).toEqual([
      'file         shape       new  updated  known  warnings',
      'page.txt     daily-page    6        0      0         1',
      'lines.jsonl  json-lines    3        0      0         1',
      'table.csv    csv           1        1      0         0',
      '',
      '10 new papers; 10 in all.',
      '',
      expect.stringMatching(/^page\.txt:\d+ {2}“May 20” has no year/),
      'lines.jsonl:3  is no JSON object; it may be cut off',
    ]);
    expect(json).toMatchObject({ added: 10, updated: 1, unchanged: 0, warned: 2, papers: 10 });
    expect(json.files.map(({ document }) => document)).toEqual(['page.txt', 'lines.jsonl', 'table.csv']);
    expect(rest).toEqual({});
    expect(written).toEqual([]);
    expect(leftOpen()).toBe(0);
  });

  it('finds nothing new the second time', async () => {
    const { world } = createWorld();
    const paths = [writeInput(LINES), ...SHAPES.map((shape) => writeInput(SEEDS[shape], `${shape}.txt`))];
    const first = await importPapers.run(paths, world);
    const second = await importPapers.run(paths, world);
    expect(second.json).toMatchObject({
      added: 0,
      updated: 0,
      unchanged: first.json.added,
      papers: first.json.papers,
    });
  });

  it('makes one paper of a work that several pages show', async () => {
    const { world } = createWorld();
    const paths = SHAPES.map((shape) => writeInput(SEEDS[shape], `${shape}.txt`));
    expect((await importPapers.run(paths, world)).json).toMatchObject({ added: 265, papers: 265 });
  });

  it('shows how far it is on a terminal, and takes that away in the end', async () => {
    const { world, written } = createWorld(true);
    await importPapers.run([writeInput(LINES, 'lines.jsonl')], world);
    expect(written[0]).toContain('100 %  3 papers  lines.jsonl');
    expect(written.at(-1)).toBe('\r\u001b[2K');
  });

  it('says how to go on when it was interrupted, and does', async () => {
    const { world } = createWorld();
    const path = writeInput(toJsonLines(Array.from({ length: 2000 }, (_, n) => toRecord(n + 1))));
    const interrupt = new AbortController();
    const app = await world.open();
    const save: typeof app.store.save = async (papers) => {
      await app.store.save(papers);
      interrupt.abort();
    };
    const open = async () => ({ ...app, store: { ...app.store, save } });
    const stopped = await importPapers.run([path], { ...world, open, signal: interrupt.signal });
    expect(stopped).toMatchObject({ failed: true, json: { interrupted: true } });
    expect(stopped.json.added).toBeLessThan(2000);
    expect(stopped.text).toMatch(/Interrupted\. .* the same line goes on from there\.$/);

    const rest = await importPapers.run([path], world);
    expect(rest).not.toHaveProperty('failed');
    expect(rest.json).toMatchObject({ added: 2000 - stopped.json.added, papers: 2000 });
    expect(rest.text).toContain(`went on after record ${stopped.json.added.toLocaleString('en-GB')}`);
  });

  it('says that a file is damaged, and keeps the rest', async () => {
    const { world } = createWorld();
    const packed = gzipSync(toJsonLines(Array.from({ length: 50 }, (_, n) => toRecord(n + 1))));
    const { text, failed, json } = await importPapers.run(
      [writeInput(packed.subarray(0, -9), 'cut.gz')],
      world,
    );
    expect(failed).toBe(true);
    expect(json.added).toBeGreaterThan(0);
    expect(text).toMatch(/cut {2}The file breaks off or is damaged here \(.*\)\. What came before is kept\./);
  });

  it.each([
    ['no file', [], 'Say which files to import.'],
    ['an option', ['--fast', 'a.csv'], 'import takes files and no options.'],
    ['a file that is not there', ['/nowhere/a.csv'], 'I cannot read /nowhere/a.csv: it does not exist.'],
  ])('%s is the mistake of whoever typed it, and opens nothing', async (_, args, message) => {
    const { world, leftOpen } = createWorld();
    await expect(importPapers.run(args, world)).rejects.toMatchObject({ name: 'UserError', message });
    expect(leftOpen()).toBe(0);
  });

  it('takes in nothing where one of the files cannot be imported', async () => {
    const { world } = createWorld();
    const paths = [writeInput(LINES), writeInput('nothing known')];
    await expect(importPapers.run(paths, world)).rejects.toThrow('I cannot import');
    const { store, close } = await world.open();
    expect(await store.count()).toBe(0);
    await close();
  });
});
