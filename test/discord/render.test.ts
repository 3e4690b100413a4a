import { MessageFlags } from 'discord.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Action, fromCustomId, piecesOf, toCustomIds } from '../../adapters/discord/custom-id.ts';
import { toMarkdown, toTitle } from '../../adapters/discord/markdown.ts';
import { relabelComponents } from '../../adapters/discord/relabel.ts';
import { render } from '../../adapters/discord/render.ts';
import type { Invocation } from '../../src/command.ts';
import { formatLine } from '../../src/line.ts';
import type { Reply } from '../../src/reply.ts';
import { wordsFor } from '../../src/words/words.ts';
import { checkMessage } from '../support/discord/validate-message.ts';
import { showcase } from '../support/showcase.ts';

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.string({
    unit: fc.constantFrom(
      '*',
      '_',
      '`',
      '@everyone',
      '<@1>',
      '[',
      ']',
      '(',
      ')',
      'https://a.example/',
      '#',
      '>',
      '|',
      '~',
      '\n',
      ' ',
      'word ',
    ),
    maxLength: 60,
  }),
  fc.constant('A sentence that goes on and on. '.repeat(150)),
);
const style = fc.constantFrom('bold', 'italic', 'code', 'mark');
const text = fc.oneof(
  anyText,
  fc.array(fc.oneof(anyText, fc.record({ text: anyText, style, url: anyText }, { requiredKeys: ['text'] })), {
    maxLength: 6,
  }),
);
const run = fc.record({
  command: fc.constantFrom('hello', 'page'),
  options: fc.record({ words: anyText }, { requiredKeys: [] }),
});
const button = fc.oneof(
  fc.record({ label: anyText, run }),
  fc.record({ label: anyText, open: fc.oneof(fc.webUrl(), anyText) }),
);
const field = fc.record({ label: anyText, value: text });
const card = fc.record(
  {
    title: text,
    url: fc.oneof(fc.webUrl(), anyText),
    byline: text,
    body: text,
    fields: fc.array(field, { maxLength: 4 }),
    buttons: fc.array(button, { maxLength: 4 }),
    row: fc.array(button, { maxLength: 6 }),
  },
  { requiredKeys: ['title'] },
);
const reply: fc.Arbitrary<Reply> = fc.record(
  {
    title: text,
    text,
    cards: fc.array(card, { maxLength: 12 }),
    code: fc.record({ language: fc.constant('bibtex'), text: anyText }),
    note: text,
    buttons: fc.array(button, { maxLength: 14 }),
    files: fc.array(fc.record({ name: anyText, text: anyText }), { maxLength: 12 }),
  },
  { requiredKeys: [] },
);

