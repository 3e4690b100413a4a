import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findKey, toHints, toKeys, toNextLines } from '../../adapters/terminal/keys.ts';
import type { Button, Reply } from '../../src/reply.ts';
import { createSmallBot } from './small-bot.ts';

const run = (command: string, options: Record<string, string | number> = {}): Button => ({
  label: command,
  run: { command, options },
});

const open = (address: string): Button => ({ label: 'open', open: address });

const found: Reply = {
  buttons: [run('search', { query: 'moe', page: 1 }), run('search', { query: 'moe', page: 3 })],
  cards: [
    {
      title: 'First',
      paper: 'one',
      url: 'https://arxiv.org/abs/1',
      buttons: [
        run('summary', { paper: 'one' }),
        run('similar', { paper: 'one' }),
        run('cite', { paper: 'one' }),
      ],
    },
    { title: 'Second', paper: 'two', buttons: [run('summary', { paper: 'two' })] },
  ],
};
const keys = toKeys(found, { command: 'search', options: { query: 'moe', page: 2 } });

describe('keys', () => {
  it.each([
    ['m', run('search', { query: 'moe', page: 3 })],
    ['MORE', run('search', { query: 'moe', page: 3 })],
    ['b', run('search', { query: 'moe', page: 1 })],
    ['back', run('search', { query: 'moe', page: 1 })],
    ['1s', run('summary', { paper: 'one' })],
    [' 2s ', run('summary', { paper: 'two' })],
    ['1~', run('similar', { paper: 'one' })],
    ['1c', run('cite', { paper: 'one' })],
    ['1o', open('https://arxiv.org/abs/1')],
    ['2', run('show', { paper: 'two' })],
  ])('%s presses its button', (typed, button) => {
    expect(findKey(typed, keys)).toEqual({ ...button, label: expect.any(String) });
  });

  it.each(['3s', '2o', '0', 'search moe', ''])('“%s” is just a line', (typed) => {
    expect(findKey(typed, keys)).toBeUndefined();
  });

  it('gives letters to buttons that have no sign of their own, and to the second of a kind', () => {
    const reply = {
      buttons: [run('search', { query: 'quantum' }), open('https://a.example'), open('https://b.example')],
    };
    expect(toKeys(reply).map((each) => each.keys[0])).toEqual(['a', 'o', 'd']);
  });

  it('gives no key to an address that is not a web page', () => {
    expect(toKeys({ buttons: [open('javascript:alert(1)'), open('https://me:secret@a.example')] })).toEqual(
      [],
    );
  });

  it('hints at the keys of the reply and of the first card', () => {
    expect(toHints(keys)).toEqual([
      '[b] back',
      '[m] more',
      '[1s] summary of 1',
      '[1~] like 1',
      '[1c] cite',
      '[1o] open',
    ]);
  });

  it('hints at a deed once, where the reply and its only card both offer it', () => {
    const address = 'https://arxiv.org/abs/1';
    const reply = { buttons: [{ label: 'arXiv', open: address }], cards: [{ title: 'First', url: address }] };
    expect(toHints(toKeys(reply))).toEqual(['[o] arXiv']);
  });

  it('speaks in lines and addresses where no key can be pressed', () => {
    const { commands } = createSmallBot();
    const reply = { buttons: [run('search', { query: 'moe', page: 2 }), open('https://a.example')] };
    expect(toNextLines(reply, commands)).toEqual(['→ search moe --page 2', 'https://a.example/']);
  });

  it('never gives two buttons one key', () => {
    const button = fc.oneof(
      fc.constantFrom('summary', 'similar', 'cite', 'show', 'search').map((name) => run(name, { page: 2 })),
      fc.constantFrom('https://a.example', 'https://b.example', 'ftp://c.example').map(open),
    );
    const buttons = fc.array(button, { maxLength: 40 });
    const card = fc.record({ title: fc.string(), buttons }, { requiredKeys: ['title'] });
    fc.assert(
      fc.property(fc.record({ buttons, cards: fc.array(card) }), (reply) => {
        const given = toKeys(reply, { command: 'search', options: {} }).flatMap((each) => each.keys);
        expect(new Set(given).size).toBe(given.length);
      }),
    );
  });
});
