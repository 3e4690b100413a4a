import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splitSentences } from '../../src/answers/sentences.ts';
import type { Language } from '../../src/papers/paper.ts';

const split = (text: string, lang: Language = 'en') =>
  splitSentences(text, lang).map((sentence) => sentence.text);

/** Each a text in which `|` stands where a sentence ends. */
const ENGLISH: readonly [behaviour: string, marked: string][] = [
  ['parts two plain sentences', 'We present a model. |It is small.'],
  [
    'reads through Latin abbreviations',
    'Nets, e.g. CNNs, i.e. filters, cf. Fukushima, vs. MLPs are compared.',
  ],
  ['reads through et al.', 'We follow Vaswani et al. (2017) and Shazeer et al. in this. |It works.'],
  [
    'ends a sentence at et al. before a word that only starts one',
    'We follow Smith et al. |However, we go on.',
  ],
  ['reads through numbered things', 'See Fig. 3, Eq. (2), Sec. IV, Tab. A and No. 5. |We go on.'],
  ['takes a small `no.` for an answer', 'Is it so? |We say no. |Models learn.'],
  ['reads through titles and initials', 'Dr. A. B. Smith and J. K. Rowe agree. |So do we.'],
  ['reads through U.S. before a name', 'We poll U.S. Senate staff in the U.S. |The rest is noise.'],
  ['reads through resp. and w.r.t.', 'It gains 3 resp. 5 points w.r.t. BLEU. |We stop.'],
  ['ends at etc. before a capital', 'We use CNNs, RNNs, etc. |Transformers win.'],
  ['reads through etc. in brackets', 'Metrics (BLEU, ROUGE, etc.) Google made are old.'],
  ['keeps decimals and versions whole', 'BitNet b1.58 is 3.8x faster than v1.5. |It is 2.5 times smaller.'],
  ['keeps addresses whole', 'See https://a.io/b.html?c=d.E and mail to x.y@z.org. |Code: www.a.io/b.Py.'],
  ['keeps names in code whole', 'We call nn.Module and arch/conv.Layer here.'],
  [
    'starts a sentence with a small method name',
    'It scales. |iTransformer wins. |k-means, too. |vLLM helps.',
  ],
  ['starts a sentence with a digit', 'We ask users. |70% of them agree. |3D data helps.'],
  ['starts a sentence with a quote or bracket', 'It works. |“Attention” is all. |(We tried.) |Good.'],
  ['keeps a closing quote with its sentence', 'They ask “why?” |We answer “because.” |Fine.'],
  ['reads through a question inside a sentence', 'The test Why not? is passed.'],
  ['ends at ?! and at an ellipsis', 'Is it so?! |It may be… |We hope so... |Yes.'],
  ['reads through an ellipsis before a small word', 'It grows … and grows... until it stops.'],
  [
    'parts sentences whose space is missing',
    'We report results.|We show more (on MNIST).|This helps by 5%.|The end.',
  ],
  ['parts sentences whose second one starts small', 'We compare several methods. |code is available.'],
  ['reads through an unknown short abbreviation', 'The avg. set and rel. error fall.'],
  ['keeps the number of an item with it', '1. We read. |2. We write. |[3]. We rest.'],
  ['reads through journals', 'See [J. Chem. Phys. 161, 014113 (2024)] for all. |We go on.'],
];
const RUSSIAN: readonly [behaviour: string, marked: string][] = [
  ['reads through т. е. and и др.', 'Модели, т. е. сети, и др. методы (см. рис. 3) сравниваются. |Мы рады.'],
  ['ends at и т. д. before a capital', 'Мы учим сети, деревья и т. д. |Трансформеры лучше и т.д. |Это всё.'],
  ['reads through тыс. and г.', 'Octo обучена на 800 тыс. траекториях в 2024 г. на GPU. |Мы рады.'],
  ['ends at г. before a word that only starts a sentence', 'Это было в 2020 г. |Однако мы ждали.'],
  ['reads through initials', 'Метод А. С. Пушкина прост. |Он работает.'],
];

const CHINESE: readonly [behaviour: string, marked: string][] = [
  ['ends at full-width marks without spaces', '我们提出新模型。|它快3.8倍！|好吗？|是的。'],
  ['ends at a full-width semicolon', '第一，它更小；|第二，它更快。'],
  ['keeps a closing quote with its sentence', '他说：“很好。”|我们同意。'],
  ['ends at an ASCII full stop between Han signs', '我们提出新模型.|它很快.'],
];

describe.each([
  ['en', ENGLISH],
  ['ru', RUSSIAN],
  ['zh', CHINESE],
] as const)('in %s', (lang, cases) => {
  test.each(cases)('%s', (_behaviour, marked) => {
    const expected = marked.split('|').map((part) => part.trim());
    expect(split(marked.replaceAll('|', ''), lang)).toEqual(expected);
  });
});

test('a semicolon ends no English sentence', () => {
  expect(split('It is small；it is fast. We like it.')).toHaveLength(2);
});

test('a text without words has no sentence', () => {
  expect(split('')).toEqual([]);
  expect(split(' \n\t ')).toEqual([]);
});

const piece = fc.oneof(
  fc.constantFrom(
    '. ',
    '.',
    '… ',
    '?! ',
    '。',
    '；',
    'e.g. ',
    'et al. ',
    'т. е. ',
    ' ',
    '\n',
    '"',
    ')',
    '(',
    '\ud800',
    '\u202e',
  ),
  fc.constantFrom('We ', 'show', '3.8x', 'k-means ', 'https://a.b/c', 'Мы ', '模型', 'U.S. ', '1. '),
  fc.string({ unit: 'binary', maxLength: 6 }),
);
const anyText = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));

test('any text falls into sentences in order, with only white space between them', () => {
  fc.assert(
    fc.property(anyText, fc.constantFrom<Language>('en', 'ru', 'zh'), (text, lang) => {
      let end = 0;
      for (const sentence of splitSentences(text, lang)) {
        expect(text.slice(end, sentence.start).trim()).toBe('');
        expect(sentence.text).toBe(text.slice(sentence.start, sentence.end));
        expect(sentence.text).toBe(sentence.text.trim());
        expect(sentence.text).not.toBe('');
        end = sentence.end;
      }
      expect(text.slice(end).trim()).toBe('');
    }),
    { numRuns: 500 },
  );
});

test.each(['.', 'a.', '. ', '" ', 'We. ', ' ', 'a', '\ud800', 'т. ', '。', '1.', '.A'])(
  'a megabyte of %j is split',
  (unit) => {
    const text = unit.repeat(1_000_000 / unit.length);
    const covered = splitSentences(text, 'en').reduce((sum, { start, end }) => sum + end - start, 0);
    expect(covered).toBeLessThanOrEqual(text.length);
  },
);
