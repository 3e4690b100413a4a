import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escaped, toBoldLine, toLink, toMrkdwn } from '../../adapters/slack/mrkdwn.ts';
import { fromWire } from '../../adapters/slack/wire.ts';
import { HOSTILE } from '../support/showcase.ts';

const strings = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom('*', '_', '~', '`', '<', '>', '&', '|', ':', '@', '!', '#', 'a', ' ', '\n'),
  }),
  fc.constant(HOSTILE),
);

describe('words in mrkdwn', () => {
  it('are never markup, an emoji, a mention or a second line, whatever they say', () => {
    fc.assert(
      fc.property(strings, (words) => {
        const written = toMrkdwn(words);
        expect(written).not.toMatch(/[*_~`|<>\n\p{Cc}]|[\u202a-\u202e\u2066-\u2069]/u);
        expect(written).not.toMatch(/&(?!amp;|lt;|gt;)|:[\w+'-]+:/);
        expect(written.isWellFormed()).toBe(true);
      }),
    );
  });

  it.each([
    ['A*-Decoding with `code`, snake_case and ~0.1', 'A∗-Decoding with ˋcodeˋ, snakeˍcase and ∼0.1'],
    ['R&D: 1 < 2 > 0', 'R&amp;D: 1 &lt; 2 &gt; 0'],
    ['MoE-Mamba: fast :rocket: at 10:30', 'MoE-Mamba: fast :\u200brocket: at 10:30'],
    [
      '<!channel> <@U123> <https://evil.example|click>',
      '&lt;!channel&gt; &lt;@U123&gt; &lt;https://evil.example∣click&gt;',
    ],
  ])('keep their look: %s', (words, written) => {
    expect(toMrkdwn(words)).toBe(written);
  });

  it('are a link whose address and label end where they should', () => {
    expect(toLink('https://example.org/a|b?x=1&y=<2>', 'a | b > c')).toBe(
      '<https://example.org/a%7Cb?x=1&amp;y=%3C2%3E|a ∣ b &gt; c>',
    );
  });

  it('fit as a bold line into what room there is, and say so when they are cut', () => {
    fc.assert(
      fc.property(strings, fc.integer({ min: 40, max: 500 }), (words, room) => {
        const line = toBoldLine(words, undefined, room);
        expect(line.length).toBeLessThanOrEqual(room + 2);
        expect(line).toMatch(/^\*.+\*$/u);
      }),
    );
    expect(toBoldLine('&'.repeat(100), undefined, 60)).toMatch(/^\*(?:&amp;)+…\*$/);
    expect(toBoldLine('words', `https://example.org/?${'&'.repeat(2_000)}`, 60)).toBe('*words*');
  });

  it('survive the way to Slack and back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (words) => {
        fc.pre(!/\p{Cc}/u.test(words));
        expect(escaped(fromWire(escaped(words)))).toBe(escaped(words));
      }),
    );
  });
});

describe('what a person typed, as Slack delivers it', () => {
  it.each([
    ['show <https://arxiv.org/abs/2402.14083v1>', 'show https://arxiv.org/abs/2402.14083v1'],
    [
      'show <http://arxiv.org/abs/2402.14083|arxiv.org/abs/2402.14083>',
      'show http://arxiv.org/abs/2402.14083',
    ],
    ['is 1 &lt; 2 &amp;amp; 3?', 'is 1 < 2 &amp; 3?'],
    ['ask <@U1|ana> in <#C1|reading> or <#C2|>', 'ask ana in reading or '],
    ['<!here> <@U0001> hello', '    hello'],
    ['<mailto:a@b.example|a@b.example> <mailto:c@d.example>', 'a@b.example c@d.example'],
    ['a <b> c <https://x y> d', 'a <b> c <https://x y> d'],
  ])('%s', (wire, typed) => {
    expect(fromWire(wire)).toBe(typed);
  });

  it('takes a megabyte of brackets without trouble', () => {
    expect(fromWire('<@'.repeat(500_000)).length).toBe(1_000_000);
    expect(toMrkdwn(':*<'.repeat(300_000)).length).toBeGreaterThan(900_000);
  });
});
