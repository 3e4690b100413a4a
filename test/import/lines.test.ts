import fc from 'fast-check';
import { expect, it } from 'vitest';
import { splitLines } from '../../src/import/lines.ts';

async function* inPieces(bytes: Buffer, sizes: readonly number[]): AsyncGenerator<Buffer> {
  let at = 0;
  for (const size of sizes) {
    yield bytes.subarray(at, at + size);
    at += size;
  }
  yield bytes.subarray(at);
}

async function split(text: string, sizes: readonly number[] = [], longest?: number) {
  const lines = [];
  for await (const some of splitLines(inPieces(Buffer.from(text), sizes), longest)) lines.push(...some);
  return lines;
}

it('lines are the same however the text comes in pieces', async () => {
  const text = fc.array(fc.constantFrom('a', 'é', '王', '😀', '\n', '\r\n', '\r', '\u2028', ' '), {
    maxLength: 40,
  });
  await fc.assert(
    fc.asyncProperty(text, fc.array(fc.nat(5)), async (parts, sizes) => {
      const whole = parts.join('');
      const expected = whole.split('\n').map((line) => line.replace(/\r$/, ''));
      if (whole === '' || whole.endsWith('\n')) expected.pop();
      const lines = await split(whole, sizes);
      expect(lines).toEqual(expected.map((line, index) => ({ number: index + 1, text: line })));
    }),
  );
});

it('a byte order mark is dropped, at the beginning only', async () => {
  expect(await split('\uFEFFa\n\uFEFFb')).toEqual([
    { number: 1, text: 'a' },
    { number: 2, text: '\uFEFFb' },
  ]);
});

it('a line that is too long is counted and not kept', async () => {
  expect(await split('ab\nabcd\nabc', [1, 3, 1], 3)).toEqual([
    { number: 1, text: 'ab' },
    { number: 2, text: undefined },
    { number: 3, text: 'abc' },
  ]);
});