describe('a reply on Discord', () => {
  it('is within all limits, whatever it is made of', () => {
    fc.assert(
      fc.property(reply, fc.option(anyText, { nil: undefined }), (given, share) => {
        const { components, flags, files } = render(given, {
          commands: showcase,
          words: wordsFor('en'),
          share,
        });
        expect(flags).toBe(MessageFlags.IsComponentsV2);
        // Throws what Discord would answer.
        checkMessage({ components, flags }, { as: 'message', files: files.map(({ name }) => name) });
      }),
      { numRuns: 500 },
    );
  });

  it('holds five picks with four buttons each, heading, headline, note and a row of pages', () => {
    const run = { command: 'hello', options: { words: 'x'.repeat(50) } };
    const row = ['👍 3', '👎', 'Save', 'Summary'].map((label) => ({ label, run, inPlace: true as const }));
    const picks: Reply = {
      title: 'Sunday',
      text: 'The headline',
      cards: Array.from({ length: 5 }, (_, index) => ({ title: `Pick ${index + 1}`, body: 'Why', row })),
      note: 'a note',
      buttons: ['Back', 'More', 'Share'].map((label) => ({ label, run })),
    };
    const { components } = render(picks, { commands: showcase, words: wordsFor('en') });
    const text = JSON.stringify(components);
    for (const part of ['The headline', 'Pick 5', 'a note']) expect(text).toContain(part);
    expect(text.match(/"label":"(?:👍 3|👎|Save|Summary)"/gu)).toHaveLength(20);
    checkMessage({ components, flags: MessageFlags.IsComponentsV2 }, { as: 'message', files: [] });
  });

  it('shows all of ten picks, with rows that are shorter rather than picks that are missing', () => {
    const run = { command: 'hello', options: {} };
    const row = ['👍', '👎', 'Save', 'Summary'].map((label) => ({ label, run, inPlace: true as const }));
    const cards = Array.from({ length: 10 }, (_, index) => ({
      title: `Pick ${index + 1}.`,
      body: 'Why',
      row,
    }));
    for (const count of [6, 7, 8, 10]) {
      const picks: Reply = { title: 'Sunday', text: 'The headline', cards: cards.slice(0, count) };
      const { components } = render(picks, { commands: showcase, words: wordsFor('en') });
      const text = JSON.stringify(components);
      for (const { title } of cards.slice(0, count)) expect(text).toContain(title);
      expect(text.match(/"label":"👍"/gu)).toHaveLength(count);
      expect(text).not.toContain('more');
      checkMessage({ components, flags: MessageFlags.IsComponentsV2 }, { as: 'message', files: [] });
    }
  });

  it('keeps code in one line, where small print cannot end it and let a mention out', () => {
    const text = 'a\n@everyone <@1>\r\nb';
    expect(toMarkdown([{ text, style: 'code' }])).toBe('`a @everyone <@1> b`');
  });

  it('lets no address of a link look like a mention', () => {
    const url = 'https://example.org/@everyone';
    expect(toMarkdown([{ text: 'here', url }])).toBe('[here](<https://example.org/%40everyone>)');
  });

  it('lets no text become markup, a mention or a link', () => {
    fc.assert(
      fc.property(anyText, (words) => {
        const markdown = toMarkdown(words).replaceAll(/\\[\s\S]/g, '');
        expect(markdown).not.toMatch(/[*_`~|[\]<>#]|:\/\/|@everyone|@here/);
      }),
      { numRuns: 1_000 },
    );
  });

  it('keeps a title bold as a whole, with what was searched for underlined', () => {
    expect(toTitle(['ST-', { text: 'MoE', style: 'mark' }, ': *stable*'])).toBe(
      '**ST-__MoE__: \\*stable\\***',
    );
  });

  it('links only what is safe, and never what a plain string says', () => {
    expect(toMarkdown([{ text: 'a', url: 'https://example.org/x' }])).toBe('[a](<https://example.org/x>)');
    for (const url of ['javascript:alert(1)', 'https://user:pass@example.org/', 'nonsense']) {
      expect(toMarkdown([{ text: 'a', url }])).toBe('a');
    }
    expect(toMarkdown('https://example.org')).toBe('https:\\//example.org');
  });
});

describe('relabelling', () => {
  it('changes the labels of the buttons that carry the lines, and nothing else, within all limits', () => {
    fc.assert(
      fc.property(
        reply,
        fc.array(fc.record({ run, label: anyText }), { maxLength: 3 }),
        fc.nat(),
        (given, others, at) => {
          const { components, flags, files } = render(given, { commands: showcase, words: wordsFor('en') });
          const own = runsOf(given);
          const chosen = own[at % Math.max(1, own.length)];
          const relabel = [...others, ...(chosen ? [{ run: chosen, label: 'Relabelled' }] : [])];
          const after = relabelComponents(components, relabel, showcase);
          checkMessage({ components: after, flags }, { as: 'message', files: files.map(({ name }) => name) });
          const lines = relabel.map((each) => formatLine(each.run, showcase));
          const lineOf = (id: unknown) => fromCustomId(String(id), piecesOf(components))?.line ?? '';
          const mask = (value: unknown) => masked(value, (id) => lines.includes(lineOf(id)));
          expect(mask(after)).toEqual(mask(components));
          // The chosen one comes last, so that its label counts.
          const shown = masked(components, (id) => chosen !== undefined && lines.at(-1) === lineOf(id));
          if (JSON.stringify(shown).includes(MASKED)) expect(JSON.stringify(after)).toContain('"Relabelled"');
        },
      ),
      { numRuns: 300 },
    );
  });
});

const MASKED = '(masked)';

function runsOf({ cards = [], buttons = [] }: Reply): Invocation[] {
  const all = [...cards.flatMap((each) => [...(each.row ?? []), ...(each.buttons ?? [])]), ...buttons];
  return all.flatMap((each) => ('run' in each ? [each.run] : []));
}

/** The same with the labels masked of those buttons whose `custom_id` is chosen. */
function masked(value: unknown, chosen: (id: unknown) => boolean): unknown {
  if (Array.isArray(value)) return value.map((each) => masked(each, chosen));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, part]) => [key, masked(part, chosen)]);
  const label = 'custom_id' in value && chosen(value.custom_id) ? { label: MASKED } : {};
  return { ...Object.fromEntries(entries), ...label };
}

describe('a custom_id', () => {
  it('gives back the line and what to do with it, however long, as far as a message can carry', () => {
    const press = fc.record({
      action: fc.constantFrom<Action>('answer', 'replace', 'share'),
      line: fc.string({ unit: 'binary', minLength: 1, maxLength: 1_100 }),
    });
    fc.assert(
      fc.property(fc.array(press, { maxLength: 8 }), (presses) => {
        const { ids, pieces } = toCustomIds(presses);
        const given = ids.filter((id) => id !== undefined);
        expect(new Set(given).size).toBe(given.length);
        expect(given.every((id) => id.length >= 1 && id.length <= 100)).toBe(true);
        expect(new Set(pieces).size).toBe(pieces.length);
        expect(pieces.every((piece) => piece.length <= 100)).toBe(true);
        for (const [index, id] of ids.entries()) {
          if (id !== undefined) expect(fromCustomId(id, pieces)).toEqual(presses[index]);
        }
      }),
    );
  });

  it('of somebody else means nothing', () => {
    for (const id of ['', 'vote:1', '&0', '>&3', 'carried']) expect(fromCustomId(id, [])).toBeUndefined();
  });
});
