import { MessageFlags } from 'discord.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Action, fromCustomId, toCustomIds } from '../../adapters/discord/custom-id.ts';
import { toMarkdown, toTitle } from '../../adapters/discord/markdown.ts';
import { render } from '../../adapters/discord/render.ts';
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
