import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderReply } from '../../adapters/terminal/render.ts';
import { lookOf } from '../../adapters/terminal/style.ts';
import { widthOf } from '../../adapters/terminal/width.ts';
import type { Reply } from '../../src/reply.ts';

const plain = { colour: false, links: false, width: 60 };
const rich = { colour: true, links: true, width: 60 };

const found: Reply = {
  title: '14 papers about moe (also: mixture of experts)',
  cards: [
    {
      title: 'MoE-Mamba: Efficient Selective State Space Models with Mixture of Experts',
      byline: 'arXiv 2401.04081 · cs.LG',
      body: ['… they should be combined with ', { text: 'MoE', style: 'mark' }, '. …'],
    },
    { title: 'Harder Tasks Need More Experts' },
  ],
  note: 'Page 1 of 3',
};

describe('a reply in the terminal', () => {
  it('numbers its cards, hangs their text beside the numbers and closes with what can be typed', () => {
    expect(renderReply(found, plain, ['[m] more', '[1s] summary of 1']).split('\n')).toEqual([
      '14 papers about moe (also: mixture of experts)',
      '',
      ' 1  MoE-Mamba: Efficient Selective State Space Models with',
      '    Mixture of Experts',
      '    arXiv 2401.04081 · cs.LG',
      '    … they should be combined with [MoE]. …',
      ' 2  Harder Tasks Need More Experts',
      '',
      'Page 1 of 3',
      '[m] more   [1s] summary of 1',
    ]);
  });

  it('sets a single card at the margin, with its fields in a column', () => {
    const fields = [
      { label: 'Authors', value: 'Maciej Pióro, Kamil Ciebiera, Krystian Król and one more' },
      { label: 'Links', value: [{ text: 'code', url: 'https://github.com/llm-random/llm-random' }] },
    ];
    expect(renderReply({ cards: [{ title: 'MoE-Mamba', fields }] }, plain).split('\n')).toEqual([
      'MoE-Mamba',
      'Authors  Maciej Pióro, Kamil Ciebiera, Krystian Król and one',
      '         more',
      'Links    code (https://github.com/llm-random/llm-random)',
    ]);
  });

  it('gives a block to copy as it stands, however long its lines', () => {
    const text = `@misc{x,\n  title = {${'long '.repeat(40)}},\n}`;
    expect(renderReply({ code: { language: 'bibtex', text } }, plain)).toBe(text);
  });

  it('colours marks instead of bracketing them', () => {
    const shown = renderReply({ text: ['say ', { text: 'MoE', style: 'mark' }] }, rich);
    expect(shown).toBe('say \u001b[1m\u001b[33mMoE\u001b[39m\u001b[22m');
  });

  it('makes a title clickable where the terminal can, on each of its lines', () => {
    const card = {
      title: 'One title that needs two lines of the width',
      url: 'https://arxiv.org/abs/2401.04081',
    };
    const shown = renderReply({ cards: [card] }, { ...rich, colour: false, width: 30 });
    const open = '\u001b]8;;https://arxiv.org/abs/2401.04081\u001b\\';
    const close = '\u001b]8;;\u001b\\';
    expect(shown).toBe(`${open}One title that needs two lines${close}\n${open}of the width${close}`);
  });

  it.each(['javascript:alert(1)', 'file:///etc/passwd', 'https://me:secret@a.example', 'not an address'])(
    'makes no link of %s',
    (url) => {
      expect(renderReply({ cards: [{ title: 'Title', url }] }, { ...rich, colour: false })).toBe('Title');
    },
  );

  it.each([
    ['a colour', 'a\u001b[31mb', 'a[31mb'],
    ['a window title', 'a\u001b]0;owned\u0007b', 'a]0;ownedb'],
    ['the one-byte CSI', 'a\u009b31mb', 'a31mb'],
    ['a bell and a backspace', 'a\u0007\bb', 'ab'],
    ['a bidi override', 'a\u202eb\u2066c', 'abc'],
    ['a lone surrogate', 'a\ud800b', 'a\ufffdb'],
    ['a line break', 'a\r\nb', 'a b'],
    ['a tab', 'a\tb', 'a b'],
  ])('lets no %s in a title reach the terminal', (_, title, shown) => {
    expect(renderReply({ title }, plain)).toBe(shown);
  });
});

