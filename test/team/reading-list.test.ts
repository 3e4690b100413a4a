import { parse } from 'csv-parse/sync';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Paper } from '../../src/papers/paper.ts';
import { toPlain } from '../../src/reply.ts';
import { type Entry, type Export, toFile } from '../../src/team/reading-list.ts';
import { buttonsOf, openRoom, person, type Room } from '../support/room.ts';

let room: Room;
beforeEach(async () => {
  room = await openRoom();
});

const PAPER = '2402.17764';
const list = async (standing = {}) => (await room.say('saved', standing)).reply;

describe('a reading list', () => {
  it('takes what is saved, newest first, each once, and gives it up again', async () => {
    expect((await list()).title).toBe('Your reading list is empty. “Save” stands below every paper.');
    await room.say(`save ${PAPER}`);
    room.now = '2026-11-26T10:00:00Z';
    const { reply: undo } = await room.say('save OneBit');
    await room.say(`save ${PAPER}`);
    const { title, visibleTo, cards } = await list();
    expect([title, visibleTo]).toEqual(['Your reading list: 2 papers', 'asker']);
    expect(cards?.map(({ body }) => body)).toEqual(['saved on 26 Nov 2026', 'saved on 25 Nov 2026']);
    await room.press(undo, 'Take off the list');
    expect((await list()).cards?.map(({ paper }) => paper)).toEqual([PAPER]);
    await room.say(`unsave ${PAPER}`);
    expect((await list()).cards).toBeUndefined();
  });

  it('follows the person through a server, also in private, and nobody else', async () => {
    await room.say(`save ${PAPER}`);
    expect((await list({ isPrivate: true })).cards).toHaveLength(1);
    expect((await list({ asker: person('ben') })).cards).toBeUndefined();
    expect((await list({ asker: person('ana', { server: 'discord:200' }) })).cards).toBeUndefined();
  });

  it('is saved to by a button on every card', async () => {
    for (const line of [
      `show ${PAPER}`,
      `summary ${PAPER}`,
      'search 1-bit LLMs',
      'random',
      `similar ${PAPER}`,
    ]) {
      const { reply } = await room.say(line);
      expect(
        buttonsOf(reply).map(({ label }) => label),
        line,
      ).toContain('Save');
    }
    await room.press((await room.say(`show ${PAPER}`)).reply, 'Save');
    expect((await list()).cards).toHaveLength(1);
  });

  it('turns pages, and says which page there is not', async () => {
    const found = (await room.say('search transformers')).reply.cards ?? [];
    const more = (await room.say('search transformers --page 2')).reply.cards ?? [];
    for (const { paper } of [...found, ...more]) await room.say(`save ${paper}`);
    const first = await list();
    expect(first.note).toBe('Page 1 of 2');
    expect((await room.press(first, 'More ▶')).reply.note).toBe('Page 2 of 2');
    expect((await room.say('saved --page 3')).reply.title).toBe('There is no page 3: the last one is 2.');
  });

  it.each([
    ['BibTeX', 'saved.bib', /^@misc\{/],
    ['CSV', 'saved.csv', /^id,title,authors,date,url,saved\r\n2402\.17764,/],
    ['Markdown', 'saved.md', /^- \[The Era of 1-bit LLMs/],
  ])('comes as a file, for the asker alone: %s', async (label, name, text) => {
    await room.say(`save ${PAPER}`);
    const { reply } = await room.press(await list(), label);
    expect(reply).toMatchObject({ title: 'Your reading list, 1 paper, as a file', visibleTo: 'asker' });
    expect(reply.files?.map((file) => file.name)).toEqual([name]);
    expect(reply.files?.[0]?.text).toMatch(text);
    const { reply: typed } = await room.say(`saved --export ${label.toLowerCase()}`);
    expect(typed.files).toEqual(reply.files);
  });

  it('that is empty gives no file', async () => {
    expect((await room.say('saved --export csv')).reply.files).toBeUndefined();
  });
});

const entry = (title: string, more: Partial<Paper> = {}): Entry => ({
  day: '2026-11-25',
  paper: {
    ...{ id: '2611.00001', arxivId: '2611.00001', title, abstract: '', lang: 'en' },
    foundIn: [{ document: 'arXiv', line: 1 }],
    ...more,
  },
});
const written = (form: Export, ...entries: Entry[]) => toFile(entries, form).text;

describe('an exported table', () => {
  const FORMULAS = [
    '=HYPERLINK("https://evil.example","A Paper")',
    '+1 to Attention',
    '-1 Is All You Need',
    '@SUM(A1)',
    '\t=1+1',
    ' =1+1',
    '\n=1+1',
    '＝1+1',
  ];

  it.each(FORMULAS)('holds no formula that a spreadsheet would run: %j', (title) => {
    for (const given of [entry(title), entry('A Paper', { authors: [title] })]) {
      const [, row] = parse(written('csv', given)) as string[][];
      const cells = (row ?? []).filter((cell) => cell.includes(title.trim().slice(1)));
      expect(cells).toHaveLength(1);
      expect(cells[0]).toBe(`'${title}`);
    }
  });

  it.each(['A “Paper”, with commas', 'He said "no"', 'two\nlines', 'plain', 'x = 1', '量化'])(
    'reads back as it was: %j',
    (title) => {
      const [head, row] = parse(
        written('csv', entry(title, { authors: ['Ana B', 'Cleo, Jr.'] })),
      ) as string[][];
      expect(head).toEqual(['id', 'title', 'authors', 'date', 'url', 'saved']);
      expect(row).toEqual([
        ...['2611.00001', title, 'Ana B; Cleo, Jr.', '', 'https://arxiv.org/abs/2611.00001', '2026-11-25'],
      ]);
    },
  );
});

describe('an exported bibliography', () => {
  it('escapes what LaTeX would read as commands', () => {
    const text = written(
      'bibtex',
      entry('100% of $x$ & \\input{/etc/passwd} _here_', { authors: ['Ana B'] }),
    );
    expect(text).toContain('100\\%');
    expect(text).toContain('\\&');
    expect(text).not.toMatch(/(?<!\\textbackslash\{\}|\{)\\input/);
    expect(text.match(/^@misc/gm)).toHaveLength(1);
  });

  it('gives no two papers the same key, however many are alike', () => {
    const twins = Array.from({ length: 60 }, (_, at) =>
      entry('Attention Again', { id: `2611.${at}`, authors: ['Ana B'], date: '2026-11-25' }),
    );
    const keys = [...written('bibtex', ...twins).matchAll(/^@misc\{([^,]+),$/gm)].map(([, key]) => key);
    expect(keys.slice(0, 3)).toEqual(['b2026attention', 'b2026attentionb', 'b2026attentionc']);
    expect(new Set(keys).size).toBe(60);
  });
});

describe('an exported list of links', () => {
  it('lets no title become markup, nor a line of its own', () => {
    const text = written('markdown', entry('](https://evil.example) <b>*x*</b>\n# Head | `code`'));
    expect(text.trimEnd().split('\n')).toHaveLength(1);
    expect(text).toContain('\\]\\(https://evil.example\\) \\<b\\>\\*x\\*\\</b\\> \\# Head \\| \\`code\\`');
    expect(text).toContain('](<https://arxiv.org/abs/2611.00001>)');
  });

  it('names authors and the day', () => {
    const text = written('markdown', entry('A Paper', { authors: ['Ana B'], date: '2026-11-20' }));
    expect(toPlain(text)).toBe('- [A Paper](<https://arxiv.org/abs/2611.00001>) · Ana B · 2026-11-20\n');
  });
});
