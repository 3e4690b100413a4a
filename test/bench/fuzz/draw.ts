import type { Random } from '../../../src/ports.ts';
import type { Button, Card, Reply, Span, Text } from '../../../src/reply.ts';
import { HOSTILE } from '../../support/showcase.ts';

/** What breaks parsers and renderers, by experience: marks of every grammar here, odd Unicode, numbers at the edges. */
const PIECES: readonly string[] = [
  ...[
    '"',
    "'",
    '`',
    '\\',
    '/',
    '--',
    '-',
    ':',
    ';',
    ',',
    '\t',
    '\n',
    '\r\n',
    ' ',
    '\u00a0',
    '\u3000',
    '\u2028',
  ],
  ...[
    '{',
    '}',
    '[',
    ']',
    '(',
    ')',
    '<',
    '>',
    '&',
    '&amp;',
    '&#0;',
    '&#x110000;',
    '<!--',
    ']]>',
    '<![CDATA[',
    '<?xml',
  ],
  ...['$', '$$', '\\begin{', '\\end{', '\\frac{', '^{', '_{', '\\\\', '%', '~', '\\"', '\\char'],
  ...[
    '@everyone',
    '@here',
    '<@1>',
    '<@&2>',
    '<!channel>',
    '<@U1>',
    '<#C1>',
    '**',
    '__',
    '||',
    '```',
    '~~',
    '](',
    '# ',
  ],
  ...[
    '\u0000',
    '\u0007',
    '\u001b[31m',
    '\u009b',
    '\ud800',
    '\udc00',
    '\u202e',
    '\u200b',
    '\ufeff',
    '👩‍👩‍👧',
    'ﷺ',
    'é',
  ],
  ...[
    '2402.17764',
    'arXiv:2402.17764v3',
    'math/0211159',
    '9999.99999',
    'https://arxiv.org/abs/',
    'hf.co/papers/',
  ],
  ...[
    'author:',
    'cat:',
    'year:',
    'after:',
    'before:',
    'has:',
    'lang:',
    'sort:',
    '--page',
    '--',
    'search',
    'ask',
    'show',
  ],
  ...[
    '-1',
    '0',
    '1e309',
    '99999999999999999999',
    'NaN',
    'null',
    'true',
    '2024-02-30',
    'Arxiv',
    'Submitted',
    '量化',
    'модель',
  ],
  HOSTILE,
  'a'.repeat(500),
  '('.repeat(200),
  'word '.repeat(300),
];

export const pick = <T>(random: Random, from: readonly T[]): T => {
  const chosen = from[Math.floor(random() * from.length)];
  if (chosen === undefined) throw new Error('nothing to pick from');
  return chosen;
};

const below = (random: Random, end: number) => Math.floor(random() * end);

/** A text of pieces, at most so many. */
export function anyText(random: Random, most = 12): string {
  return Array.from({ length: below(random, most + 1) }, () =>
    random() < 0.15 ? String.fromCharCode(below(random, 0x10000)) : pick(random, PIECES),
  ).join('');
}

/** A text of a known kind, damaged: cut, doubled, with pieces put in, or with characters changed. */
export function damaged(random: Random, whole: string): string {
  let text = whole;
  for (let times = below(random, 6); times >= 0; times -= 1) {
    const at = below(random, text.length + 1);
    const end = Math.min(text.length, at + below(random, 60));
    const ways = [
      () => text.slice(0, at) + text.slice(end),
      () => text.slice(0, end) + text.slice(at),
      () => text.slice(0, at) + pick(random, PIECES) + text.slice(at),
      () => text.slice(0, at) + anyText(random, 3) + text.slice(end),
      () => text.slice(0, at),
    ];
    text = pick(random, ways)();
  }
  return text;
}

function anySpans(random: Random): Text {
  if (random() < 0.4) return anyText(random);
  return Array.from({ length: below(random, 5) }, (): Span => {
    const text = anyText(random, 4);
    const url = pick(random, [
      'https://example.org/a',
      'javascript:alert(1)',
      `https://e.org/${anyText(random, 2)}`,
    ]);
    return pick<Span>(random, [
      text,
      { text, style: 'bold' },
      { text, style: 'code' },
      { text, style: 'mark' },
      { text, url },
    ]);
  });
}

function anyButton(random: Random): Button {
  const label = anyText(random, 3);
  if (random() < 0.3)
    return { label, open: pick(random, ['https://example.org/', 'javascript:x', anyText(random, 3)]) };
  return { label, run: { command: 'hello', options: { words: anyText(random, 5) } } };
}

const some = <T>(random: Random, most: number, make: (random: Random) => T): T[] =>
  Array.from({ length: below(random, most + 1) }, () => make(random));

function anyCard(random: Random): Card {
  const card: Card = { title: anySpans(random) };
  if (random() < 0.5)
    card.url = pick(random, ['https://arxiv.org/abs/2402.17764', 'ftp://x', anyText(random, 2)]);
  if (random() < 0.5) card.byline = anySpans(random);
  if (random() < 0.7) card.body = anySpans(random);
  if (random() < 0.3)
    card.fields = some(random, 4, () => ({ label: anyText(random, 2), value: anySpans(random) }));
  if (random() < 0.5) card.buttons = some(random, 4, anyButton);
  return card;
}

/** A reply of any make, its texts as bad as they come. */
export function anyReply(random: Random): Reply {
  const reply: Reply = {};
  if (random() < 0.7) reply.title = anySpans(random);
  if (random() < 0.5) reply.text = anySpans(random);
  if (random() < 0.7) reply.cards = some(random, 8, anyCard);
  if (random() < 0.2) reply.code = { language: 'bibtex', text: anyText(random) };
  if (random() < 0.4) reply.note = anySpans(random);
  if (random() < 0.6) reply.buttons = some(random, 8, anyButton);
  return reply;
}