const words = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom('a', ' ', '\n', '\u001b', '\u009b', '\u202e', '\ud800', '深', '👍', ']8;;'),
  }),
);
const address = fc.oneof(
  fc.constant('https://arxiv.org/abs/2401.04081'),
  fc.constant('http://a.example/\u001b\\;x'),
  words,
);
const style = fc.constantFrom('bold', 'italic', 'code', 'mark' as const);
const span = fc.oneof(words, fc.record({ text: words, style, url: address }, { requiredKeys: ['text'] }));
const text = fc.oneof(words, fc.array(span, { maxLength: 5 }));
const card = fc.record(
  {
    title: text,
    url: address,
    byline: text,
    body: text,
    fields: fc.array(fc.record({ label: words, value: text })),
  },
  { requiredKeys: ['title'] },
);
const reply = fc.record(
  { title: text, text, cards: fc.array(card, { maxLength: 12 }), note: text },
  { requiredKeys: [] },
);
const look = fc.record({
  colour: fc.boolean(),
  links: fc.boolean(),
  width: fc.integer({ min: 24, max: 100 }),
});
const hints = fc.array(words, { maxLength: 4 });

/** What we write ourselves: colours, and links whose address is printable ASCII. */
const ESC = '\u001b';
const OURS = new RegExp(`${ESC}(?:\\[\\d+m|\\]8;;[!-~]*${ESC}\\\\)`, 'g');

describe('any reply', () => {
  it('lets no control character through that is not ours', () => {
    fc.assert(
      fc.property(reply, words, look, hints, (given, code, shape, next) => {
        const shown = renderReply({ ...given, code: { language: 'text', text: code } }, shape, next);
        expect(shown.replace(OURS, '').match(/(?!\n)[\p{Cc}\p{Bidi_Control}\p{Cs}]/u)).toBeNull();
      }),
    );
  });

  it('keeps every line within the width, addresses aside', () => {
    fc.assert(
      fc.property(reply, look, hints, (given, shape, next) => {
        const lines = renderReply(given, shape, next).replace(OURS, '').split('\n');
        const tooWide = lines.filter((line) => widthOf(line) > shape.width && !/https?:\/\//.test(line));
        expect(tooWide).toEqual([]);
      }),
    );
  });

  it('says the same words with colours and links as without colours', () => {
    fc.assert(
      fc.property(reply, (given) => {
        const linked = { ...plain, links: true };
        const unmarked = JSON.parse(JSON.stringify(given).replaceAll('"mark"', '"bold"'));
        expect(stripVTControlCharacters(renderReply(unmarked, rich))).toBe(
          stripVTControlCharacters(renderReply(unmarked, linked)),
        );
      }),
    );
  });
});

describe('what a terminal can show', () => {
  it.each([
    ['a terminal is coloured', true, {}, { colour: true, links: false }],
    ['a pipe is not', false, {}, { colour: false, links: false }],
    ['NO_COLOR is respected', true, { NO_COLOR: '1' }, { colour: false, links: false }],
    ['an empty NO_COLOR says nothing', true, { NO_COLOR: '' }, { colour: true, links: false }],
    ['a dumb terminal gets text', true, { TERM: 'dumb', WT_SESSION: 'x' }, { colour: false, links: false }],
    ['FORCE_COLOR colours a pipe', false, { FORCE_COLOR: '1' }, { colour: true, links: false }],
    ['FORCE_COLOR=0 asks for none', true, { FORCE_COLOR: '0' }, { colour: false, links: false }],
    [
      'NO_COLOR beats FORCE_COLOR',
      true,
      { NO_COLOR: '1', FORCE_COLOR: '1' },
      { colour: false, links: false },
    ],
    ['kitty links', true, { TERM: 'xterm-kitty' }, { colour: true, links: true }],
    ['VTE links', true, { VTE_VERSION: '6003' }, { colour: true, links: true }],
    ['old VTE does not', true, { VTE_VERSION: '4900' }, { colour: true, links: false }],
    ['iTerm links', true, { TERM_PROGRAM: 'iTerm.app' }, { colour: true, links: true }],
    ['a pipe never links', false, { TERM_PROGRAM: 'iTerm.app' }, { colour: false, links: false }],
  ])('%s', (_, isTTY, env: Record<string, string>, shown) => {
    expect(lookOf({ isTTY, columns: 80 }, env)).toEqual({ ...shown, width: 80 });
  });

  it.each([
    [undefined, 100],
    [0, 100],
    [72, 72],
    [400, 100],
    [3, 24],
  ])('fills %s columns with lines of %i', (columns, width) => {
    expect(lookOf(columns === undefined ? {} : { columns }, {}).width).toBe(width);
  });
});
