import { dirname } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { openInput } from '../../src/import/input.ts';
import { SEEDS, SHAPES, toDocument } from '../support/pages.ts';
import {
  createImportWorld,
  importPath,
  importText,
  papersOf,
  toJsonLines,
  toRecord,
  writeInput,
} from './world.ts';

const LINES = toJsonLines([toRecord(1), toRecord(2)]);
const TABLE = 'title,abstract\nSparse experts,We study experts.\n';

describe('what a file is', () => {
  const cases: readonly (readonly [what: string, content: string, shape: string])[] = [
    ['JSON Lines', LINES, 'json-lines'],
    ['JSON Lines with blank lines and a bad first line', `oops\n\n${LINES}`, 'json-lines'],
    ['one long line of JSON', JSON.stringify(toRecord(1, { comment: 'x'.repeat(100_000) })), 'json-lines'],
    ['a table', TABLE, 'csv'],
    ...SHAPES.map((shape) => [`a page (${shape})`, SEEDS[shape], shape] as const),
  ];

  it.each(cases)(
    '%s, is told from its content, packed or not, whatever its name says',
    async (_, content, shape) => {
      const shapes = await Promise.all([
        importText(content, 'papers.csv'),
        importText(`\uFEFF${content}`, 'papers.jsonl'),
        importText(gzipSync(content), 'papers.txt'),
        importText(Buffer.concat([gzipSync(content.slice(0, 10)), gzipSync(content.slice(10))]), 'papers'),
      ]);
      expect(shapes.map(({ report }) => report.shape)).toEqual([shape, shape, shape, shape]);
      expect(new Set(shapes.map(({ papers }) => papers.length)).size).toBe(1);
      expect(shapes[0]?.papers.length).toBeGreaterThan(0);
    },
  );

  it.each([
    ['nothing', '', /is empty/],
    ['blank lines', '\n \n', /is empty/],
    ['a zip archive', Buffer.from('PK\u0003\u0004rest'), /zip archive: unpack it/],
    ['one list of JSON', JSON.stringify([toRecord(1)]), /one object a line/],
    ['a table of something else', 'name,price\nbolt,3\n', /neither JSON Lines, nor CSV/],
    [
      'random bytes',
      Buffer.from(Array.from({ length: 5000 }, (_, n) => (n * 7919) % 251)),
      /neither JSON Lines/,
    ],
    ['half a gzip header', Buffer.from([0x1f, 0x8b, 0x08]), /breaks off or is damaged/],
  ])('%s cannot be imported, and is told why', async (_, content, reason) => {
    const path = writeInput(content);
    const error = await openInput(path).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UserError);
    expect(String(error)).toContain(path);
    expect(String(error)).toMatch(reason);
  });

  it('a file that does not exist and a folder are told apart', async () => {
    const path = writeInput('');
    await expect(openInput(`${path}.no`)).rejects.toThrow('it does not exist');
    await expect(openInput(dirname(path))).rejects.toThrow('it is not a file');
  });

  it('ten megabytes without a line end are no file of ours', async () => {
    await expect(openInput(writeInput('x'.repeat(10 * 2 ** 20)))).rejects.toThrow(UserError);
  });
});

describe('a page', () => {
  it('gives the papers that the corpus would make of it, with what had to be guessed', async () => {
    const { report, papers } = await importText(SEEDS['daily-page'], 'daily.txt');
    expect(report).toMatchObject({ shape: 'daily-page', added: 6, warned: 1 });
    expect(report.warnings[0]?.reason).toMatch(/has no year/);
    expect(papers.every(({ foundIn }) => foundIn[0]?.document === 'daily.txt')).toBe(true);
    expect(toDocument(SEEDS['daily-page']).lines[(papers[0]?.foundIn[0]?.line ?? 0) - 1]).not.toBe('');
  });

  it('that was imported before brings nothing new, also with a line added above', async () => {
    const world = createImportWorld();
    await importPath(writeInput(SEEDS.digest, 'page.txt'), world);
    const before = await papersOf(world.store);
    expect(await importPath(writeInput(SEEDS.digest, 'page.txt'), world)).toMatchObject({
      added: 0,
      updated: 0,
    });
    expect(await importPath(writeInput(`\n${SEEDS.digest}`, 'page.txt'), world)).toMatchObject({
      added: 0,
      updated: 0,
    });
    expect(await papersOf(world.store)).toEqual(before);
  });
});
