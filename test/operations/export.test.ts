import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import { text as readAll } from 'node:stream/consumers';
import { afterAll, describe, expect, it } from 'vitest';
import { exportPapers } from '../../src/operations/export.ts';
import { createMemoryStore } from '../../src/stores/memory.ts';
import { makePaper } from '../contracts/store.ts';

const folder = mkdtempSync(join(tmpdir(), 'paperboy-export-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A place for a file, in a folder of its own. */
const newPath = () => join(mkdtempSync(join(folder, 'x-')), 'papers.jsonl');

async function createWorld(papers = 3) {
  const store = createMemoryStore();
  await store.save(Array.from({ length: papers }, (_, n) => makePaper({ id: `paper-${n}` })));
  const written: string[] = [];
  return {
    store,
    written,
    world: {
      open: async () => ({ store, close: async () => {} }),
      stdout: new PassThrough(),
      stderr: { write: (text: string) => written.push(text) },
      signal: new AbortController().signal,
    },
  };
}

const idsIn = (lines: string) =>
  lines
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line).id);

describe('npm start -- export', () => {
  it('writes a line per paper to standard output, and nothing else', async () => {
    const { world } = await createWorld();
    const { text, json } = await exportPapers.run([], world);
    world.stdout.end();
    const output = await readAll(world.stdout);
    expect(output.endsWith('\n')).toBe(true);
    expect(idsIn(output)).toEqual(['paper-0', 'paper-1', 'paper-2']);
    expect(text).toBe('');
    expect(json).toEqual({ papers: 3 });
  });

  it('writes a file, in place of the one that was there', async () => {
    const { world } = await createWorld(1200);
    const path = newPath();
    writeFileSync(path, 'older');
    const { text, json } = await exportPapers.run([path], world);
    expect(text).toBe(`1,200 papers written to ${path}.`);
    expect(json).toEqual({ file: path, papers: 1200 });
    expect(idsIn(readFileSync(path, 'utf8'))).toHaveLength(1200);
    expect(readdirSync(dirname(path))).toEqual(['papers.jsonl']);
  });

  it('follows a link, and keeps it', async () => {
    const { world } = await createWorld();
    const [path, link] = [newPath(), newPath()];
    writeFileSync(path, 'older');
    symlinkSync(path, link);
    await exportPapers.run([link], world);
    expect(idsIn(readFileSync(path, 'utf8'))).toHaveLength(3);
  });

  it('leaves the file as it was, and nothing beside it, when it is interrupted or fails', async () => {
    const { world, store } = await createWorld();
    const path = newPath();
    writeFileSync(path, 'older');
    const stopped = await exportPapers.run([path], { ...world, signal: AbortSignal.abort() });
    expect(stopped).toMatchObject({ failed: true, text: `Interrupted. ${path} is as it was.` });
    async function* all() {
      yield makePaper({ id: 'a' });
      throw new Error('the disk burns');
    }
    const open = async () => ({ store: { ...store, all }, close: async () => {} });
    await expect(exportPapers.run([path], { ...world, open })).rejects.toThrow('the disk burns');
    expect(readFileSync(path, 'utf8')).toBe('older');
    expect(readdirSync(dirname(path))).toEqual(['papers.jsonl']);
  });

  it.each([
    ['a folder', folder, 'it is there and is not a file'],
    ['a device', '/dev/null', 'it is there and is not a file'],
    ['a place in no folder', join(folder, 'no/such/papers.jsonl'), 'its folder does not exist'],
  ])('does not write to %s', async (_, path, message) => {
    const { world } = await createWorld();
    await expect(exportPapers.run([path], world)).rejects.toMatchObject({
      name: 'UserError',
      message: expect.stringContaining(message),
    });
    expect(existsSync('/dev/null')).toBe(true);
  });

  it.each([[['a.jsonl', 'b.jsonl']], [['--all']]])('does not know what to do with %j', async (args) => {
    const { world } = await createWorld();
    await expect(exportPapers.run(args, world)).rejects.toMatchObject({ name: 'UserError' });
  });

  it('ends quietly when nobody reads any more', async () => {
    const { world } = await createWorld(5000);
    const stdout = new Writable({
      write: (_chunk, _encoding, done) => done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' })),
    });
    const { json } = await exportPapers.run([], { ...world, stdout });
    expect(json.papers).toBeLessThan(5000);
  });
});
